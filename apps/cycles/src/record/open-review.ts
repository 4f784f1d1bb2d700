import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { currentCall } from '../../../../libs/platform/telemetry/index.js';
import { type CycleRow, lockCohort, lockCycle, moveCycle, readCycle, timesOf } from './cycle-row.js';
import { moved } from './moved.js';
import type { RecordPorts } from './ports.js';
import type { CohortAddress } from './set-operations.js';
import { tellOpened, timedColumns, timedParameters, timedValues } from './task-rows.js';

/** By the route's first word: the people's own, or their managers'. Safe to repeat: whoever has left `scored` is left alone. */
export async function openReview(ports: RecordPorts, cohort: CohortAddress): Promise<{ opened: number }> {
  const { companyId } = cohort;
  return inTransaction(ports.database, { companyId }, async (transaction) => {
    await lockCohort(transaction, cohort);
    const cycle = await inReview(transaction, cohort);
    const clock = await ports.calendars.clockOf(companyId, cycle.timeZone);
    const stage = moved(cycle.route, 'scored', 'open_review') === 'self_review' ? 'self_review' : 'manager_review';
    const times = timesOf(cycle, stage, clock);
    const assignees = await transaction.query<{ personId: string; count: number }>(openSql, [
      companyId,
      cycle.cycleId,
      cohort.cohortNo,
      stage,
      currentCall()?.requestId ?? null,
      ...timedValues(cycle.now, times),
    ]);
    await tellOpened(
      transaction,
      cycle,
      assignees.map((assignee) => ({ ...assignee, stage, dueAt: times.dueAt })),
    );
    return { opened: assignees.reduce((sum, { count }) => sum + count, 0) };
  });
}

/** The first cohort that opens moves the cycle on; the others find it there. */
async function inReview(transaction: Transaction, cohort: CohortAddress): Promise<CycleRow> {
  const cycle = await readCycle(transaction, cohort);
  if (cycle.state !== 'scoring') return cycle;
  const locked = await lockCycle(transaction, cohort);
  if (locked.state === 'scoring') await moveCycle(transaction, locked, 'in_review');
  return locked;
}

const openSql = `
  with moved as (
    update cycles.appraisal set stage = $4, version = version + 1
    where company_id = $1 and cycle_id = $2 and cohort_no = $3 and stage = 'scored'
    returning appraisal_id, person_id, cohort_no, round, version, reviewer_id, review_escalates_to
  ),
  opened as (
    insert into cycles.task (company_id, cycle_id, appraisal_id, cohort_no, stage, round, assignee_id, escalate_to, ${timedColumns})
    select $1, $2, m.appraisal_id, m.cohort_no, $4, m.round,
           case $4 when 'self_review' then m.person_id else m.reviewer_id end,
           case $4 when 'self_review' then null else m.review_escalates_to end, ${timedParameters(6)}
    from moved m
    returning assignee_id
  ),
  history as (
    insert into audit.entry (company_id, action, subject_type, subject_id, about_person_id, before, after, request_id)
    select $1, 'appraisal.review_opened', 'appraisal', m.appraisal_id::text, m.person_id,
           jsonb_build_object('stage', 'scored', 'version', m.version - 1),
           jsonb_build_object('cycleId', $2::text, 'stage', $4::text, 'version', m.version, 'reviewerId', m.reviewer_id), $5::text
    from moved m
  )
  select assignee_id as "personId", count(*)::int as count from opened group by assignee_id`;
