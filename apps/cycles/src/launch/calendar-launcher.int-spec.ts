import { idOf } from '../testing/company.js';
import { codeOf, RecordBench } from '../testing/record-bench.js';
import { CalendarLauncher } from './calendar-launcher.js';
import { LaunchPlansService } from './launch-plans.service.js';

const nothing = { checked: 0, launched: 0, refused: 0, warned: 0 };
let bench: RecordBench;
let launcher: CalendarLauncher;
let plans: LaunchPlansService;

beforeEach(async () => {
  // A Tuesday: October is over in four days.
  bench = await RecordBench.open('2026-10-27T01:00:00Z');
  bench.company.add(1, [10, 20]);
  launcher = new CalendarLauncher(bench.ports, bench.launches);
  plans = new LaunchPlansService(bench.ports);
}, 60_000);
afterEach(() => bench.close());

const act = () => launcher.act({ companyId: bench.company.companyId });
const put = (kind: 'month' | 'quarter', enabled: boolean, ifMatch: number) =>
  plans.put({ params: { kind }, query: {}, body: { enabled }, ifMatch }, bench.call(900, ['hr']));
const told = async (type: string) => (await bench.told()).filter((event) => event.type === `cycles.${type}`);
const cycles = () =>
  bench.query(
    `select kind, period_from::text as "from", owner_person_id as owner from cycles.cycle order by kind, period_from`,
  );

it('does nothing of what nobody switched on', async () => {
  await bench.setNow('2026-11-02T01:00:00Z');
  expect(await act()).toEqual(nothing);
  expect(await cycles()).toEqual([]);
});

it('sends the check to HR two working days before, launches on the first working day, each once', async () => {
  await put('month', true, 0);
  expect(await act()).toEqual(nothing);
  await bench.setNow('2026-10-29T01:00:00Z');
  expect(await act()).toEqual({ ...nothing, checked: 1 });
  expect(await act()).toEqual(nothing);
  expect((await told('launch_checked')).map(({ payload }) => payload)).toEqual([
    expect.objectContaining({
      kind: 'month',
      periodFrom: '2026-10-01',
      launchOn: '2026-11-02',
      people: 1,
      findings: 0,
      blocking: 0,
      toPersonIds: [idOf(900)],
    }),
  ]);
  // Sunday evening in UTC is Monday morning in Shanghai: the 2nd.
  await bench.setNow('2026-11-01T15:59:00Z');
  expect(await act()).toEqual(nothing);
  await bench.setNow('2026-11-01T16:01:00Z');
  const both = await Promise.all([act(), act()]);
  // Whoever comes second finds it launched or, at the same moment, refused; it is never launched twice.
  expect(both.reduce((sum, { launched }) => sum + launched, 0)).toBe(1);
  expect(both.every(({ refused }) => refused === 0)).toBe(true);
  expect(await act()).toEqual(nothing);
  expect(await cycles()).toEqual([{ kind: 'month', from: '2026-10-01', owner: idOf(900) }]);
  expect(await told('launched_by_calendar')).toHaveLength(1);
  const { items } = await plans.list({ params: {}, query: {}, body: {} }, bench.call(900, ['hr']));
  expect(items[0]).toMatchObject({
    kind: 'month',
    enabled: true,
    version: 1,
    next: { period: { from: '2026-10-01' }, launchOn: '2026-11-02' },
    last: { period: { from: '2026-10-01' }, refusedCode: null },
  });
});

it('makes up for the months it slept through, the oldest first, and for none before it was switched on', async () => {
  await put('month', true, 0);
  await bench.setNow('2027-01-04T01:00:00Z');
  expect(await act()).toEqual({ ...nothing, launched: 3 });
  expect((await cycles()).map(({ from }) => from)).toEqual(['2026-10-01', '2026-11-01', '2026-12-01']);
});

it('leaves alone what HR launched by hand', async () => {
  await put('month', true, 0);
  await bench.setNow('2026-11-02T01:00:00Z');
  await bench.launch();
  expect(await act()).toEqual(nothing);
  expect(await act()).toEqual(nothing);
  expect(await cycles()).toHaveLength(1);
  expect(await told('launch_refused')).toEqual([]);
});

it('tells once a day why it cannot launch, and launches when it can', async () => {
  await put('month', true, 0);
  bench.company.members.splice(0);
  await bench.setNow('2026-11-02T01:00:00Z');
  expect(await act()).toEqual({ ...nothing, refused: 1 });
  expect(await act()).toEqual({ ...nothing, refused: 1 });
  expect((await told('launch_refused')).map(({ payload }) => payload.code)).toEqual(['nobody_to_appraise']);
  await bench.setNow('2026-11-03T01:00:00Z');
  await act();
  expect(await told('launch_refused')).toHaveLength(2);
  bench.company.add(1, [10, 20]);
  expect(await act()).toEqual({ ...nothing, launched: 1 });
});

it('warns once of a report that is due in two working days and not out', async () => {
  await bench.setNow('2026-11-02T01:00:00Z');
  await bench.toReview();
  expect(await act()).toEqual(nothing);
  // Thursday the 5th is the day; Tuesday the 3rd is the last on which there is time.
  await bench.setNow('2026-11-03T01:00:00Z');
  expect(await act()).toEqual({ ...nothing, warned: 1 });
  expect(await act()).toEqual(nothing);
  expect((await told('report_at_risk')).map(({ payload }) => payload)).toEqual([
    expect.objectContaining({ state: 'in_review', unfinished: 1, late: 0, toPersonIds: [idOf(900)] }),
  ]);
});

it('is switched by HR alone, and by whoever saw the current version', async () => {
  const asPerson = plans.put(
    { params: { kind: 'month' }, query: {}, body: { enabled: true }, ifMatch: 0 },
    bench.call(1),
  );
  expect(await codeOf(asPerson)).toBe('cycle.launch_not_allowed');
  await put('quarter', true, 0);
  expect(await codeOf(put('quarter', false, 0))).toBe('launch_plan.stale_version');
  expect(await put('quarter', false, 1)).toMatchObject({ kind: 'quarter', enabled: false, version: 2 });
  expect((await bench.history()).map(({ action }) => action)).toEqual([
    'launch_plan.switched_on',
    'launch_plan.switched_off',
  ]);
});
