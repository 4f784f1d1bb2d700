import { randomUUID } from 'node:crypto';
import type { EventBus } from '../../../../libs/platform/messaging/index.js';
import { AppraisalsReading } from '../reading/appraisals-reading.js';
import { TasksReading } from '../reading/tasks-reading.js';
import { idOf } from '../testing/company.js';
import { codeOf, RecordBench, talk } from '../testing/record-bench.js';
import { Handovers } from './handovers.service.js';

let bench: RecordBench;
let handovers: Handovers;

beforeEach(async () => {
  bench = await RecordBench.open('2026-11-02T01:00:00Z');
  // 20 manages 10, who manages 1 and 2; 30 manages 4 beside them; 1 manages 5.
  bench.company.add(1, [10, 20]);
  bench.company.add(2, [10, 20]);
  bench.company.add(4, [30, 20]);
  bench.company.add(5, [1, 10, 20]);
  bench.company.add(10, [20]);
  handovers = new Handovers(bench.ports, { wakeRelay: () => undefined } as EventBus);
}, 60_000);
afterEach(() => bench.close());

type Act = 'transfer' | 'delegate';
const give = async (act: Act, about: number, by: number, to: number, how: { hr?: boolean; key?: string } = {}) => {
  const { taskId, version } = await bench.taskAbout(about);
  return handovers[act](
    {
      params: { taskId },
      query: {},
      body: { toPersonId: idOf(to), reason: 'I am away this week.' },
      ifMatch: version,
      idempotencyKey: how.key ?? randomUUID(),
    },
    bench.call(by, how.hr ? ['hr'] : []),
  );
};
const answer = async (about: number, by: number, proposal?: 'approve' | 'return') => {
  const { taskId, version } = await bench.taskAbout(about);
  return handovers.answer(
    {
      params: { taskId },
      query: {},
      body: { opinion: 'The figures are right.', ...(proposal ? { proposal } : {}) },
      ifMatch: version,
      idempotencyKey: randomUUID(),
    },
    bench.call(by),
  );
};
const holder = async (about: number) => Number((await bench.taskAbout(about)).assigneeId.slice(-4));
const sheet = async (about: number, who: number) => {
  const { appraisalId } = await bench.taskAbout(about);
  const reading = new AppraisalsReading(bench.ports);
  return reading.sheet({ params: { appraisalId: appraisalId ?? '' }, query: {}, body: {} }, bench.call(who));
};
const listed = async (who: number, state: 'open' | 'started' | 'done') => {
  const page = await new TasksReading(bench.ports).list(
    { params: {}, query: { state, limit: 50 }, body: {} },
    bench.call(who),
  );
  return page.items.map(({ person, assignee, total }) => [person?.name, assignee.name, total]);
};

it('a transferred task leaves its assignee for good: the colleague sees that one sheet, decides it, and the route goes on', async () => {
  await bench.toReview({}, 'quarter');
  await bench.withoutCalibration();
  const before = await bench.taskAbout(1);
  expect(await codeOf(sheet(1, 30))).toBe('appraisal.not_found');
  const key = randomUUID();
  const { taskId, version } = before;
  const request = {
    params: { taskId },
    query: {},
    body: { toPersonId: idOf(30), reason: 'I am away this week.' },
    ifMatch: version,
    idempotencyKey: key,
  };
  const handed = await handovers.transfer(request, bench.call(10));
  expect(await handovers.transfer(request, bench.call(10))).toEqual(handed);
  expect(handed).toEqual({ taskId, assignee: { personId: idOf(30), name: 'Name 30' }, version: version + 1 });
  expect((await bench.taskAbout(1)).dueAt).toEqual(before.dueAt);

  expect(await listed(30, 'open')).toContainEqual(['Person 1', 'Name 30', '88.00']);
  const seen = await sheet(1, 30);
  expect([seen.total, seen.openTask?.verbs, seen.mayCopy]).toEqual(['88.00', ['approve', 'return'], false]);
  expect(seen.handovers).toEqual([
    expect.objectContaining({ how: 'transferred', from: expect.anything(), note: 'I am away this week.' }),
  ]);
  expect(await codeOf(sheet(2, 30))).toBe('appraisal.not_found');
  expect(await codeOf(bench.decide(1, 10, { verb: 'approve' }))).toBe('task.not_yours');

  await bench.decide(1, 30, { verb: 'approve' });
  expect(await holder(1)).toBe(20);
  // What they decided stays open to them; whom it went back to goes on with the interview.
  expect((await sheet(1, 30)).total).toBe('88.00');
  await bench.decide(1, 20, { verb: 'approve' });
  expect([await bench.stageOf(1), await holder(1)]).toEqual(['interview', 10]);
  expect((await bench.history()).map(({ action }) => action)).toContain('task.transferred');
  const told = (await bench.told()).filter(({ type }) => type === 'cycles.tasks_handed_over');
  expect(told.map(({ payload }) => payload)).toEqual([
    expect.objectContaining({ how: 'transferred', fromPersonId: idOf(10), toPersonId: idOf(30), count: 1 }),
  ]);
});

it('a delegated task comes back with what the colleague thinks, and is decided by whom it comes back to', async () => {
  await bench.toReview();
  await give('delegate', 1, 10, 30);
  expect(await listed(10, 'started')).toEqual([['Person 1', 'Name 30', '88.00']]);
  expect(await codeOf(bench.decide(1, 30, { verb: 'approve' }))).toBe('task.not_yours');
  expect(await codeOf(bench.decide(1, 10, { verb: 'approve' }))).toBe('task.not_yours');
  const open = (await sheet(1, 30)).openTask;
  expect([open?.verbs, open?.handingOver]).toEqual([
    [],
    { transfer: false, delegate: false, answer: true, takeBack: false },
  ]);
  expect(await codeOf(give('delegate', 1, 30, 20))).toBe('handover.not_allowed');
  expect(await codeOf(answer(1, 10))).toBe('handover.not_allowed');
  await answer(1, 30, 'return');
  expect(await holder(1)).toBe(10);
  expect((await sheet(1, 10)).handovers.map(({ how, note, proposal }) => [how, note, proposal])).toEqual([
    ['delegated', 'I am away this week.', null],
    ['answered', 'The figures are right.', 'return'],
  ]);
  await bench.decide(1, 10, { verb: 'approve' });
  await bench.decide(1, 10, talk);

  await give('delegate', 2, 10, 30);
  const { taskId, version } = await bench.taskAbout(2);
  const back = { params: { taskId }, query: {}, body: {}, ifMatch: version, idempotencyKey: 'back' };
  expect(await codeOf(handovers.takeBack(back, bench.call(20)))).toBe('handover.not_allowed');
  await handovers.takeBack(back, bench.call(10));
  expect(await codeOf(sheet(2, 30))).toBe('appraisal.not_found');
  await bench.decide(2, 10, { verb: 'approve' });
});

it('goes to nobody who may not judge, and is given by nobody who does not hold it', async () => {
  bench.company.blocked.add(idOf(2));
  await bench.toReview({}, 'quarter');
  await bench.withoutCalibration();
  expect(await codeOf(give('transfer', 1, 10, 1))).toBe('handover.is_about');
  expect(await codeOf(give('transfer', 1, 10, 5))).toBe('handover.reports_to');
  expect(await codeOf(give('transfer', 1, 10, 10))).toBe('handover.has_it');
  expect(await codeOf(give('transfer', 1, 10, 999))).toBe('person.unknown');
  expect(await codeOf(give('transfer', 1, 20, 30))).toBe('handover.not_allowed');
  expect(await codeOf(give('transfer', 1, 30, 4))).toBe('task.not_found');
  expect(await codeOf(give('delegate', 1, 900, 30, { hr: true }))).toBe('handover.not_allowed');
  // Data are put right by HR: 900 in this company.
  expect(await codeOf(give('transfer', 2, 900, 30, { hr: true }))).toBe('handover.not_hr');
  // Whoever did the first review does not do the second.
  await give('transfer', 1, 900, 30, { hr: true });
  await bench.decide(1, 30, { verb: 'approve' });
  expect(await codeOf(give('transfer', 1, 20, 30))).toBe('handover.reviewed');
  await give('transfer', 4, 30, 20);
  await bench.decide(4, 20, { verb: 'approve' });
  expect(await holder(4)).toBe(900);
});

it('of a handover and a decision at the same moment one is made, and the other told', async () => {
  await bench.toReview();
  const outcomes = await Promise.all([
    codeOf(give('transfer', 1, 10, 30)),
    codeOf(bench.decide(1, 10, { verb: 'approve' })),
  ]);
  expect(outcomes.filter((code) => code === 'not refused')).toHaveLength(1);
  const stale = await bench.taskAbout(2);
  await give('transfer', 2, 10, 30);
  expect(await codeOf(bench.decide(2, 30, { verb: 'approve' }, { task: stale }))).toBe('appraisal.stale_version');
});

it('shows colleagues by name to whoever may hand it over', async () => {
  await bench.toReview();
  const { taskId } = await bench.taskAbout(1);
  const search = (by: number) =>
    codeOf(handovers.candidates({ params: { taskId }, query: { search: 'a' }, body: {} }, bench.call(by)));
  expect([await search(10), await search(20), await search(30)]).toEqual([
    'not refused',
    'handover.not_allowed',
    'task.not_found',
  ]);
});
