import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import type { Event, EventBus } from '../../../../libs/platform/messaging/index.js';
import { Handovers } from '../handovers/handovers.service.js';
import { AppraisalsReading } from '../reading/appraisals-reading.js';
import { idOf } from '../testing/company.js';
import { codeOf, RecordBench, talk } from '../testing/record-bench.js';
import { noteChanges } from './change-queue.js';
import { followSome } from './organisation-follower.js';

let bench: RecordBench;

beforeEach(async () => {
  bench = await RecordBench.open('2026-11-02T01:00:00Z');
  // 20 manages 10, who manages 1 and 2, and 30, who manages 4.
  bench.company.add(1, [10, 20]);
  bench.company.add(2, [10, 20]);
  bench.company.add(4, [30, 20]);
  for (const manager of [10, 30]) bench.company.add(manager, [20]);
  bench.company.add(20, []);
}, 60_000);
afterEach(() => bench.close());

/** What roles would say from now on. */
function nowUnder(person: number, managers: readonly number[]): void {
  const [managerId = null, ...managerPath] = managers.map(idOf);
  bench.company.members = bench.company.members.map((member) =>
    member.personId === idOf(person) ? { ...member, managerId, managerPath } : member,
  );
}
function left(person: number): void {
  bench.company.members = bench.company.members.filter(({ personId }) => personId !== idOf(person));
}
async function announced(people: readonly number[], from = '2026-11-02'): Promise<void> {
  const { companyId } = bench.company;
  const payload = { personIds: people.map(idOf), from };
  const event = { type: 'roles.assignments_changed', companyId, payload } as unknown as Event;
  await inTransaction(bench.database, { companyId }, (transaction) => noteChanges(event, transaction));
  await followSome(bench.ports);
}
const holder = async (about: number) => Number((await bench.taskAbout(about)).assigneeId.slice(-4));
const sheet = async (about: number, who: number) => {
  const { appraisalId } = await bench.taskAbout(about);
  const reading = new AppraisalsReading(bench.ports);
  return reading.sheet({ params: { appraisalId: appraisalId ?? '' }, query: {}, body: {} }, bench.call(who));
};
const told = async () =>
  (await bench.told())
    .filter(({ type }) => type === 'cycles.tasks_handed_over')
    .map(({ payload: { how, fromPersonId, toPersonId, stage, count } }) => ({
      how,
      fromPersonId,
      toPersonId,
      stage,
      count,
    }));

it('a new manager takes over what is open by its deadline, sees the sheet, and the one before sees it no more', async () => {
  await bench.toReview({}, 'quarter');
  await bench.withoutCalibration();
  const { dueAt, version } = await bench.taskAbout(1);
  nowUnder(1, [30, 20]);
  await announced([1]);
  expect(await bench.taskAbout(1)).toMatchObject({ assigneeId: idOf(30), dueAt, version: version + 1 });
  expect(await codeOf(sheet(1, 10))).toBe('appraisal.not_found');
  expect((await sheet(1, 30)).handovers).toMatchObject([
    { how: 'followed', from: { personId: idOf(10) }, to: { personId: idOf(30) }, by: null },
  ]);
  expect(await holder(2)).toBe(10);
  const moved = { how: 'followed', fromPersonId: idOf(10), toPersonId: idOf(30), stage: 'manager_review', count: 1 };
  expect(await told()).toEqual([moved]);
  const [entry] = (await bench.history()).filter(({ action }) => action === 'appraisal.line_followed');
  expect(entry).toMatchObject({ about_person_id: idOf(1), after: { managerId: idOf(30), reviewerId: idOf(30) } });
  // Told again, nothing more happens.
  await announced([1]);
  expect(await told()).toEqual([moved]);

  await bench.decide(1, 30, { verb: 'approve' });
  await bench.decide(1, 20, { verb: 'approve' });
  await bench.decide(1, 30, talk);
  expect(await bench.stageOf(1)).toBe('acknowledgement');
});

it('what a leaver held goes up, for everybody below them, and a change that lies ahead waits for its day', async () => {
  await bench.toReview({}, 'quarter');
  await bench.withoutCalibration();
  for (const person of [1, 2]) nowUnder(person, [20]);
  left(10);
  await announced([10], '2026-11-03');
  expect(await holder(1)).toBe(10);
  await bench.setNow('2026-11-02T17:00:00Z');
  await bench.query('update cycles.person_change set next_attempt_at = now()');
  await followSome(bench.ports);
  expect([await holder(1), await holder(2), await holder(4)]).toEqual([20, 20, 30]);
  expect(await bench.query('select * from cycles.person_change')).toEqual([]);
  expect(await told()).toEqual([
    { how: 'followed', fromPersonId: idOf(10), toPersonId: idOf(20), stage: 'manager_review', count: 2 },
  ]);
  // 20 has reviewed; the second review goes to HR's owner, not to 20 again.
  await bench.decide(1, 20, { verb: 'approve' });
  expect(await holder(1)).toBe(900);
});

it('what was handed over stays there; what comes back, comes back to whoever it belongs to now', async () => {
  await bench.toReview();
  const handovers = new Handovers(bench.ports, { wakeRelay: () => undefined } as EventBus);
  const give = async (act: 'transfer' | 'delegate', about: number, to: number) => {
    const { taskId, version } = await bench.taskAbout(about);
    const body = { toPersonId: idOf(to), reason: 'I move.' };
    const request = { params: { taskId }, query: {}, body, ifMatch: version, idempotencyKey: randomUUID() };
    await handovers[act](request, bench.call(10));
  };
  await give('transfer', 1, 4);
  await give('delegate', 2, 4);
  nowUnder(1, [30, 20]);
  nowUnder(2, [30, 20]);
  await announced([1, 2]);
  expect([await holder(1), await holder(2)]).toEqual([4, 4]);
  const { taskId, version } = await bench.taskAbout(2);
  const body = { opinion: 'Fine.' };
  await handovers.answer({ params: { taskId }, query: {}, body, ifMatch: version, idempotencyKey: 'a' }, bench.call(4));
  expect(await holder(2)).toBe(30);
  // Whoever it was transferred to leaves: it goes to whose it is now.
  left(4);
  await announced([4]);
  expect(await holder(1)).toBe(30);
});

it('waits while roles is away', async () => {
  await bench.toReview();
  nowUnder(1, [30, 20]);
  bench.company.silent.add('roles.population');
  await announced([1]);
  expect(await holder(1)).toBe(10);
  bench.company.silent.clear();
  await bench.query('update cycles.person_change set next_attempt_at = now()');
  await followSome(bench.ports);
  expect(await holder(1)).toBe(30);
});

it('the head’s word over a year is asked of whoever is at the top once the head has left', async () => {
  const cycle = await bench.toReview({ stages: [] }, 'year');
  await bench.query(`update cycles.appraisal set stage = 'acknowledged'`);
  await bench.query('update cycles.task set closed_at = platform.now(), outcome = $1 where closed_at is null', [
    'lapsed',
  ]);
  await bench.query(`update cycles.cycle set state = 'publishing'`);
  await bench.record.openSignOff(cycle);
  const signOff = async (by: number, hr = false) => {
    const [task] = await bench.openTasks();
    return bench.decide(0, by, { verb: 'sign_off' }, { ...(task ? { task } : {}), ...(hr ? { grants: ['hr'] } : {}) });
  };
  await signOff(900, true);
  expect((await bench.openTasks()).map(({ stage, assigneeId }) => [stage, assigneeId])).toEqual([
    ['head_sign_off', idOf(20)],
  ]);
  for (const [person, managers] of [
    [1, [10]],
    [2, [10]],
    [4, [30]],
    [10, []],
    [30, []],
  ] as const)
    nowUnder(person, managers);
  left(20);
  await announced([20]);
  expect((await bench.openTasks()).map(({ assigneeId }) => assigneeId)).toEqual([idOf(10)]);
  await signOff(10);
  expect(await bench.openTasks()).toEqual([]);
});
