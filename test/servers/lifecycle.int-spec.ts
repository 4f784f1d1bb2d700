import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@nats-io/transport-node';
import { Connection } from '@temporalio/client';
import pg from 'pg';
import { type ServerName, type Servers, startServers } from '../../deploy/local/servers/index.mjs';
import { obtain } from '../../deploy/local/servers/obtain.mjs';
import { isRunning } from '../../deploy/local/servers/processes.mjs';
import { projectRoot } from '../../libs/platform/config/index.js';

describe('PostgreSQL, NATS and Temporal of one installation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaohe-lifecycle-'));
  const dataDir = join(folder, 'first');
  const told: string[] = [];
  const log = (line: string): void => void told.push(line);
  const start = (data: string): Promise<Servers> => startServers({ dataDir: data, env: {}, log });

  // On a machine's first run they may have to be built; no test's time is meant for that.
  beforeAll(async () => {
    await obtain('nats', 'NATS_URL', log);
    await obtain('temporal', 'TEMPORAL_ADDRESS', log);
  }, 20 * 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('answer, side by side with those of another installation', async () => {
    const both = await Promise.all([start(dataDir), start(join(folder, 'second'))]);
    try {
      const [first, second] = both;
      for (const servers of both) await useAll(servers);
      const addresses = both.flatMap(({ databaseUrl, natsUrl, temporalAddress }) => [
        databaseUrl,
        natsUrl,
        temporalAddress,
      ]);
      expect(new Set(addresses).size).toBe(6);
      expect(first.natsCredentials).not.toEqual(second.natsCredentials);
      await expect(start(dataDir)).rejects.toThrow(
        /already runs Kaohe's servers on .*set KAOHE_DATA to another folder/s,
      );
    } finally {
      await Promise.all(both.map((servers) => servers.stop()));
    }
    expect(both.flatMap((servers) => Object.values(servers.pids)).filter(isRunning)).toEqual([]);
  }, 60_000);

  it('are started again by themselves after a crash, with what was committed', async () => {
    const servers = await start(dataDir);
    try {
      await sql(servers, 'create table kept (what text)');
      await sql(servers, `insert into kept values ('a decision')`);
      for (const name of ['postgres', 'nats', 'temporal'] as const) {
        const before = told.length;
        servers.own[name]?.kill();
        await until(() => told.slice(before).some((line) => line.startsWith(`${name} is well again`)));
      }
      expect(await sql(servers, 'select what from kept')).toEqual([{ what: 'a decision' }]);
      await useAll(servers);
    } finally {
      await servers.stop();
    }
  }, 60_000);

  it('end with the process that started them, even when that is killed', async () => {
    const { parent, pids } = await startInProcess(dataDir);
    expect(Object.values(pids).every(isRunning)).toBe(true);
    parent.kill('SIGKILL');
    await until(() => !Object.values(pids).some(isRunning), 30_000);
    // Nothing stands in the way of the next start, which is quick.
    const began = Date.now();
    const servers = await start(dataDir);
    const took = Date.now() - began;
    await servers.stop();
    expect(took).toBeLessThan(15_000);
  }, 90_000);

  it('that are left over when their guardian is killed too are ended by the next start', async () => {
    const { parent, pids, guardian } = await startInProcess(dataDir);
    parent.kill('SIGSTOP');
    process.kill(guardian, 'SIGKILL');
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    expect(Object.values(pids).every(isRunning)).toBe(true);
    const servers = await start(dataDir);
    expect(Object.values(pids).filter(isRunning)).toEqual([]);
    expect(told).toContain(`nats of an earlier start (pid ${pids.nats}) is still running; ending it`);
    await useAll(servers);
    await servers.stop();
  }, 90_000);
});

/** Every server does its work for us, with our password, and for nobody without one. */
async function useAll(servers: Servers): Promise<void> {
  expect(await sql(servers, 'select current_database() as name')).toEqual([{ name: 'kaohe' }]);
  const stranger = new URL(servers.databaseUrl);
  stranger.password = 'guess';
  await expect(sql({ databaseUrl: stranger.href }, 'select 1')).rejects.toThrow(/password authentication failed/);

  const { user, password } = servers.natsCredentials.kaohe ?? { user: '', password: '' };
  const bus = await connect({ servers: servers.natsUrl, user, pass: password });
  expect(bus.info?.jetstream).toBe(true);
  await bus.close();
  await expect(connect({ servers: servers.natsUrl, reconnect: false })).rejects.toThrow(/authorization/i);

  const temporal = await Connection.connect({ address: servers.temporalAddress });
  const { config } = await temporal.workflowService.describeNamespace({ namespace: servers.temporalNamespace });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 24 * 3_600);
  await temporal.close();
}

async function sql(servers: Pick<Servers, 'databaseUrl'>, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: servers.databaseUrl });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** The servers under a process of their own, which then only waits. */
async function startInProcess(
  dataDir: string,
): Promise<{ parent: ChildProcess; pids: Record<ServerName, number>; guardian: number }> {
  const program = `
    import { startServers } from './deploy/local/servers/index.mjs';
    import { guardianPid } from './deploy/local/servers/watch.mjs';
    const servers = await startServers({ dataDir: ${JSON.stringify(dataDir)}, env: {} });
    console.log(JSON.stringify({ pids: servers.pids, guardian: guardianPid() }));
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: parent.stdout }), 'line');
  return { parent, ...JSON.parse(String(line)) };
}

async function until(holds: () => boolean, withinMs = 20_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; !holds(); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`it did not come true within ${withinMs} ms: ${holds}`);
  }
}
