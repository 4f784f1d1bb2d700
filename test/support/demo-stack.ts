import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { marketingCentre } from '../../apps/demo-office/src/company/departments.js';
import { hrOfficer } from '../../apps/demo-office/src/company/staff.js';
import { Board } from '../../apps/demo-office/src/demo/board.js';
import { collect } from '../../apps/demo-office/src/demo/collect.js';
import { Office } from '../../apps/demo-office/src/demo/office.js';
import { month } from '../../apps/demo-office/src/month.js';
import { cyclesHttp, type RouteSettings } from '../../libs/contracts/cycles/http.js';
import { rolesHttp } from '../../libs/contracts/roles/http.js';
import type { CycleKind } from '../../libs/contracts/values.js';
import { projectRoot } from '../../libs/platform/config/index.js';

/** The whole system as `npm start` starts it, with the demo company in it, on a folder and a port of its own. */
export interface DemoStack {
  readonly address: string;
  readonly password: string;
  readonly office: Office;
  stop(): Promise<void>;
}

const password = 'tall-bamboo-quiet-river';

export async function startDemoStack(): Promise<DemoStack> {
  const folder = mkdtempSync(join(tmpdir(), 'kaohe-stack-'));
  const launcher = spawn(process.execPath, ['deploy/local/start.mjs'], {
    cwd: projectRoot,
    env: {
      ...process.env,
      KAOHE_DATA: folder,
      PORT: String(await freePort()),
      KAOHE_DEMO_PASSWORD: password,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    if (launcher.exitCode === null) {
      launcher.kill('SIGTERM');
      await once(launcher, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const address = await addressOf(launcher);
    const settings = { address, password, adminLogin: 'admin', folder: join(folder, 'office') };
    const office = new Office(settings, new Board(() => undefined));
    await office.meetPeople(await office.admin());
    return { address, password, office, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** What the launcher says when everything is well; what it said until then when it ends instead. */
async function addressOf(launcher: ChildProcess): Promise<string> {
  if (!launcher.stdout || !launcher.stderr) throw new Error('the launcher has no output to read');
  const said: string[] = [];
  const errors = createInterface({ input: launcher.stderr });
  errors.on('line', (line) => said.push(line));
  for await (const line of createInterface({ input: launcher.stdout })) {
    said.push(line);
    const address = /Kaohe is well: (\S+)/.exec(line)?.[1];
    if (!address) continue;
    // Nobody reads on: a full pipe would stop the launcher.
    launcher.stdout.resume();
    return address;
  }
  throw new Error(`the system did not start:\n${said.slice(-20).join('\n')}`);
}

/** A month of the marketing centre with its figures in, waiting for its managers; answers the cycle. */
export const monthInReview = (stack: DemoStack, route: RouteSettings = {}): Promise<string> =>
  inReview(stack, { kind: 'month', periodFrom: month.from, route });

/** The quarter that the month begins, likewise: its later months have no figures yet. */
export const quarterInReview = (stack: DemoStack): Promise<string> =>
  inReview(stack, { kind: 'quarter', periodFrom: month.from, route: {} });

async function inReview(
  { office }: DemoStack,
  { kind, periodFrom, route }: { kind: CycleKind; periodFrom: string; route: RouteSettings },
): Promise<string> {
  const hr = await office.as(hrOfficer);
  const { items } = await hr.ask(rolesHttp.listDepartments);
  const codes = new Set(marketingCentre.map((department) => department.code));
  const { cycleId } = await hr.ask(cyclesHttp.launchCycle, {
    body: {
      kind,
      periodFrom,
      departmentIds: items.filter(({ code }) => codes.has(code)).map(({ departmentId }) => departmentId),
      // Its sources are signed off long before.
      route: { cutOff: 'PT5M', ...route },
      acceptWarnings: true,
    },
  });
  await collect(office, cycleId);
  return cycleId;
}
