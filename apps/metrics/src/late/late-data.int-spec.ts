import { randomUUID } from 'node:crypto';
import { computeRun } from '../runs/compute-run.js';
import { replayRuns } from '../runs/replay-runs.js';
import { idOf } from '../testing/fake-organisation.js';
import { type Measured, measuredSource, Workbench } from '../testing/workbench.js';
import { admitOnce, preview } from './admit-late-data.js';

const [manager, anna, bo] = [1, 2, 3].map(idOf) as [string, string, string];
const inputs = ['touches_effective', 'new_customers', 'new_quality_customers', 'response_hours'];
let bench: Workbench;
let sourceId: string;
let cycleId: string;
let serial = 0;

const row = (no: string, code: string, input: string, value: string): Measured => [
  no,
  code,
  '2026-10-05',
  input,
  value,
];
const first = [
  row('1', 'E0002', 'new_customers', '4'),
  row('2', 'E0002', 'touches_effective', '70'),
  row('3', 'E0003', 'new_customers', '5'),
  row('4', 'E0003', 'touches_effective', '60'),
];
const load = (rows: Measured[]) => bench.load(cycleId, sourceId, rows);
const compute = (personIds: string[]) =>
  computeRun(bench.database, bench.call(), { cycleId, requestKey: randomUUID(), personIds, exclusions: [] });
const seen = () => preview(bench.database, bench.organisation, bench.call(), { cycleId, exclusions: [] });
const admit = (requestKey: string, digest: string) =>
  admitOnce(bench.database, bench.organisation, bench.call(), { cycleId, requestKey, digest, exclusions: [] });
const held = () =>
  bench.query<{ state: string }>(
    'select state from metrics.quarantined_row where source_id = $1 order by quarantined_row_id',
    [sourceId],
  );

beforeAll(async () => {
  bench = await Workbench.open();
}, 60_000);
afterAll(() => bench.close());
beforeEach(async () => {
  const post = (positionId: string, managerId: string | null) => ({
    from: '2026-01-01',
    to: null,
    positionId,
    managerId,
  });
  bench.organisation.people = [
    { personId: manager, employeeCode: 'E0001', posts: [post('sales_manager', null)] },
    { personId: anna, employeeCode: 'E0002', posts: [post('sales_rep', manager)] },
    { personId: bo, employeeCode: 'E0003', posts: [post('sales_rep', manager)] },
  ];
  bench.organisation.standardFor = () => 'sales';
  serial += 1;
  sourceId = `late${serial}`;
  await bench.addSource(measuredSource(sourceId, inputs));
  cycleId = await bench.openCycle([sourceId]);
  await load(first);
  await bench.freeze(cycleId);
  await compute([manager, anna, bo]);
});

const touches = async (personId: string) =>
  (
    await bench.query<{ actual: string | null }>(
      `select l.actual::text from metrics.score_line l join metrics.score_run r using (company_id, run_id)
     where r.cycle_id = $1 and l.person_id = $2 and l.kpi_id = 'effective_touches' order by r.run_no desc limit 1`,
      [cycleId, personId],
    )
  )[0]?.actual;

it('says whose result late rows would change and by what, and writes nothing', async () => {
  expect(await seen()).toMatchObject({ rows: [], personIds: [] });
  await load([...first.slice(0, 1), row('2', 'E0002', 'touches_effective', '77'), ...first.slice(2)]);
  const effect = await seen();
  // The manager's own touches alone count for the manager.
  expect([effect.rows, effect.personIds]).toEqual([[{ sourceId, rows: 1 }], [anna]]);
  const line = effect.results[0]?.lines.find(({ kpiId }) => kpiId === 'effective_touches');
  expect(line?.actual).toBe('77');
  expect([await held(), await touches(anna)]).toEqual([[{ state: 'open' }], '70']);
  expect(await bench.query('select 1 from metrics.collection_snapshot where cycle_id = $1', [cycleId])).toHaveLength(1);
  expect(await bench.query('select 1 from metrics.score_run where cycle_id = $1', [cycleId])).toHaveLength(1);
});

it('takes exactly those rows in, once, and earlier runs still replay', async () => {
  await load([first[0] ?? first[1], row('2', 'E0002', 'touches_effective', '75'), ...first.slice(2)] as Measured[]);
  await load([first[0] ?? first[1], row('2', 'E0002', 'touches_effective', '77'), ...first.slice(2, 3)] as Measured[]);
  const { digest, personIds } = await seen();
  expect(personIds).toEqual([anna, bo]);
  const answers = await Promise.all([admit('one', digest), admit('one', digest), admit('one', digest)]);
  expect(answers).toEqual(Array.from({ length: 3 }, () => ({ snapshotNo: 2, personIds: [anna, bo] })));
  expect(await admit('two', digest).catch(({ code }) => code)).toBe('late_data.changed');
  expect(await held()).toEqual([{ state: 'withdrawn' }, { state: 'accepted' }, { state: 'accepted' }]);
  await compute(personIds);
  // The later of two; and what the source no longer brings is gone.
  expect([await touches(anna), await touches(bo)]).toEqual(['77', null]);
  const replayed = await replayRuns(bench.database, bench.call(), cycleId);
  expect([replayed.runs, replayed.differences]).toEqual([2, []]);
  expect(await seen()).toMatchObject({ rows: [], personIds: [] });
});
