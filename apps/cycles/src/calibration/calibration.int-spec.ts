import { randomUUID } from 'node:crypto';
import type { GradeQuota } from '../../../../libs/domain/scoring/distribution.js';
import type { EventBus } from '../../../../libs/platform/messaging/index.js';
import type { CycleAddress } from '../record/set-operations.js';
import { idOf } from '../testing/company.js';
import { codeOf, RecordBench, talk } from '../testing/record-bench.js';
import { Withdrawals } from '../withdrawals/withdrawals.service.js';

const sales = idOf(500);
const north = idOf(501);
const south = idOf(502);
let bench: RecordBench;
let withdrawals: Withdrawals;

beforeEach(async () => {
  bench = await RecordBench.open('2026-11-02T01:00:00Z');
  withdrawals = new Withdrawals(bench.ports, { wakeRelay: () => undefined } as EventBus);
}, 60_000);
afterEach(() => bench.close());

/** 20 manages 10, who manages the people of one department. */
function staff(people: readonly number[], departmentId = sales): void {
  for (const number of people) bench.company.add(number, [10, 20], { departmentId });
}
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Both reviews of everybody, by the system, as fast as a set can be. */
async function everybodyReviewed(cycle: CycleAddress): Promise<void> {
  await bench.query(
    `with closed as (update cycles.task set closed_at = platform.now(), outcome = 'approve' where stage = 'manager_review' returning appraisal_id)
     update cycles.appraisal a set stage = 'calibration', version = version + 1 from closed c where c.appraisal_id = a.appraisal_id`,
  );
  await bench.record.openCalibrations({ ...cycle, cohortNo: 1 });
}

async function withQuotas(quotas: readonly GradeQuota[]): Promise<void> {
  await bench.query(`update cycles.cycle set route = route || jsonb_build_object('calibration', $1::jsonb)`, [
    JSON.stringify({ minGroup: 10, quotas }),
  ]);
}

async function appraisalOf(person: number) {
  const [row] = await bench.query<{
    appraisalId: string;
    groupId: string;
    version: number;
    stage: string;
    grade: string;
  }>(
    `select appraisal_id as "appraisalId", calibration_group_id as "groupId", version, stage, grade from cycles.appraisal where person_id = $1`,
    [idOf(person)],
  );
  if (!row) throw new Error(`no appraisal of ${person}`);
  return row;
}

async function move(
  person: number,
  grade: string,
  how: { by?: number; grants?: readonly 'hr'[]; version?: number } = {},
) {
  const { appraisalId, groupId, version } = await appraisalOf(person);
  return bench.calibration.move(
    {
      params: { groupId },
      query: {},
      body: { appraisalId, grade, reason: 'Carried the quarter.' },
      idempotencyKey: randomUUID(),
      ifMatch: how.version ?? version,
    },
    bench.call(how.by ?? 900, [...(how.grants ?? (['hr'] as const))]),
  );
}
const close = (groupId: string) =>
  bench.calibration.close(
    { params: { groupId }, query: {}, body: { comment: 'Agreed.' }, idempotencyKey: randomUUID() },
    bench.call(900, ['hr']),
  );
const session = (groupId: string, by = 900, grants: readonly ('hr' | 'auditor')[] = ['hr']) =>
  bench.calibrations.session({ params: { groupId }, query: {}, body: {} }, bench.call(by, [...grants]));

describe('a quarter’s calibration', () => {
  it('pools small departments upward, and opens each group’s session once when its last review is done', async () => {
    bench.company.departmentsUnder.set(north, sales).set(south, sales);
    staff(range(1, 3), north);
    staff(range(101, 110), south);
    staff([11], sales);
    const cycle = await bench.toReview({}, 'quarter');
    const cohort = { ...cycle, cohortNo: 1 };
    expect((await bench.groups()).map(({ departmentId }) => departmentId)).toEqual([sales, south]);
    // The south is ten: a group of its own. The north is three: with the sales people above it.
    expect((await appraisalOf(1)).groupId).toBe((await appraisalOf(11)).groupId);
    expect((await appraisalOf(1)).groupId).not.toBe((await appraisalOf(101)).groupId);
    const approve = async (person: number) => {
      await bench.decide(person, 10, { verb: 'approve' });
      await bench.decide(person, 20, { verb: 'approve' });
    };
    for (const person of [1, 2, 3]) await approve(person);
    expect(await bench.record.readProgress(cohort)).toMatchObject({ calibrationsToOpen: 0, done: false });
    await approve(11);
    expect(await bench.record.readProgress(cohort)).toMatchObject({ calibrationsToOpen: 1 });
    expect(await bench.record.openCalibrations(cohort)).toEqual({ opened: 1 });
    expect(await bench.record.openCalibrations(cohort)).toEqual({ opened: 0 });
    const tasks = (await bench.openTasks()).filter(({ stage }) => stage === 'calibration');
    expect(tasks.map(({ assigneeId, appraisalId }) => [assigneeId, appraisalId])).toEqual([[idOf(900), null]]);
    // The task's own deadline is the cohort's: HR is reminded of it.
    expect((await bench.record.readProgress(cohort)).nextDeadlineAt).not.toBeNull();
  });

  it('moves a grade with its reason, keeps what it was, and sends everybody on to the interview with what it is', async () => {
    staff(range(1, 3));
    const cycle = await bench.toReview({}, 'quarter');
    await everybodyReviewed(cycle);
    const { groupId, version } = await appraisalOf(1);
    expect(await move(1, 'A')).toMatchObject({ grade: 'A', gradeBefore: 'B' });
    expect(await codeOf(move(1, 'S', { version }))).toBe('appraisal.stale_version');
    expect(await codeOf(move(1, 'A'))).toBe('calibration.grade_unchanged');
    expect(await codeOf(move(1, 'Z'))).toBe('calibration.grade_unknown');
    expect(await codeOf(move(1, 'S', { by: 10, grants: [] }))).toBe('calibration.not_allowed');
    expect(await codeOf(move(2, 'A', { by: 2 }))).toBe('calibration.own_grade');
    await move(1, 'S');
    expect(await close(groupId)).toEqual({ groupId, people: 3 });
    expect(await codeOf(move(1, 'B'))).toBe('calibration.not_open');
    expect(await bench.taskAbout(1)).toMatchObject({ stage: 'interview', assigneeId: idOf(10), round: 1 });
    expect(
      await bench.query('select from_grade, to_grade, reason from cycles.calibration_move order by moved_at, move_id'),
    ).toEqual([
      { from_grade: 'B', to_grade: 'A', reason: 'Carried the quarter.' },
      { from_grade: 'A', to_grade: 'S', reason: 'Carried the quarter.' },
    ]);
    const told = (await bench.told()).filter(({ type }) => type === 'cohort.moved').at(-1);
    expect(told?.payload).toEqual({ cycleId: cycle.cycleId, cohortNo: 1 });
    const history = await bench.history();
    expect(history.filter(({ action }) => action === 'appraisal.calibrated')).toHaveLength(3);
    expect(history.filter(({ action }) => action === 'appraisal.grade_moved')).toHaveLength(2);
    expect(history.filter(({ action }) => action === 'calibration.refused').map(({ after }) => after.code)).toEqual([
      'appraisal.stale_version',
      'calibration.grade_unchanged',
      'calibration.grade_unknown',
      'calibration.own_grade',
      'calibration.not_open',
    ]);
    // The talk keeps the calibrated grade; a return makes the calibration void, and the way leads through another one.
    expect((await bench.decide(1, 10, talk)).appraisal).toMatchObject({ stage: 'acknowledgement', grade: 'S' });
    const back = await bench.decide(2, 10, { verb: 'return', toStage: 'manager_review', reason: 'A line is missing.' });
    expect(back.appraisal).toMatchObject({ stage: 'manager_review', grade: 'B' });
    await bench.decide(2, 10, { verb: 'approve' });
    await bench.decide(2, 20, { verb: 'approve' });
    expect(await bench.record.openCalibrations({ ...cycle, cohortNo: 1 })).toEqual({ opened: 1 });
    expect(await close(groupId)).toEqual({ groupId, people: 1 });
  });

  it('lets the last reviewer take their word back until the grade is moved, and a return taken back restores the calibration', async () => {
    staff([1, 2]);
    const cycle = await bench.toReview({}, 'quarter');
    const seconds = new Map<number, string>();
    for (const person of [1, 2]) {
      await bench.decide(person, 10, { verb: 'approve' });
      seconds.set(person, (await bench.decide(person, 20, { verb: 'approve' })).decisionId);
    }
    await bench.record.openCalibrations({ ...cycle, cohortNo: 1 });
    await bench.setNow('2026-11-02T01:05:00Z');
    const takeBack = async (person: number, decisionId: string, by: number) =>
      withdrawals.withdraw(
        {
          params: { decisionId },
          query: {},
          body: {},
          ifMatch: (await appraisalOf(person)).version,
          idempotencyKey: randomUUID(),
        },
        bench.call(by),
      );
    await move(1, 'A');
    expect(await codeOf(takeBack(1, seconds.get(1) ?? '', 20))).toBe('decision.acted_on');
    expect(await takeBack(2, seconds.get(2) ?? '', 20)).toMatchObject({ stage: 'second_review' });
    await bench.decide(2, 20, { verb: 'approve' });
    await close((await appraisalOf(1)).groupId);
    await bench.setNow('2026-11-02T01:10:00Z');
    const back = await bench.decide(1, 10, { verb: 'return', toStage: 'second_review', reason: 'Look once more.' });
    expect(back.appraisal).toMatchObject({ stage: 'second_review', grade: 'B' });
    expect(await takeBack(1, back.decisionId, 10)).toMatchObject({ stage: 'interview' });
    expect(await appraisalOf(1)).toMatchObject({ stage: 'interview', grade: 'A' });
  });

  it('stands after a won appeal where the score makes the same grade, and gives way where it makes another', async () => {
    staff([1]);
    bench.company.hrIds = [idOf(900), idOf(905)];
    const cycle = await bench.toReview({}, 'quarter');
    await everybodyReviewed(cycle);
    await move(1, 'S');
    await close((await appraisalOf(1)).groupId);
    await bench.decide(1, 10, talk);
    const won = async (kpiId: string, score: string) => {
      await bench.decide(1, 1, { verb: 'appeal', segmentNo: 1, kpiId, ground: 'rule', reason: 'The carrier’s.' });
      const { assigneeId } = await bench.taskAbout(1);
      const handler = Number(assigneeId.slice(-4));
      await bench.decide(1, handler, { verb: 'uphold', answer: 'That is right.', score }, { grants: ['hr'] });
    };
    const graded = () =>
      bench.query('select total::text, grade, grade_before_calibration as before from cycles.appraisal');
    await won('complaints', '85');
    expect(await graded()).toEqual([{ total: '89.00', grade: 'S', before: 'B' }]);
    await won('sales_completion', '92');
    expect(await graded()).toEqual([{ total: '90.60', grade: 'A', before: null }]);
    expect(await bench.query('select voided_at is not null as void from cycles.calibration_move')).toEqual([
      { void: true },
    ]);
  });

  it('keeps an enforced quota against a hundred moves at once, and lets nobody close against it', async () => {
    staff(range(101, 200));
    const cycle = await bench.toReview({}, 'quarter');
    await withQuotas([{ grade: 'S', rule: 'at_most', percent: '10', mode: 'enforce' }]);
    await everybodyReviewed(cycle);
    const codes = await Promise.all(range(101, 200).map((person) => codeOf(move(person, 'S'))));
    expect(codes.filter((code) => code === 'not refused')).toHaveLength(10);
    expect(codes.filter((code) => code === 'calibration.quota_exceeded')).toHaveLength(90);
    const { groupId } = await appraisalOf(101);
    expect((await session(groupId)).quotas).toEqual([
      expect.objectContaining({ grade: 'S', min: 0, max: 10, actual: 10, ok: true }),
    ]);
    expect((await session(groupId)).grades.slice(0, 3)).toEqual([
      { grade: 'S', people: 10, before: 0 },
      { grade: 'A', people: 0, before: 0 },
      { grade: 'B', people: 90, before: 100 },
    ]);
    await withQuotas([{ grade: 'S', rule: 'at_most', percent: '9', mode: 'enforce' }]);
    expect(await codeOf(close(groupId))).toBe('calibration.quota_exceeded');
    // Out of the full grade is always a way.
    const taken = range(101, 200)[codes.indexOf('not refused')] ?? 0;
    await move(taken, 'A');
    expect(await close(groupId)).toEqual({ groupId, people: 100 });
  }, 60_000);

  it('shows HR and auditors the group, a reviewer the people below them without the group’s counts, others nothing', async () => {
    staff(range(1, 3));
    bench.company.add(10, [20]);
    bench.company.add(30, [20]);
    const cycle = await bench.toReview({}, 'quarter');
    await everybodyReviewed(cycle);
    await move(1, 'A');
    const { groupId } = await appraisalOf(1);
    expect(await session(groupId, 902, ['auditor'])).toMatchObject({
      whole: true,
      people: 5,
      moved: 1,
      may: { begin: false, close: false },
    });
    const mine = await session(groupId, 10, []);
    // Neither their own grade nor a peer's can be reckoned from what they are shown.
    expect(mine).toMatchObject({ whole: false, people: 3, quotas: [], may: { begin: false, close: false } });
    expect(mine.grades.reduce((sum, { people }) => sum + people, 0)).toBe(3);
    const { items } = await bench.calibrations.people(
      { params: { groupId }, query: { limit: 50 }, body: {} },
      bench.call(10),
    );
    expect(
      items.map(({ person, grade, gradeBefore, mayMove }) => [person.personId, grade, gradeBefore, mayMove]),
    ).toEqual([
      [idOf(1), 'A', 'B', false],
      [idOf(2), 'B', null, false],
      [idOf(3), 'B', null, false],
    ]);
    expect(await codeOf(session(groupId, 1, []))).toBe('calibration.not_found');
    expect(await codeOf(session(groupId, 777, []))).toMatch(/not_found$/);
  });
});
