import type { SourceSchedule } from '../../../../libs/contracts/metrics/source-schedule.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { BatchesService } from '../batches/batches.service.js';
import { SourcesService } from '../sources/sources.service.js';
import { idOf } from '../testing/fake-organisation.js';
import { FakePlanning, FakeSystem, fetchedSource } from '../testing/fetched-source.js';
import { measuredSource, Workbench } from '../testing/workbench.js';
import { Fetchings } from './fetchings.js';
import { takeLook } from './look-rows.js';
import { ScheduledFetches } from './scheduled-fetches.js';

/** In Shanghai 06:30 is 22:30 the day before in UTC. The week begins on Monday, the 12th of October. */
const daily: SourceSchedule = { days: { kind: 'every_day' }, times: ['06:30'] };
const worked: SourceSchedule = { days: { kind: 'working_days' }, times: ['06:30'] };
const administrator = { grants: ['administrator' as const] };
const owner = { grants: ['data_owner' as const], sourceIds: ['erp'] };

let bench: Workbench;
let system: FakeSystem;
let planning: FakePlanning;
let sources: SourcesService;
let batches: BatchesService;
let cycleId: string;
let processes: ScheduledFetches[];

beforeEach(async () => {
  bench = await Workbench.open();
  await bench.setNow('2026-10-12T12:00:00.000Z');
  bench.organisation.people = [
    {
      personId: idOf(1),
      employeeCode: 'E0001',
      posts: [{ from: '2026-01-01', to: null, positionId: 'sales_rep', managerId: null }],
    },
  ];
  system = new FakeSystem();
  system.rows = [['1', 'E0001', '2026-10-05', 'sales_amount', '100']];
  planning = new FakePlanning();
  batches = new BatchesService(bench.database, bench.organisation, system);
  sources = new SourcesService(bench.database, bench.organisation, system, new Fetchings(bench.organisation, planning));
  processes = [1, 2].map(() => new ScheduledFetches(bench.database, bench.organisation, planning, batches));
  await bench.addSource(fetchedSource('erp'));
  cycleId = await bench.openCycle(['erp']);
}, 60_000);
afterEach(() => bench.close());

const schedule = (wanted: SourceSchedule | null, version = 0, sourceId = 'erp', actor: object = administrator) =>
  sources.setSchedule(
    { params: { sourceId }, query: {}, body: { schedule: wanted }, ifMatch: version },
    bench.call(actor),
  );
const fetching = async () =>
  (await sources.get({ params: { sourceId: 'erp' }, query: {}, body: {} }, bench.call(administrator))).fetching;
/** Every process looks at once until none finds anything. */
const lookAt = async (now: string) => {
  await bench.setNow(now);
  while ((await Promise.all(processes.map((one) => one.lookOnce()))).includes(true));
};
const told = () =>
  bench.query(`select payload from metrics.outbox where type = 'metrics.scheduled_fetch_failed' order by event_id`);
const waitNoLonger = () => bench.asOwner('update metrics.scheduled_look set taken_until = now()');
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

it('a source is read at its time, by one process, into a batch of nobody’s', async () => {
  expect((await schedule(daily)).fetching).toMatchObject({
    version: 1,
    schedule: daily,
    next: ['2026-10-12T22:30:00.000Z', '2026-10-13T22:30:00.000Z', '2026-10-14T22:30:00.000Z'],
    last: null,
  });
  await lookAt('2026-10-12T22:29:59.000Z');
  expect(system.reads).toBe(0);
  await lookAt('2026-10-12T22:30:00.000Z');
  expect(system.reads).toBe(1);
  expect(await bench.query('select cycle_id, loaded_by from metrics.batch')).toEqual([
    { cycle_id: cycleId, loaded_by: null },
  ]);
  await lookAt('2026-10-13T22:30:00.000Z');
  expect(system.reads).toBe(2);
  expect(await fetching()).toMatchObject({
    last: { at: '2026-10-13T22:30:00.000Z', outcome: 'unchanged', failure: null },
    next: ['2026-10-14T22:30:00.000Z', '2026-10-15T22:30:00.000Z', '2026-10-16T22:30:00.000Z'],
  });
});

it('times missed while nothing ran are caught up once', async () => {
  await schedule({ days: { kind: 'every_day' }, times: ['06:30', '12:00', '18:00'] });
  await lookAt('2026-10-20T01:00:00.000Z');
  expect(system.reads).toBe(1);
  expect((await fetching())?.next?.[0]).toBe('2026-10-20T04:00:00.000Z');
});

it('working days are those of the calendar when the time comes, and none is read while it cannot be asked', async () => {
  await schedule(worked);
  planning.exceptions = [['2026-10-13', 'rest']];
  await lookAt('2026-10-12T22:30:00.000Z');
  expect(system.reads).toBe(0);
  planning.away = true;
  await lookAt('2026-10-13T22:30:00.000Z');
  expect(system.reads).toBe(0);
  expect((await fetching())?.next).toBeNull();
  planning.away = false;
  await waitNoLonger();
  await lookAt('2026-10-13T22:31:00.000Z');
  expect(system.reads).toBe(1);
});

it('only cycles that still collect are read for', async () => {
  await schedule(daily);
  const [cutOff, signedOff, paused] = [
    await bench.openCycle(['erp']),
    await bench.openCycle(['erp']),
    await bench.openCycle(['erp']),
  ];
  await bench.freeze(cutOff);
  await bench.query(
    `insert into metrics.sign_off (company_id, cycle_id, source_id, account_id, person_id) values ($1, $2, 'erp', $3, $3)`,
    [bench.companyId, signedOff, idOf(5)],
  );
  planning.collectingIds = [cycleId, cutOff, signedOff];
  await lookAt('2026-10-12T22:30:00.000Z');
  expect(await bench.query('select distinct cycle_id from metrics.batch')).toEqual([{ cycle_id: cycleId }]);
  expect(paused).not.toBe(cycleId);
  planning.collectingIds = [];
  await lookAt('2026-10-13T22:30:00.000Z');
  await bench.query('update metrics.source set enabled = false');
  planning.collectingIds = null;
  await lookAt('2026-10-14T22:30:00.000Z');
  expect(system.reads).toBe(1);
  expect((await fetching())?.next).toEqual([]);
});

it('its owners hear once that it fails, and again only after it has worked', async () => {
  await schedule(daily);
  system.failure = new Problem(503, 'source.unreachable', 'It did not answer.', { reason: 'refused' });
  await lookAt('2026-10-12T22:30:00.000Z');
  await lookAt('2026-10-13T22:30:00.000Z');
  const failure = { code: 'source.unreachable', detail: 'It did not answer.', values: { reason: 'refused' } };
  expect(await fetching()).toMatchObject({
    last: { at: '2026-10-13T22:30:00.000Z', outcome: 'failed', failure },
    failingSince: '2026-10-12T22:30:00.000Z',
  });
  const names = fetchedSource('erp').names;
  expect(await told()).toEqual([{ payload: { sourceId: 'erp', names, code: 'source.unreachable' } }]);
  system.failure = null;
  await lookAt('2026-10-14T22:30:00.000Z');
  expect((await fetching())?.failingSince).toBeNull();
  system.failure = new Error('a defect');
  await lookAt('2026-10-15T22:30:00.000Z');
  expect((await fetching())?.last?.failure?.code).toBe('internal.unexpected');
  system.failure = null;
  await batches.fetch({ params: { sourceId: 'erp' }, query: {}, body: { cycleId } }, bench.call(owner));
  system.failure = new Problem(503, 'source.timeout', 'It took too long.');
  await lookAt('2026-10-16T22:30:00.000Z');
  expect(await told()).toHaveLength(3);
});

it('what a process left behind is read by another, once it no longer holds it', async () => {
  await schedule(daily);
  await bench.setNow('2026-10-12T22:30:00.000Z');
  expect(await takeLook(bench.database)).toMatchObject({ sourceId: 'erp' });
  await lookAt('2026-10-12T22:32:00.000Z');
  expect(system.reads).toBe(0);
  await waitNoLonger();
  await lookAt('2026-10-12T22:35:00.000Z');
  expect(system.reads).toBe(1);
});

it('an administrator sets it, by its own version, for sources that are read; switched off it rests', async () => {
  expect(await codeOf(schedule(daily, 0, 'erp', owner))).toBe('source.not_allowed');
  await schedule(daily);
  expect(await codeOf(schedule(worked, 0))).toBe('request.stale_version');
  const off = await schedule(null, 1);
  expect([off.version, off.fetching?.version, off.fetching?.next]).toEqual([1, 2, []]);
  await lookAt('2026-10-20T22:30:00.000Z');
  expect(system.reads).toBe(0);
  await bench.addSource(measuredSource('survey', ['sales_amount'], 'append'));
  expect(await codeOf(schedule(daily, 0, 'survey'))).toBe('source.not_fetched');
  const kept = await bench.asOwner(
    `select before, after from audit.entry where action = 'source.schedule_changed' order by entry_id`,
  );
  expect(kept).toEqual([
    { before: { schedule: null }, after: { schedule: daily } },
    { before: { schedule: daily }, after: { schedule: null } },
  ]);
});
