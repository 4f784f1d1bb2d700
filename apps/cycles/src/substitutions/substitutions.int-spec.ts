import { randomUUID } from 'node:crypto';
import type { EventBus } from '../../../../libs/platform/messaging/index.js';
import { AppraisalsReading } from '../reading/appraisals-reading.js';
import { TasksReading } from '../reading/tasks-reading.js';
import { idOf } from '../testing/company.js';
import { codeOf, RecordBench, talk } from '../testing/record-bench.js';
import { Substitutions } from './substitutions.service.js';

let bench: RecordBench;
let substitutions: Substitutions;

beforeEach(async () => {
  bench = await RecordBench.open('2026-11-02T01:00:00Z');
  // 20 manages 10, who manages 1 and 2; 30 manages 4 beside them.
  bench.company.add(1, [10, 20]);
  bench.company.add(2, [10, 20]);
  bench.company.add(4, [30, 20]);
  substitutions = new Substitutions(bench.ports, { wakeRelay: () => undefined } as EventBus);
}, 60_000);
afterEach(() => bench.close());

const name = (by: number, person: number, substitute: number, days = ['2026-11-02', '2026-11-06'], hr = false) => {
  const [from = '', until = ''] = days;
  const body = { personId: idOf(person), substituteId: idOf(substitute), from, until, reason: 'Annual leave.' };
  return substitutions.name(
    { params: {}, query: {}, body, idempotencyKey: randomUUID() },
    bench.call(by, hr ? ['hr'] : []),
  );
};
const listed = async (who: number, state: 'open' | 'done') => {
  const page = await new TasksReading(bench.ports).list(
    { params: {}, query: { state, limit: 50 }, body: {} },
    bench.call(who),
  );
  const sum = page.groups.overdue + page.groups.today + page.groups.this_week + page.groups.later;
  expect(page.total).toBe(sum);
  return page.items.map(({ person, assignee, verbs, total }) => [person?.name, assignee.name, verbs.length > 0, total]);
};
const toDo = (who: number) => listed(who, 'open');
const sheet = async (about: number, who: number) => {
  const [row] = await bench.query<{ id: string }>(
    'select appraisal_id as id from cycles.appraisal where person_id = $1',
    [idOf(about)],
  );
  const reading = new AppraisalsReading(bench.ports);
  return reading.sheet({ params: { appraisalId: row?.id ?? '' }, query: {}, body: {} }, bench.call(who));
};

it('during the days of a leave either decides, the sheet is open to the substitute, and the history says who for whom', async () => {
  await bench.toReview();
  expect(await codeOf(bench.decide(1, 30, { verb: 'approve' }))).toBe('task.not_found');
  await name(10, 10, 30, ['2026-11-03', '2026-11-03']);
  expect((await toDo(30)).map(([person]) => person)).toEqual(['Person 4']);
  await bench.setNow('2026-11-02T16:00:00Z');
  expect(await toDo(30)).toEqual(
    expect.arrayContaining([
      ['Person 1', 'Name 10', true, '88.00'],
      ['Person 2', 'Name 10', true, '88.00'],
      ['Person 4', 'Name 30', true, '88.00'],
    ]),
  );
  expect((await sheet(1, 30)).total).toBe('88.00');
  await bench.decide(1, 30, { verb: 'approve' });
  expect((await sheet(1, 30)).decisions.map(({ by, insteadOf }) => [by?.name, insteadOf?.name])).toEqual([
    ['Name 30', 'Name 10'],
  ]);
  expect(await listed(30, 'done')).toEqual([['Person 1', 'Name 10', false, '88.00']]);
  await bench.decide(2, 10, { verb: 'approve' });
  await bench.decide(1, 30, talk);
  expect(await bench.stageOf(1)).toBe('acknowledgement');
  // The day is over: what waits is the other's alone, what was done stays open to read.
  await bench.setNow('2026-11-03T16:00:00Z');
  expect((await toDo(30)).map(([person]) => person)).toEqual(['Person 4']);
  expect(await codeOf(bench.decide(2, 30, talk))).toBe('task.not_found');
  expect((await sheet(1, 30)).decisions).toHaveLength(2);
});

it('is never about oneself, and nobody decides both reviews of one person', async () => {
  await bench.toReview({}, 'quarter');
  await name(10, 10, 1);
  expect((await toDo(1)).map(([person]) => person)).toEqual(['Person 2']);
  expect(await codeOf(bench.decide(1, 1, { verb: 'approve' }))).toBe('task.not_yours');
  await name(900, 20, 30, undefined, true);
  await bench.decide(4, 30, { verb: 'approve' });
  expect(await codeOf(bench.decide(4, 30, { verb: 'approve' }))).toBe('decision.reviewed_already');
  await bench.decide(4, 20, { verb: 'approve' });
});

it('is named for oneself, by HR for anybody, for days that lie ahead, and ended by the same', async () => {
  expect(await codeOf(name(30, 10, 30))).toBe('substitution.not_allowed');
  expect(await codeOf(name(10, 10, 10))).toBe('substitution.oneself');
  expect(await codeOf(name(10, 10, 30, ['2026-10-01', '2026-10-05']))).toBe('substitution.dates');
  expect(await codeOf(name(10, 10, 30, ['2026-11-05', '2026-11-04']))).toBe('substitution.dates');
  expect(await codeOf(name(10, 10, 30, ['2026-11-05', '2027-12-04']))).toBe('substitution.too_long');
  expect(await codeOf(name(10, 10, 999))).toBe('person.unknown');
  const { substitutionId, now } = await name(900, 10, 30, undefined, true);
  expect(now).toBe(true);
  const list = async (who: number, hr = false) => {
    const call = bench.call(who, hr ? ['hr'] : []);
    const { items } = await substitutions.list({ params: {}, query: {}, body: {} }, call);
    return items.map(({ person, substitute, mayEnd }) => [person.name, substitute.name, mayEnd]);
  };
  expect([await list(10), await list(30), await list(900, true), await list(1)]).toEqual([
    [['Name 10', 'Name 30', true]],
    [['Name 10', 'Name 30', false]],
    [['Name 10', 'Name 30', true]],
    [],
  ]);
  const end = (who: number) =>
    codeOf(
      substitutions.end(
        { params: { substitutionId }, query: {}, body: {}, idempotencyKey: randomUUID() },
        bench.call(who),
      ),
    );
  expect([await end(1), await end(30), await end(10), await end(10)]).toEqual([
    'substitution.not_found',
    'substitution.not_allowed',
    'not refused',
    'substitution.over',
  ]);
  expect(await list(10)).toEqual([]);
  const acts = (await bench.history()).filter(({ action }) => action.startsWith('substitution.'));
  expect(acts.map(({ action, about_person_id }) => [action, about_person_id])).toEqual([
    ['substitution.named', idOf(10)],
    ['substitution.ended', idOf(10)],
  ]);
});
