import { idOf } from '../testing/company.js';
import { RecordBench } from '../testing/record-bench.js';
import { PlanningService } from './planning.service.js';

let bench: RecordBench;
let planning: PlanningService;

beforeAll(async () => {
  bench = await RecordBench.open('2026-11-02T01:00:00Z');
  bench.company.add(1, [20]);
  planning = new PlanningService(bench.ports);
}, 60_000);
afterAll(() => bench.close());

const call = () => ({ ...bench.call(1), actor: null });
const collecting = async (...cycleIds: string[]) => (await planning.collecting({ cycleIds }, call())).cycleIds;

it('the calendar holds the year’s holidays and the company’s own days, which win', async () => {
  await bench.query(
    `insert into cycles.company_calendar_day (company_id, day, kind, note) values
       ($1, '2026-10-01', 'working', 'Fair'), ($1, '2026-11-09', 'rest', 'Founding day')`,
    [bench.company.companyId],
  );
  const { loadedYears, exceptions } = await planning.calendar(call());
  expect(loadedYears).toContain(2026);
  const kinds = Object.fromEntries(exceptions.map(({ day, kind }) => [day, kind]));
  expect(['2026-10-01', '2026-10-02', '2026-11-09', '2026-11-10'].map((day) => kinds[day])).toEqual([
    'working',
    'rest',
    'rest',
    undefined,
  ]);
});

it('a cycle collects from its launch to its cut-off, and not while it is paused', async () => {
  expect(await planning.launched(call())).toEqual({ count: 0 });
  const cycle = await bench.launch();
  expect(await planning.launched(call())).toEqual({ count: 1 });
  expect(await collecting(cycle.cycleId)).toEqual([]);
  await bench.record.openCollection(cycle);
  expect(await collecting(cycle.cycleId, idOf(77))).toEqual([cycle.cycleId]);
  const by = { ...cycle, byAccountId: idOf(10_900), byPersonId: idOf(900), reason: 'Audit' };
  await bench.record.pause(by);
  expect(await collecting(cycle.cycleId)).toEqual([]);
  await bench.record.resume(by);
  for (const sourceId of bench.company.sourceIds) bench.company.signedOff.add(sourceId);
  await bench.record.freezeInputs(cycle);
  expect(await collecting(cycle.cycleId)).toEqual([]);
});
