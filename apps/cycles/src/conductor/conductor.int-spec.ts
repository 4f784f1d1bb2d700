import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { tellConductor } from '../../../../libs/contracts/cycles/conductor-news.js';
import { type CalendarActs, workflowIds } from '../../../../libs/contracts/cycles/workflow.js';
import { inTransaction, openDatabase, runStatement } from '../../../../libs/platform/database/index.js';
import { type OutboxRelay, tell } from '../../../../libs/platform/outbox/index.js';
import {
  encryptingConverter,
  failureConverterModule,
  installRuntime,
  TemporalClient,
  WorkerProcess,
} from '../../../../libs/platform/temporal/index.js';
import { freshDatabase, type TestDatabase, testTemporal } from '../../../../test/support/servers.js';
import { sourceBundle, sourceCode, testCodecKey } from '../../../../test/support/time-skipping.js';
import { CommandActivities } from '../activities/command-activities.js';
import { activitiesOf } from '../activities/index.js';
import { RecordActivities } from '../activities/record-activities.js';
import { workflowEntry } from './bundle-files.js';
import { CalendarSchedules } from './calendar-schedules.js';
import { reconcile } from './reconcile.js';
import { ConductorRelay } from './relay.js';
import { TemporalConductor } from './temporal-conductor.js';
import { FakeRecord } from './testing/fake-record.js';

jest.setTimeout(60_000);

const companyId = randomUUID();
const by = { byAccountId: randomUUID(), byPersonId: randomUUID() };
const acts: CalendarActs = { checked: 0, launched: 1, refused: 0, warned: 0 };
const quiet = pino({ level: 'silent' });

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(50);
}

describe('the conductor, before a real Temporal and a real outbox', () => {
  let test: TestDatabase;
  let database: DataSource;
  let temporal: TemporalClient;
  let conductor: TemporalConductor;
  let worker: WorkerProcess;
  let relay: OutboxRelay;
  let record: FakeRecord;
  let taskQueue: string;
  let cycle: { companyId: string; cycleId: string };

  beforeAll(async () => {
    test = await freshDatabase();
    database = await openDatabase(test.urlOf('cycles'), { applicationName: 'test' });
    const { address, namespace } = testTemporal();
    const config = { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, KAOHE_CODEC_KEY: testCodecKey };
    const dataConverter = encryptingConverter(config, sourceCode(failureConverterModule));
    taskQueue = randomUUID();
    temporal = new TemporalClient(config, dataConverter);
    conductor = new TemporalConductor(temporal, database, taskQueue);
    record = new FakeRecord([['one', 'two']], ['erp']);
    const activities = activitiesOf(new RecordActivities(record), new CommandActivities(record, database), {
      actByCalendar: async () => acts,
    });
    installRuntime(quiet);
    const workflowBundle = await sourceBundle(workflowEntry);
    worker = new WorkerProcess(
      config,
      { taskQueue, workflowBundle, dataConverter, activities: { ...activities } },
      quiet,
    );
    const readProgress = () => Promise.reject(new Error('no cohort moves here'));
    relay = new ConductorRelay(conductor, { readProgress }).drain(database, () => undefined);
    await until(() =>
      worker.check().then(
        () => true,
        () => false,
      ),
    );
    cycle = { companyId, cycleId: randomUUID() };
    await insertCycle();
  }, 120_000);

  afterAll(async () => {
    await conductor.cancel({ ...cycle, ...by, requestId: 'the end', reason: 'the end' });
    await relay.stop();
    await worker.stop();
    await temporal.close();
    await database.destroy();
    await test.drop();
  }, 60_000);

  const insertCycle = () =>
    inTransaction(database, { companyId }, (transaction) =>
      transaction.query(
        `insert into cycles.cycle (company_id, cycle_id, kind, period_from, period_to, route, time_zone, company_name, locale,
           owner_person_id, owner_account_id, cut_off_at, report_due_at, deadlines_provisional, launched_at)
         values ($1, $2, 'month', '2026-10-01', '2026-11-01', '{}', 'Asia/Shanghai', 'Kaohe', 'en',
           $1, $1, platform.now(), platform.now(), false, platform.now())`,
        [cycle.companyId, cycle.cycleId],
      ),
    );
  const launch = () =>
    inTransaction(database, { companyId }, (transaction) =>
      tell(transaction, 'cycles', companyId, [tellConductor.launch(cycle.cycleId)]),
    );
  const allSent = async (): Promise<boolean> =>
    (await runStatement(database, 'select from cycles.outbox where sent_at is null')).length === 0;
  const runId = (): Promise<string> =>
    temporal.use(
      async (client) => (await client.workflow.getHandle(workflowIds.cycle(cycle.cycleId)).describe()).runId,
    );
  const command = (requestId = randomUUID()) => ({ ...cycle, ...by, requestId });

  it('answers a command to a cycle that does not run yet with what to do', async () => {
    await expect(conductor.pause({ ...command(), reason: 'too early' })).rejects.toMatchObject({
      status: 409,
      code: 'cycle.not_running',
    });
  });

  it('begins a cycle once, however often its launch is told', async () => {
    await launch();
    await until(allSent);
    const first = await runId();
    await launch();
    await runStatement(database, 'update cycles.outbox set sent_at = null, next_attempt_at = now()');
    await until(allSent);
    expect(await runId()).toBe(first);
    await until(() => record.state === 'collecting');
    expect(record.count('openCollection')).toBe(1);
  });

  it('has a command done, once for one request', async () => {
    const pause = { ...command(), reason: 'an audit' };
    await conductor.pause(pause);
    await conductor.pause(pause);
    expect(record.count('pause')).toBe(1);
    expect(await conductor.progress(cycle)).toMatchObject({ phase: 'collecting', paused: true });
  });

  it('hands on what the workflow and what the record refuse, each as a problem', async () => {
    await expect(conductor.pause({ ...command(), reason: 'again' })).rejects.toMatchObject({
      status: 409,
      code: 'cycle.already_paused',
    });
    await expect(
      conductor.excludePerson({ ...command(), personId: randomUUID(), reason: 'left' }),
    ).rejects.toMatchObject({ status: 404, code: 'person.not_found' });
  });

  it('looks at a company’s calendar by one schedule, at once and then each hour, however often it is made', async () => {
    const asked: unknown[] = [];
    const services = { ask: async () => ({ companies: [{ companyId, name: 'Kaohe', timeZone: 'Asia/Shanghai' }] }) };
    const schedules = () => new CalendarSchedules(temporal, services as never, (error) => asked.push(error), taskQueue);
    await schedules().ensure(companyId);
    await schedules().ensure(companyId);
    const schedule = (client: Client) => client.schedule.getHandle(workflowIds.calendar(companyId));
    await until(
      async () => (await temporal.use((client) => schedule(client).describe())).info.recentActions.length > 0,
    );
    const described = await temporal.use((client) => schedule(client).describe());
    expect(described.spec.intervals).toEqual([{ every: 3_600_000, offset: 300_000 }]);
    expect(described.policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 3_600_000 });
    expect(described.info.recentActions).toHaveLength(1);
    const workflowId = described.info.recentActions[0]?.action.workflow.workflowId ?? '';
    expect(await temporal.use((client) => client.workflow.getHandle(workflowId).result())).toEqual(acts);
    expect(asked).toEqual([]);
    await temporal.use((client) => schedule(client).delete());
  });

  it('begins again what was terminated, paused as the record says, and leaves alone what runs', async () => {
    await inTransaction(database, { companyId }, (transaction) =>
      transaction.query('update cycles.cycle set paused_at = platform.now() where cycle_id = $1', [cycle.cycleId]),
    );
    await temporal.use((client) => client.workflow.getHandle(workflowIds.cycle(cycle.cycleId)).terminate('lost'));
    expect(await reconcile(database, conductor, [companyId])).toMatchObject({ open: 1, started: [cycle.cycleId] });
    expect(await reconcile(database, conductor, [companyId])).toMatchObject({ open: 1, started: [] });
    await until(async () => 'erp' in (await conductor.progress(cycle)).sources);
    expect(await conductor.progress(cycle)).toMatchObject({ paused: true });
  });
});
