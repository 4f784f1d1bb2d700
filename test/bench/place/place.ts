import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Api } from '../../../apps/demo-office/src/demo/api.js';
import { metricsHttp } from '../../../libs/contracts/metrics/http.js';
import { freezeCollection, openCollection } from '../../../libs/contracts/metrics/messages.js';
import { type Call, natsConnectionOptions, ServiceClient } from '../../../libs/platform/messaging/index.js';
import { Control } from '../measure/control.js';
import { type CpuSeconds, cpuSeconds } from '../measure/cpu.js';
import { describeMachine, type Machine } from '../measure/machine.js';
import { besideTheStack } from './beside.js';
import { appraisedDepartment, dataOwner, hrOfficer, month } from './company.js';
import { figureFiles, observationsPerPerson, sourceIds } from './figures.js';
import type { Launcher, Stack } from './launcher.js';
import { type People, setUpCompany } from './set-up.js';

/** Everything on fresh servers with one company of N people whose month has figures. */
export class Place {
  private closing: Promise<void> | undefined;

  private constructor(
    readonly n: number,
    readonly stack: Stack,
    readonly password: string,
    /** The database's owner: past row-level security, for floors and counters. */
    readonly owner: pg.Pool,
    readonly bus: ServiceClient,
    readonly control: Control,
    readonly companyId: string,
    readonly hr: Api,
    readonly people: People,
    readonly log: (line: string) => void,
  ) {}

  static async open(launcher: Launcher, n: number): Promise<Place> {
    const { dataDir, log } = launcher;
    await launcher.emptyFolder(dataDir, log);
    const stack = await launcher.startStack({
      dataDir,
      log,
      onGivenUp: launcher.giveUp,
      smtpUrl: null,
      beside: besideTheStack,
    });
    launcher.stopWith(stack.stop);
    await launcher.foundCompany(dataDir);
    const password = launcher.demoPassword(dataDir);
    const owner = new pg.Pool({ connectionString: stack.servers.databaseUrl, max: 2 });
    owner.on('error', () => undefined);
    const login = stack.servers.natsCredentials.kaohe;
    const bus = new ServiceClient(
      natsConnectionOptions(
        { NATS_URL: stack.servers.natsUrl, NATS_USER: login?.user, NATS_PASSWORD: login?.password },
        'bench',
      ),
    );
    await bus.connect();
    const api = new Api(stack.address);
    const people = await setUpCompany(await api.signIn('admin', password), {
      n,
      password,
      analyze: () => owner.query('analyze'),
    });
    const { rows } = await owner.query<{ companyId: string }>('select company_id as "companyId" from roles.company');
    const control = await Control.open(stack.servers.databaseUrl);
    const hr = await api.signIn(hrOfficer, password);
    const place = new Place(n, stack, password, owner, bus, control, rows[0]?.companyId ?? '', hr, people, log);
    launcher.stopWith(() => place.close());
    log(`the company has ${n} people to appraise, ${observationsPerPerson} observations each are loaded next`);
    return place;
  }

  /** Ends everything of the place, so that the next one starts on fresh servers. */
  close(): Promise<void> {
    this.closing ??= this.closeAll();
    return this.closing;
  }

  private async closeAll(): Promise<void> {
    await this.control.close();
    await this.bus.close();
    await this.owner.end();
    await this.stack.stop();
  }

  /** As a service asks for itself. */
  call(): Call {
    return { requestId: 'bench', companyId: this.companyId, actor: null, locale: 'en' };
  }

  signIn(login: string): Promise<Api> {
    return new Api(this.stack.address).signIn(login, this.password);
  }

  cpu(): CpuSeconds | null {
    const { servers, processes } = this.stack;
    const pidsOf = (...pids: (number | undefined)[]) => pids.filter((pid) => pid !== undefined);
    return cpuSeconds({
      services: pidsOf(...Object.values(processes).map((process) => process.pid)),
      postgres: pidsOf(servers.pids.postgres),
      temporal: pidsOf(servers.pids.temporal),
      nats: pidsOf(servers.pids.nats),
      bench: [process.pid],
    });
  }

  /** Collects the month for a cycle that nobody launched, through the uploads of its sources. Its figures are every later cycle's too. */
  async collectFigures(): Promise<string> {
    const cycleId = randomUUID();
    const { people } = await this.bus.ask(
      openCollection,
      { cycleId, period: month, sourceIds, personIds: [...this.people.appraised.keys()] },
      this.call(),
    );
    if (people !== this.n) throw new Error(`the collection has ${people} people instead of ${this.n}`);
    const owner = await this.signIn(dataOwner);
    for (const sourceId of sourceIds) {
      for (const [index, content] of figureFiles(sourceId, this.n).entries()) {
        const { batch } = await owner.ask(metricsHttp.uploadBatch, {
          params: { sourceId },
          query: { cycleId },
          file: { name: `${sourceId}-${index + 1}.csv`, content },
        });
        if (batch.accepted !== batch.rows)
          throw new Error(`${sourceId}: ${batch.quarantined} of ${batch.rows} rows were held back`);
      }
    }
    await this.bus.ask(freezeCollection, { cycleId }, this.call());
    await this.owner.query('analyze');
    return cycleId;
  }

  async machine(): Promise<Machine> {
    const { rows } = await this.owner.query<{ version: string }>(`select current_setting('server_version') as version`);
    return describeMachine(rows[0]?.version ?? 'unknown');
  }

  get appraisedDepartmentId(): string {
    return this.people.departments.get(appraisedDepartment) ?? '';
  }
}
