import { tellConductor } from '../../../../libs/contracts/cycles/conductor-news.js';
import type { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import type { CompanyClock } from '../../../../libs/domain/calendar/index.js';
import { calibrationOf, closeRefusal } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import type { ActingCall } from '../caller.js';
import { problemOfRefusal } from '../decide/refusal-problem.js';
import { type CycleRow, timesOf } from '../record/cycle-row.js';
import { boardMoved } from '../record/events.js';
import { writeHistory } from '../record/history.js';
import { moved } from '../record/moved.js';
import { tellOpened, timedColumns, timedParameters, timedValues } from '../record/task-rows.js';
import { countGrades } from './group-rows.js';
import { calibratingPerson, type LockedGroup, openTaskOf } from './session-access.js';

type Http = typeof cyclesHttp;

interface Closing {
  readonly call: ActingCall;
  readonly group: LockedGroup;
  readonly clock: CompanyClock;
  readonly comment: InputOf<Http['closeCalibration']>['body']['comment'];
}

/** Everybody who is there goes on with the grade they have; whoever comes later has a session of their own. */
export async function closeSession(
  transaction: Transaction,
  { call, group, clock, comment }: Closing,
): Promise<ReplyOf<Http['closeCalibration']>> {
  const byPersonId = calibratingPerson(call);
  const { cycle, groupId } = group;
  const taskId = openTaskOf(group);
  const grades = await countGrades(transaction, call.companyId, groupId);
  const refusal = closeRefusal(grades, calibrationOf(cycle.route)?.quotas ?? []);
  if (refusal) throw problemOfRefusal(refusal);
  await closeTask(transaction, call, { cycle, taskId, byPersonId, comment: comment ?? null });
  const people = await sendOn(transaction, call, { cycle, groupId, taskId, byPersonId, clock });
  await writeHistory(transaction, cycle, {
    action: 'calibration.closed',
    subjectType: 'calibration',
    subjectId: groupId,
    after: { cycleId: cycle.cycleId, groupId, taskId, people, grades },
    ...(comment === undefined ? {} : { reason: comment }),
    by: { byAccountId: call.actor.accountId, byPersonId, requestId: call.requestId },
  });
  return { groupId, people };
}

async function closeTask(
  transaction: Transaction,
  { companyId, actor }: ActingCall,
  {
    cycle,
    taskId,
    byPersonId,
    comment,
  }: { cycle: CycleRow; taskId: string; byPersonId: string; comment: string | null },
): Promise<void> {
  await transaction.query(
    `with closed as (
       update cycles.task set closed_at = platform.now(), outcome = 'calibrated', closed_by = $4
       where company_id = $1 and task_id = $3 returning stage, round, opened_at
     )
     insert into cycles.decision (company_id, cycle_id, task_id, stage, round, verb, by_person_id, by_account_id, opened_at, decided_at, comment)
     select $1, $2, $3, c.stage, c.round, 'calibrated', $4, $5, c.opened_at, platform.now(), $6 from closed c`,
    [companyId, cycle.cycleId, taskId, byPersonId, actor.accountId, comment],
  );
}

interface SentOn {
  readonly cycle: CycleRow;
  readonly groupId: string;
  readonly taskId: string;
  readonly byPersonId: string;
  readonly clock: CompanyClock;
}

async function sendOn(
  transaction: Transaction,
  { companyId, actor, requestId }: ActingCall,
  { cycle, groupId, taskId, byPersonId, clock }: SentOn,
): Promise<number> {
  // In the order in which decisions lock appraisals, so that the two cannot block each other.
  await transaction.query(
    `select from cycles.appraisal where company_id = $1 and calibration_group_id = $2 and stage = 'calibration'
     order by appraisal_id for update`,
    [companyId, groupId],
  );
  const stage = 'interview';
  const times = timesOf(cycle, stage, clock);
  const opened = await transaction.query<{ personId: string; cohortNo: number; count: number }>(sendOnSql, [
    companyId,
    cycle.cycleId,
    groupId,
    moved(cycle.route, 'calibration', 'calibrate'),
    taskId,
    actor.accountId,
    byPersonId,
    requestId,
    ...timedValues(cycle.now, times),
  ]);
  await tellOpened(
    transaction,
    cycle,
    digestsOf(opened).map((one) => ({ ...one, stage, dueAt: times.dueAt })),
  );
  const cohorts = [...new Set(opened.map(({ cohortNo }) => cohortNo))];
  await tell(transaction, 'cycles', companyId, [
    ...cohorts.map((cohortNo) => tellConductor.cohortMoved(cycle.cycleId, cohortNo)),
    boardMoved(cycle.cycleId),
  ]);
  return opened.reduce((sum, { count }) => sum + count, 0);
}

/** One digest a person, whose team may lie in several cohorts. */
function digestsOf(opened: readonly { personId: string; count: number }[]): { personId: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { personId, count } of opened) counts.set(personId, (counts.get(personId) ?? 0) + count);
  return [...counts].map(([personId, count]) => ({ personId, count }));
}

const sendOnSql = `
  with moved as (
    update cycles.appraisal a set stage = $4, version = a.version + 1, calibrated_by_task = $5
    where a.company_id = $1 and a.calibration_group_id = $3 and a.stage = 'calibration'
    returning a.appraisal_id, a.person_id, a.cohort_no, a.round, a.version, a.grade, a.grade_before_calibration, a.reviewer_id,
              a.review_escalates_to
  ),
  opened as (
    insert into cycles.task (company_id, cycle_id, appraisal_id, cohort_no, stage, round, assignee_id, escalate_to, ${timedColumns})
    select $1, $2, m.appraisal_id, m.cohort_no, $4, m.round, m.reviewer_id, m.review_escalates_to, ${timedParameters(9)} from moved m
    returning assignee_id, cohort_no
  ),
  history as (
    insert into audit.entry (company_id, actor_account_id, actor_person_id, action, subject_type, subject_id, about_person_id,
                             before, after, request_id)
    select $1, $6, $7, 'appraisal.calibrated', 'appraisal', m.appraisal_id::text, m.person_id,
           jsonb_build_object('stage', 'calibration', 'version', m.version - 1, 'grade', coalesce(m.grade_before_calibration, m.grade)),
           jsonb_build_object('cycleId', $2::text, 'groupId', $3::text, 'taskId', $5::text, 'stage', $4::text, 'version', m.version,
                              'grade', m.grade), $8::text
    from moved m
  )
  select assignee_id as "personId", cohort_no as "cohortNo", count(*)::int as count from opened group by assignee_id, cohort_no`;
