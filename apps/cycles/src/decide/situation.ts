import type { DataSource } from 'typeorm';
import type { Actor, CycleKind } from '../../../../libs/contracts/values.js';
import type { TaskFacts } from '../../../../libs/domain/access/can-see-task.js';
import type { AppraisalState, CycleState, Route, Situation, TaskStage } from '../../../../libs/domain/cycle/index.js';
import { runStatement } from '../../../../libs/platform/database/index.js';

/** A task with everything its decision depends on, at one version (`cycles.situations`). */
export interface SituationRow {
  readonly now: Date;
  readonly task_id: string;
  readonly task_stage: TaskStage;
  readonly assignee_id: string;
  readonly delegated_by: string | null;
  readonly stand_ins: readonly string[];
  readonly opened_at: Date;
  readonly due_at: Date;
  readonly closed: boolean;
  readonly cycle_id: string;
  readonly cycle_kind: CycleKind;
  readonly period_from: string;
  readonly period_to: string;
  readonly cycle_state: CycleState;
  readonly paused: boolean;
  readonly cycle_version: number;
  readonly owner_person_id: string;
  readonly route: Route;
  readonly extra_days: Readonly<Partial<Record<TaskStage, number>>>;
  readonly time_zone: string;
  readonly report_due_at: Date;
  readonly decision_id: string;
  readonly next_task_id: string;
  readonly earlier_hash: Buffer | null;
  readonly earlier_reply: unknown;
  /** null: a task of the cycle itself, and with it everything below. */
  readonly appraisal_id: string | null;
}

export interface AppraisalSituation extends SituationRow {
  readonly appraisal_id: string;
  readonly cohort_no: number;
  readonly person_id: string;
  readonly manager_id: string | null;
  readonly manager_path: readonly string[];
  readonly reviewer_id: string;
  readonly stage: AppraisalState;
  readonly round: number;
  readonly version: number;
  readonly run_no: number | null;
  readonly total: string | null;
  readonly total_unrounded: string | null;
  readonly grade: string | null;
  readonly released: boolean;
  readonly computed_total: string | null;
  readonly computed_total_unrounded: string | null;
  readonly computed_grade: string | null;
}

export const isAboutAppraisal = (row: SituationRow): row is AppraisalSituation => row.appraisal_id !== null;

export interface Request {
  readonly companyId: string;
  readonly actor: Actor;
  readonly subject: string;
  readonly key: string;
}

/** One round trip; the answer to an earlier request with the same key comes along. */
export const readSituations = (
  database: DataSource,
  { companyId, actor, subject, key }: Request,
  taskIds: readonly string[],
): Promise<SituationRow[]> =>
  runStatement<SituationRow>(database, 'select * from cycles.situations($1, $2, $3, $4, $5)', [
    companyId,
    actor.accountId,
    subject,
    key,
    taskIds,
  ]);

/** What the access questions need of the task. */
export const factsOf = (row: SituationRow): TaskFacts => ({
  assigneeId: row.assignee_id,
  delegatedBy: row.delegated_by,
  standIns: row.stand_ins,
  stage: row.task_stage,
  appraisal: isAboutAppraisal(row)
    ? {
        personId: row.person_id,
        managerId: row.manager_id,
        managerPath: row.manager_path,
        reviewerId: row.reviewer_id,
        stage: row.stage,
        released: row.released,
      }
    : null,
});

/** What the domain decides on. */
export const domainSituation = (row: AppraisalSituation): Situation => ({
  now: row.now.toISOString(),
  cycle: { state: row.cycle_state, paused: row.paused, ownerPersonId: row.owner_person_id, stages: row.route.stages },
  task: {
    stage: row.task_stage,
    assigneeId: row.assignee_id,
    closed: row.closed,
    dueAt: row.due_at.toISOString(),
  },
  appraisal: {
    personId: row.person_id,
    managerId: row.manager_id,
    managerPath: row.manager_path,
    reviewerId: row.reviewer_id,
    stage: row.stage,
    round: row.round,
  },
});
