import { CalendarService } from '../calendar/calendar.service.js';
import type { CyclesCall } from '../caller.js';
import { TasksReading } from '../reading/tasks-reading.js';
import type { CycleAddress } from '../record/set-operations.js';
import { idOf } from '../testing/company.js';
import { codeOf, RecordBench, talk } from '../testing/record-bench.js';
import { StatisticsService } from './statistics.service.js';

let bench: RecordBench;
let cycle: CycleAddress;
let statistics: StatisticsService;
let hr: CyclesCall;

beforeAll(async () => {
  bench = await RecordBench.open('2026-11-02T01:00:00Z');
  statistics = new StatisticsService(bench.ports);
  hr = bench.call(900, ['hr']);
  // 1 to 5 report to 10, 6 to 11; 10 and 11 to the head, 20.
  for (let person = 1; person <= 5; person += 1) bench.company.add(person, [10, 20]);
  bench.company.add(6, [11, 20]);
  bench.company.add(10, [20]);
  bench.company.add(11, [20]);
  cycle = await bench.toReview();
  // 88 each; a moved line makes 1's total 86.
  await bench.decide(1, 10, {
    verb: 'approve',
    adjustments: [{ segmentNo: 1, kpiId: 'complaints', score: '70', reason: 'Two were not counted.' }],
  });
}, 60_000);
afterAll(() => bench.close());

const of = (call: CyclesCall) => statistics.ofCycle({ params: { cycleId: cycle.cycleId }, query: {}, body: {} }, call);

it('HR sees the spread of everybody, by grade, department, position and manager', async () => {
  const seen = await of(hr);
  expect([seen.people, seen.scored, seen.median]).toEqual([8, 8, '88.00']);
  expect(seen.grades).toEqual([{ grade: 'B', people: 8 }]);
  expect(seen.managers.find(({ manager }) => manager.personId === idOf(10))).toMatchObject({
    people: 5,
    mean: '87.60',
    lowest: '86.00',
    highest: '88.00',
    deviation: '0.80',
  });
  expect(seen.positions).toMatchObject([{ positionId: 'sales_rep', people: 8, mean: '87.75' }]);
});

it('a manager’s figures are made of their own people alone, and an outsider has none', async () => {
  const seen = await of(bench.call(11));
  // 11's own result is not released yet: counted among the people, not among the totals.
  expect([seen.people, seen.scored]).toEqual([2, 1]);
  expect(seen.managers).toMatchObject([{ manager: { personId: idOf(11) }, people: 1 }]);
  expect(await codeOf(of(bench.call(77)))).toBe('cycle.not_found');
});

it('the heat map shows what lines count now, page by page without loss or repetition', async () => {
  const codes: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await statistics.heatMap(
      {
        params: { cycleId: cycle.cycleId },
        query: { limit: 3, order: 'code', ...(cursor ? { cursor } : {}) },
        body: {},
      },
      hr,
    );
    codes.push(...page.items.map(({ person }) => person.employeeCode));
    const first = page.items.find(({ person }) => person.personId === idOf(1));
    if (first)
      expect(first.lines.map(({ kpiId, score }) => [kpiId, score])).toEqual([
        ['sales_completion', '90.00'],
        ['complaints', '70.00'],
      ]);
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(codes).toEqual(['E0001', 'E0002', 'E0003', 'E0004', 'E0005', 'E0006', 'E0010', 'E0011']);
});

it('people stand by name or by total over all pages, and a cursor of another order is refused', async () => {
  const pages = async (order: 'name' | 'total') => {
    const rows: { name: string; total: string | null; weight: string | undefined }[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 3, order, ...(cursor ? { cursor } : {}) };
      const page = await statistics.heatMap({ params: { cycleId: cycle.cycleId }, query, body: {} }, hr);
      rows.push(
        ...page.items.map((one) => ({ name: one.person.name, total: one.total, weight: one.lines[0]?.rawWeight })),
      );
      cursor = page.next ?? undefined;
    } while (cursor);
    return rows;
  };
  const byTotal = await pages('total');
  expect(byTotal.map(({ total }) => Number(total))).toEqual([88, 88, 88, 88, 88, 88, 88, 86]);
  expect(byTotal.every(({ weight }) => Number(weight) > 0)).toBe(true);
  const names = (await pages('name')).map(({ name }) => name);
  expect(names).toHaveLength(8);
  expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
  const { next } = await statistics.heatMap(
    { params: { cycleId: cycle.cycleId }, query: { limit: 3, order: 'name' }, body: {} },
    hr,
  );
  expect(
    await codeOf(
      statistics.heatMap(
        { params: { cycleId: cycle.cycleId }, query: { limit: 3, order: 'total', cursor: next ?? '' }, body: {} },
        hr,
      ),
    ),
  ).toBe('request.cursor_invalid');
});

it('a trend has a point for each cycle in which the reader sees a total', async () => {
  const trend = await statistics.trend({ params: {}, query: { kind: 'month' }, body: {} }, hr);
  expect(trend.items).toMatchObject([
    { cycleId: cycle.cycleId, people: 8, mean: '87.75', grades: [{ grade: 'B', people: 8 }] },
  ]);
  expect((await statistics.trend({ params: {}, query: { kind: 'month' }, body: {} }, bench.call(77))).items).toEqual(
    [],
  );
});

it('a person is compared with their own months and the position’s median, once they may see it', async () => {
  const { appraisalId } = await bench.taskAbout(1);
  const compare = (call: CyclesCall) =>
    statistics.comparison({ params: { appraisalId: appraisalId ?? '' }, query: {}, body: {} }, call);
  expect(await codeOf(compare(bench.call(1)))).toBe('appraisal.not_found');
  await bench.decide(1, 10, talk);
  const seen = await compare(bench.call(1));
  expect(seen.periods.map(({ period, total }) => [period, total])).toEqual([
    [{ from: '2026-10-01', to: '2026-11-01' }, '86.00'],
  ]);
  expect(seen.position).toMatchObject({ people: 8, total: '88.00' });
  expect(seen.position?.lines.map(({ kpiId, median }) => [kpiId, median])).toEqual([
    ['sales_completion', '90.00'],
    ['complaints', '80.00'],
  ]);
});

it('a to-do list is searched by name and code, marks what deserves a look, and shows what the reader set going', async () => {
  const tasks = new TasksReading(bench.ports);
  const list = (call: CyclesCall, query: Partial<Parameters<TasksReading['list']>[0]['query']>) =>
    tasks.list({ params: {}, query: { state: 'open', limit: 50, ...query }, body: {} }, call);
  const found = await list(bench.call(10), { search: 'e0002' });
  expect(found.items.map(({ person }) => person?.employeeCode)).toEqual(['E0002']);
  expect([found.total, found.items[0]?.marks, found.items[0]?.previousTotal]).toEqual([1, [], null]);
  expect((await list(bench.call(10), { search: '%' })).items).toEqual([]);
  // 10 held the talk with 1, whose acknowledgement is 1's to give.
  const started = await list(bench.call(10), { state: 'started' });
  expect(started.items.map(({ stage, assignee }) => [stage, assignee.personId])).toEqual([
    ['acknowledgement', idOf(1)],
  ]);
  expect((await list(bench.call(1), {})).items.map(({ marks }) => marks)).toEqual([['adjusted']]);
});

it('who manages somebody since this month sees the month before of nobody but their own of then', async () => {
  const september = idOf(500);
  await bench.query(
    `insert into cycles.cycle select (jsonb_populate_record(c, jsonb_build_object('cycle_id', $1::uuid, 'state', 'closed',
       'period_from', '2026-09-01', 'period_to', '2026-10-01'))).* from cycles.cycle c where c.period_from = '2026-10-01'`,
    [september],
  );
  // In September 2 reported to somebody else, 3 to 10 already.
  await bench.query(
    `insert into cycles.appraisal select (jsonb_populate_record(a, jsonb_build_object('appraisal_id', uuidv7(), 'cycle_id', $1::uuid,
       'total', 70, 'released_at', '2026-10-05T00:00:00Z') || case a.person_id when $2::uuid
         then jsonb_build_object('manager_id', $3::uuid, 'reviewer_id', $3::uuid, 'manager_path', '{}') else '{}' end)).*
     from cycles.appraisal a where a.person_id = any($4::uuid[])`,
    [september, idOf(2), idOf(77), [idOf(2), idOf(3)]],
  );
  const { items } = await new TasksReading(bench.ports).list(
    { params: {}, query: { state: 'open', limit: 50, stage: 'manager_review' }, body: {} },
    bench.call(10),
  );
  const seen = (person: number) => {
    const task = items.find((one) => one.person?.personId === idOf(person));
    return [task?.previousTotal, task?.marks];
  };
  expect(seen(2)).toEqual([null, []]);
  expect(seen(3)).toEqual(['70', ['big_change']]);
});

it('a company’s own day wins over the shipped calendar, and is history', async () => {
  const calendar = new CalendarService(bench.ports);
  const params = { year: 2026 };
  const put = (call: CyclesCall, kind: 'rest' | null) =>
    calendar.put({ params, query: {}, body: { days: [{ day: '2026-11-09', kind, note: 'Founding day' }] } }, call);
  const day = async () =>
    (await calendar.read({ params, query: {}, body: {} }, bench.call(1))).days.find((one) => one.day === '2026-11-09');
  expect(await codeOf(put(bench.call(10), 'rest'))).toBe('calendar.not_allowed');
  expect(await day()).toBeUndefined();
  await put(hr, 'rest');
  expect(await day()).toEqual({
    day: '2026-11-09',
    kind: 'rest',
    holiday: null,
    note: 'Founding day',
    source: 'company',
  });
  const clock = await bench.ports.calendars.clockOf(bench.company.companyId, 'Asia/Shanghai');
  expect(clock.calendar.exceptions.get('2026-11-09')).toBe('rest');
  await put(hr, null);
  expect(await day()).toBeUndefined();
  const { loaded, days } = await calendar.read({ params: { year: 2027 }, query: {}, body: {} }, bench.call(1));
  expect([loaded, days]).toEqual([false, []]);
  expect((await bench.history()).filter(({ action }) => action === 'calendar.changed')).toHaveLength(2);
});
