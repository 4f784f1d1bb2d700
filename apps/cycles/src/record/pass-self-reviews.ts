import type { CompanyClock } from '../../../../libs/domain/calendar/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { currentCall } from '../../../../libs/platform/telemetry/index.js';
import { type CycleRow, timesOf } from './cycle-row.js';
import { moved } from './moved.js';
import type { CohortAddress } from './set-operations.js';
import { tellOpened, timedColumns, timedParameters, timedValues } from './task-rows.js';

/** Whoever wrote no self-review in its window is reviewed without one; their reviewers' tasks open. Answers how many. */
export async function passSelfReviews(
  transaction: Transaction,
  cycle: CycleRow,
  { companyId, cycleId, cohortNo }: CohortAddress,
  clock: CompanyClock,
): Promise<number> {
  if (!cycle.route.stages.includes('self_review')) return 0;
  const stage = 'manager_review';
  const times = timesOf(cycle, stage, clock);
  const reviewers = await transaction.query<{ personId: string; count: number }>(passSql, [
    companyId,
    cycleId,
    cohortNo,
    moved(cycle.route, 'self_review', 'deem'),
    currentCall()?.requestId ?? null,
    ...timedValues(cycle.now, times),
  ]);
  await tellOpened(
    transaction,
    cycle,
    reviewers.map((reviewer) => ({ ...reviewer, stage, dueAt: times.dueAt })),
  );
  return reviewers.reduce((sum, { count }) => sum + count, 0);
}

const passSql = `
  with closed as (
    update cycles.task t set closed_at = platform.now(), outcome = 'lapsed'
    where t.company_id = $1 and t.cycle_id = $2 and t.cohort_no = $3 and t.stage = 'self_review'
      and t.closed_at is null and t.deems and t.due_at <= platform.now()
    returning t.task_id, t.appraisal_id, t.round, t.opened_at
  ),
  moved as (
    update cycles.appraisal a set stage = $4, version = a.version + 1
    from closed c
    where a.company_id = $1 and a.appraisal_id = c.appraisal_id and a.stage = 'self_review'
    returning a.appraisal_id, a.person_id, a.cohort_no, a.version, a.reviewer_id, a.review_escalates_to, c.task_id, c.round, c.opened_at
  ),
  decided as (
    insert into cycles.decision (company_id, cycle_id, appraisal_id, task_id, stage, round, verb, opened_at, decided_at)
    select $1, $2, m.appraisal_id, m.task_id, 'self_review', m.round, 'lapsed', m.opened_at, platform.now() from moved m
  ),
  opened as (
    insert into cycles.task (company_id, cycle_id, appraisal_id, cohort_no, stage, round, assignee_id, escalate_to, ${timedColumns})
    select $1, $2, m.appraisal_id, m.cohort_no, $4, m.round, m.reviewer_id, m.review_escalates_to, ${timedParameters(6)}
    from moved m
    returning assignee_id
  ),
  history as (
    insert into audit.entry (company_id, action, subject_type, subject_id, about_person_id, before, after, request_id)
    select $1, 'appraisal.self_review_passed', 'appraisal', m.appraisal_id::text, m.person_id,
           jsonb_build_object('stage', 'self_review', 'version', m.version - 1),
           jsonb_build_object('cycleId', $2::text, 'stage', $4::text, 'version', m.version), $5::text
    from moved m
  )
  select assignee_id as "personId", count(*)::int as count from opened group by assignee_id`;
