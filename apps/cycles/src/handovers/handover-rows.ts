import type { AppraisalFacts } from '../../../../libs/domain/access/about-appraisal.js';
import type { TaskFacts } from '../../../../libs/domain/access/can-see-task.js';
import type { Handover, Proposal, TaskStage } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { entrustedTo } from '../reading/appraisal-rows.js';

/** A task about an appraisal, held with it until the transaction ends. */
export interface HeldTask extends TaskFacts {
  readonly taskId: string;
  readonly cycleId: string;
  readonly appraisalId: string;
  readonly appraisal: AppraisalFacts;
  readonly delegatedBy: string | null;
  readonly escalateTo: string | null;
  readonly dueAt: Date;
  readonly closed: boolean;
  readonly round: number;
  readonly version: number;
}

const taskQuery = `select t.task_id as "taskId", t.cycle_id as "cycleId", t.appraisal_id as "appraisalId", t.stage,
    t.assignee_id as "assigneeId", t.delegated_by as "delegatedBy", t.escalate_to as "escalateTo", t.due_at as "dueAt",
    t.closed_at is not null as closed, a.round, a.version,
    jsonb_build_object('personId', a.person_id, 'managerId', a.manager_id, 'managerPath', a.manager_path, 'reviewerId', a.reviewer_id,
      'stage', a.stage, 'released', a.released_at is not null, 'entrustedTo', e."entrustedTo") as appraisal
  from cycles.task t join cycles.appraisal a on a.company_id = t.company_id and a.appraisal_id = t.appraisal_id
  cross join lateral (select ${entrustedTo}) e
  where t.company_id = $1 and t.task_id = $2`;

export async function findTask(
  transaction: Transaction,
  companyId: string,
  taskId: string,
): Promise<HeldTask | undefined> {
  const [task] = await transaction.query<HeldTask>(taskQuery, [companyId, taskId]);
  return task;
}

/** The appraisal first, as whoever decides locks it; read once it is held. */
export async function holdTask(
  transaction: Transaction,
  companyId: string,
  taskId: string,
): Promise<HeldTask | undefined> {
  await transaction.query(
    `select from cycles.appraisal a where a.company_id = $1 and a.appraisal_id = (
       select t.appraisal_id from cycles.task t where t.company_id = $1 and t.task_id = $2) for update`,
    [companyId, taskId],
  );
  return findTask(transaction, companyId, taskId);
}

/** Reviews of the round that somebody decided and that count. */
export async function decidedBy(
  transaction: Transaction,
  companyId: string,
  { appraisalId, round }: HeldTask,
  personId: string,
): Promise<TaskStage[]> {
  const rows = await transaction.query<{ stage: TaskStage }>(
    `select d.stage from cycles.task t join cycles.decision d on d.company_id = t.company_id and d.task_id = t.task_id
     where t.company_id = $1 and t.appraisal_id = $2 and d.round = $3 and d.by_person_id = $4 and d.voided_at is null`,
    [companyId, appraisalId, round, personId],
  );
  return rows.map(({ stage }) => stage);
}

export interface HandedOver {
  readonly how: Handover;
  readonly toPersonId: string;
  /** Whom it comes back to from now on. */
  readonly delegatedBy: string | null;
  readonly escalateTo: string | null;
  /** null: the system. */
  readonly by: { readonly personId: string | null; readonly accountId: string } | null;
  readonly note: string | null;
  readonly proposal: Proposal | null;
}

/** The deadline stays; whoever has it now has not been urged yet. */
export async function writeHandover(
  transaction: Transaction,
  companyId: string,
  {
    taskId,
    cycleId,
    appraisalId,
    stage,
    assigneeId,
  }: Pick<HeldTask, 'taskId' | 'cycleId' | 'appraisalId' | 'stage' | 'assigneeId'>,
  { how, toPersonId, delegatedBy, escalateTo, by, note, proposal }: HandedOver,
): Promise<void> {
  await transaction.query(
    `update cycles.task set assignee_id = $3, delegated_by = $4, escalate_to = $5, urged_at = null
     where company_id = $1 and task_id = $2`,
    [companyId, taskId, toPersonId, delegatedBy, escalateTo],
  );
  await transaction.query(
    `insert into cycles.handover (company_id, cycle_id, appraisal_id, task_id, stage, how, from_person_id, to_person_id, by_person_id,
                                  by_account_id, note, proposal)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      companyId,
      cycleId,
      appraisalId,
      taskId,
      stage,
      how,
      assigneeId,
      toPersonId,
      by?.personId ?? null,
      by?.accountId ?? null,
      note,
      proposal,
    ],
  );
}
