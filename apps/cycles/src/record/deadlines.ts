import { acceptanceDeemed, tasksEscalated, tasksReminded } from '../../../../libs/contracts/cycles/events.js';
import { finishedStates, type TaskStage } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { currentCall } from '../../../../libs/platform/telemetry/index.js';
import { type CycleRow, eventName, lockCohort, readCycle } from './cycle-row.js';
import { boardMoved, inParts } from './events.js';
import { moved } from './moved.js';
import { countReadyCalibrations } from './open-calibrations.js';
import { passSelfReviews } from './pass-self-reviews.js';
import type { RecordPorts } from './ports.js';
import type { CohortAddress, CohortProgress } from './set-operations.js';

export async function readProgress({ database }: RecordPorts, cohort: CohortAddress): Promise<CohortProgress> {
  const { companyId, cycleId, cohortNo } = cohort;
  return inTransaction(database, { companyId }, async (transaction) => {
    const cycle = await readCycle(transaction, cohort);
    const [stands] = await transaction.query<{
      people: number;
      finished: number;
      acknowledged: number;
      waiting: number;
      next: Date | null;
    }>(
      `select count(*)::int as people, count(*) filter (where stage = any($4))::int as finished,
              count(*) filter (where stage in ('acknowledged', 'signed_off'))::int as acknowledged,
              count(*) filter (where stage = 'waiting_rescore')::int as waiting,
              (select min(next_mark_at) from cycles.task
               where company_id = $1 and cycle_id = $2 and cohort_no = $3 and closed_at is null) as next
       from cycles.appraisal where company_id = $1 and cycle_id = $2 and cohort_no = $3`,
      [companyId, cycleId, cohortNo, finishedStates],
    );
    const { people = 0, finished = 0, acknowledged = 0, waiting = 0, next = null } = stands ?? {};
    return {
      done: finished === people,
      people,
      acknowledged,
      waitingForRescore: waiting,
      calibrationsToOpen: await countReadyCalibrations(transaction, cycle, cohort),
      nextDeadlineAt: cycle.pausedAt === null ? (next?.toISOString() ?? null) : null,
    };
  });
}

/** One look at a cohort's deadlines: nothing is done while the cycle rests or after its review. */
function atDeadlines<T>(
  { database }: RecordPorts,
  cohort: CohortAddress,
  nothing: T,
  work: (transaction: Transaction, cycle: CycleRow) => Promise<T>,
): Promise<T> {
  return inTransaction(database, { companyId: cohort.companyId }, async (transaction) => {
    await lockCohort(transaction, cohort);
    const cycle = await readCycle(transaction, cohort);
    const runs = cycle.pausedAt === null && (cycle.state === 'scoring' || cycle.state === 'in_review');
    return runs ? work(transaction, cycle) : nothing;
  });
}

/** Safe to repeat: a reminder is counted with its sending. */
export const remindLate = (ports: RecordPorts, cohort: CohortAddress): Promise<{ reminded: number }> =>
  atDeadlines(ports, cohort, { reminded: 0 }, async (transaction, cycle) => ({
    reminded: await remindDue(transaction, cycle, cohort.cohortNo),
  }));

interface RemindedAssignee {
  readonly personId: string;
  readonly stage: TaskStage;
  readonly reminderNo: number;
  readonly count: number;
  readonly dueAt: Date;
}

/** Several reminders that have passed are one. `cohortNo` null: the cycle's own tasks. */
export async function remindDue(transaction: Transaction, cycle: CycleRow, cohortNo: number | null): Promise<number> {
  const due = await transaction.query<RemindedAssignee>(
    `with reminded as (
       update cycles.task t
       set reminders_sent = (select count(*)::int from unnest(t.remind_at) as at where at <= platform.now())
       where t.company_id = $1 and t.cycle_id = $2 and t.cohort_no is not distinct from $3 and t.closed_at is null
         and t.remind_at[t.reminders_sent + 1] <= platform.now()
       returning t.assignee_id, t.stage, t.reminders_sent, t.due_at
     )
     select assignee_id as "personId", stage, reminders_sent as "reminderNo", count(*)::int as count, min(due_at) as "dueAt"
     from reminded group by assignee_id, stage, reminders_sent order by reminders_sent, assignee_id`,
    [cycle.companyId, cycle.cycleId, cohortNo],
  );
  const numbers = [...new Set(due.map(({ reminderNo }) => reminderNo))];
  await tell(
    transaction,
    'cycles',
    cycle.companyId,
    numbers.flatMap((reminderNo) =>
      inParts(due.filter((one) => one.reminderNo === reminderNo)).map((part) => ({
        type: tasksReminded.type,
        payload: {
          ...eventName(cycle),
          reminderNo,
          assignees: part.map(({ reminderNo: _, dueAt, ...assignee }) => ({ ...assignee, dueAt: dueAt.toISOString() })),
        },
      })),
    ),
  );
  return due.reduce((sum, { count }) => sum + count, 0);
}

/** Safe to repeat: a task is escalated once. */
export const escalateLate = (ports: RecordPorts, cohort: CohortAddress): Promise<{ escalated: number }> =>
  atDeadlines(ports, cohort, { escalated: 0 }, async (transaction, cycle) => {
    const late = await transaction.query<{
      stage: TaskStage;
      toPersonId: string;
      latePersonId: string;
      count: number;
    }>(
      `with escalated as (
         update cycles.task set escalated_at = platform.now()
         where company_id = $1 and cycle_id = $2 and cohort_no = $3 and closed_at is null
           and escalated_at is null and escalate_to is not null and escalate_at <= platform.now()
         returning stage, escalate_to, assignee_id
       )
       select stage, escalate_to as "toPersonId", assignee_id as "latePersonId", count(*)::int as count
       from escalated group by stage, escalate_to, assignee_id order by stage, escalate_to, assignee_id`,
      [cohort.companyId, cohort.cycleId, cohort.cohortNo],
    );
    const stages = [...new Set(late.map(({ stage }) => stage))];
    await tell(
      transaction,
      'cycles',
      cycle.companyId,
      stages.flatMap((stage) =>
        inParts(late.filter((one) => one.stage === stage)).map((part) => ({
          type: tasksEscalated.type,
          payload: { ...eventName(cycle), stage, escalations: part.map(({ stage: _, ...escalation }) => escalation) },
        })),
      ),
    );
    return { escalated: late.reduce((sum, { count }) => sum + count, 0) };
  });

/** What silence means: a result is accepted, a self-review is done without. Safe to repeat: whoever has moved on is left alone. Inside or outside of the window is the database's clock's word. */
export const deemAccepted = (ports: RecordPorts, cohort: CohortAddress): Promise<{ deemed: number }> =>
  atDeadlines(ports, cohort, { deemed: 0 }, async (transaction, cycle) => {
    await lockSilent(transaction, cohort);
    const passed = await passSelfReviews(
      transaction,
      cycle,
      cohort,
      await ports.calendars.clockOf(cohort.companyId, cycle.timeZone),
    );
    const people = await transaction.query<{ personId: string; appraisalId: string }>(deemSql, [
      cohort.companyId,
      cohort.cycleId,
      cohort.cohortNo,
      moved(cycle.route, 'acknowledgement', 'deem'),
      currentCall()?.requestId ?? null,
    ]);
    if (people.length > 0) {
      await tell(transaction, 'cycles', cycle.companyId, [
        ...inParts(people).map((part) => ({
          type: acceptanceDeemed.type,
          payload: { ...eventName(cycle), people: part },
        })),
        boardMoved(cycle.cycleId),
      ]);
    }
    return { deemed: people.length + passed };
  });

/** In the order in which decisions lock appraisals, so that the two cannot block each other. */
async function lockSilent(transaction: Transaction, { companyId, cycleId, cohortNo }: CohortAddress): Promise<void> {
  await transaction.query(
    `select from cycles.appraisal a
     where a.company_id = $1 and a.appraisal_id in (
       select t.appraisal_id from cycles.task t
       where t.company_id = $1 and t.cycle_id = $2 and t.cohort_no = $3 and t.closed_at is null and t.deems and t.due_at <= platform.now())
     order by a.appraisal_id for update`,
    [companyId, cycleId, cohortNo],
  );
}

const deemSql = `
  with closed as (
    update cycles.task t set closed_at = platform.now(), outcome = 'deemed'
    where t.company_id = $1 and t.cycle_id = $2 and t.cohort_no = $3 and t.stage = 'acknowledgement'
      and t.closed_at is null and t.deems and t.due_at <= platform.now()
    returning t.task_id, t.appraisal_id, t.round, t.opened_at
  ),
  moved as (
    update cycles.appraisal a set stage = $4, version = a.version + 1
    from closed c
    where a.company_id = $1 and a.appraisal_id = c.appraisal_id and a.stage = 'acknowledgement'
    returning a.appraisal_id, a.person_id, a.version, c.task_id, c.round, c.opened_at, uuidv7() as decision_id
  ),
  decided as (
    insert into cycles.decision (company_id, decision_id, cycle_id, appraisal_id, task_id, stage, round, verb, opened_at, decided_at)
    select $1, m.decision_id, $2, m.appraisal_id, m.task_id, 'acknowledgement', m.round, 'deemed', m.opened_at, platform.now() from moved m
  ),
  accepted as (
    insert into cycles.acknowledgement (company_id, decision_id, appraisal_id, round, deemed, acknowledged_at)
    select $1, m.decision_id, m.appraisal_id, m.round, true, platform.now() from moved m
  ),
  history as (
    insert into audit.entry (company_id, action, subject_type, subject_id, about_person_id, before, after, request_id)
    select $1, 'appraisal.acceptance_deemed', 'appraisal', m.appraisal_id::text, m.person_id,
           jsonb_build_object('stage', 'acknowledgement', 'version', m.version - 1),
           jsonb_build_object('cycleId', $2::text, 'stage', $4::text, 'version', m.version, 'decisionId', m.decision_id), $5::text
    from moved m
  )
  select person_id as "personId", appraisal_id as "appraisalId" from moved`;
