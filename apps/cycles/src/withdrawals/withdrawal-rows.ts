import type { TaskOutcome, TaskStage } from '../../../../libs/domain/cycle/index.js';
import type { LineAdjustment } from '../../../../libs/domain/scoring/person.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { findStanding, type StandingRow } from '../reading/appraisal-rows.js';

/** A decision with the appraisal it moved, held until the transaction ends. */
export interface HeldDecision {
  readonly decisionId: string;
  readonly taskId: string;
  readonly stage: TaskStage;
  readonly verb: TaskOutcome;
  readonly round: number;
  readonly byPersonId: string | null;
  readonly voided: boolean;
  /** Nobody has acted upon it. */
  readonly untouched: boolean;
  /** The task it opened, as long as nobody has touched it; null: somebody acted, or it led to a calibration, whose task is the group's. */
  readonly opened: {
    readonly taskId: string;
    readonly assigneeId: string;
    readonly stage: TaskStage;
    readonly dueAt: string;
  } | null;
}

/** The open task that the decision `d` opened, of whom nobody handed it over: over `cycles.decision d`. */
const openedBy = `(select jsonb_build_object('taskId', o.task_id, 'assigneeId', o.assignee_id, 'stage', o.stage, 'dueAt', o.due_at)
  from cycles.task o
  where o.company_id = d.company_id and o.appraisal_id = d.appraisal_id and o.closed_at is null and o.opened_at = d.decided_at
    and not exists (select from cycles.handover h where h.company_id = o.company_id and h.task_id = o.task_id))`;

/** The approval `d` led to a calibration in which nobody has moved the grade yet: over `cycles.decision d`. */
const calibratesLater = `exists (select from cycles.appraisal w
  where w.company_id = d.company_id and w.appraisal_id = d.appraisal_id and w.stage = 'calibration' and w.grade_before_calibration is null
    and d.decided_at = (select max(l.decided_at) from cycles.decision l
                        where l.company_id = d.company_id and l.appraisal_id = d.appraisal_id and l.voided_at is null))`;

/** Whoever comes next has not acted upon the decision `d`. */
export const isUntouched = `(${openedBy} is not null or ${calibratesLater})`;

export async function holdDecision(
  transaction: Transaction,
  companyId: string,
  decisionId: string,
): Promise<{ readonly decision: HeldDecision; readonly appraisal: StandingRow } | null> {
  const [found] = await transaction.query<{ appraisalId: string }>(
    `select a.appraisal_id as "appraisalId" from cycles.appraisal a where a.company_id = $1 and a.appraisal_id = (
       select d.appraisal_id from cycles.decision d where d.company_id = $1 and d.decision_id = $2) for update`,
    [companyId, decisionId],
  );
  if (!found) return null;
  const appraisal = await findStanding(transaction, companyId, found.appraisalId);
  const [decision] = await transaction.query<HeldDecision>(
    `select d.decision_id as "decisionId", d.task_id as "taskId", d.stage, d.verb, d.round, d.by_person_id as "byPersonId",
            d.voided_at is not null as voided, ${openedBy} as opened, ${isUntouched} as untouched
     from cycles.decision d where d.company_id = $1 and d.decision_id = $2`,
    [companyId, decisionId],
  );
  return appraisal && decision ? { decision, appraisal } : null;
}

/** Voids the decision and gives back what it made void; answers the adjustments that count now. */
export async function voidAndRestore(
  transaction: Transaction,
  companyId: string,
  { appraisalId, runNo }: StandingRow,
  decisionId: string,
): Promise<LineAdjustment[]> {
  await transaction.query('select cycles.void_decision($1, $2, $3, platform.now())', [
    companyId,
    appraisalId,
    decisionId,
  ]);
  await transaction.query('select cycles.restore_results($1, $2, $3)', [companyId, appraisalId, decisionId]);
  return transaction.query<LineAdjustment>(
    `select segment_no as "segmentNo", kpi_id as "kpiId", score_after::text as score from cycles.adjustment
     where company_id = $1 and appraisal_id = $2 and run_no = $3 and voided_at is null`,
    [companyId, appraisalId, runNo],
  );
}

/** The task as it was before it was decided, with the time that is left of it. */
export async function openAgain(transaction: Transaction, companyId: string, decision: HeldDecision): Promise<string> {
  await transaction.query(
    `update cycles.task set closed_at = platform.now(), outcome = 'withdrawn', closed_by = $3
     where company_id = $1 and task_id = $2`,
    [companyId, decision.opened?.taskId, decision.byPersonId],
  );
  const [task] = await transaction.query<{ taskId: string }>(
    `insert into cycles.task (company_id, cycle_id, appraisal_id, cohort_no, stage, round, assignee_id, opened_at, due_at, remind_at,
                              reminders_sent, escalate_at, escalate_to, escalated_at, deems)
     select company_id, cycle_id, appraisal_id, cohort_no, stage, round, assignee_id, opened_at, due_at, remind_at, reminders_sent, escalate_at,
            escalate_to, escalated_at, deems
     from cycles.task where company_id = $1 and task_id = $2 returning task_id as "taskId"`,
    [companyId, decision.taskId],
  );
  if (!task) throw new Error(`the decision ${decision.decisionId} has no task`);
  return task.taskId;
}
