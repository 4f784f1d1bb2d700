import {
  type FollowedLine,
  finalStates,
  type MovedTask,
  type OpenTask,
  type RunningAppraisal,
} from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';

export interface AffectedAppraisal extends RunningAppraisal {
  readonly appraisalId: string;
  readonly version: number;
  readonly tasks: readonly (OpenTask & { readonly dueAt: string })[];
}

/** Running appraisals in which one of the people has a part, by cycle: whose it is, who is above, who holds a task. */
export async function affectedBy(
  transaction: Transaction,
  companyId: string,
  personIds: readonly string[],
): Promise<{ readonly cycleId: string; readonly appraisalId: string; readonly personId: string }[]> {
  return transaction.query(
    `select a.cycle_id as "cycleId", a.appraisal_id as "appraisalId", a.person_id as "personId"
     from cycles.appraisal a
     where a.company_id = $1 and a.stage <> all($3)
       and a.cycle_id in (select c.cycle_id from cycles.cycle c where c.company_id = $1 and c.state not in ('closed', 'cancelled'))
       and (a.person_id = any($2) or a.manager_id = any($2) or a.reviewer_id = any($2) or a.manager_path && $2::uuid[]
         or a.appraisal_id in (select t.appraisal_id from cycles.task t where t.company_id = $1 and t.closed_at is null
                               and t.appraisal_id is not null and (t.assignee_id = any($2) or t.delegated_by = any($2))))
     order by a.cycle_id, a.appraisal_id`,
    [companyId, personIds, finalStates],
  );
}

/** In the order in which whoever decides locks them. */
export async function holdAppraisals(
  transaction: Transaction,
  companyId: string,
  appraisalIds: readonly string[],
): Promise<AffectedAppraisal[]> {
  await transaction.query(
    `select from cycles.appraisal where company_id = $1 and appraisal_id = any($2) order by appraisal_id for update`,
    [companyId, appraisalIds],
  );
  return transaction.query<AffectedAppraisal>(
    `select a.appraisal_id as "appraisalId", a.version, a.person_id as "personId", a.manager_id as "managerId",
            a.manager_path as "managerPath", a.reviewer_id as "reviewerId",
            (select coalesce(jsonb_agg(jsonb_build_object('taskId', t.task_id, 'stage', t.stage, 'assigneeId', t.assignee_id,
               'delegatedBy', t.delegated_by, 'dueAt', t.due_at)), '[]')
             from cycles.task t where t.company_id = $1 and t.appraisal_id = a.appraisal_id and t.closed_at is null) as tasks,
            (select d.by_person_id from cycles.decision d
             where d.company_id = $1 and d.appraisal_id = a.appraisal_id and d.stage = 'manager_review' and d.voided_at is null
             order by d.round desc limit 1) as "firstReviewBy"
     from cycles.appraisal a where a.company_id = $1 and a.appraisal_id = any($2) and a.stage <> all($3)
     order by a.appraisal_id`,
    [companyId, appraisalIds, finalStates],
  );
}

export async function writeLine(
  transaction: Transaction,
  companyId: string,
  appraisalId: string,
  { managerId, managerPath, reviewerId, escalatesTo }: FollowedLine,
): Promise<void> {
  await transaction.query(
    `update cycles.appraisal set manager_id = $3, manager_path = $4, reviewer_id = $5, review_escalates_to = $6, version = version + 1
     where company_id = $1 and appraisal_id = $2`,
    [companyId, appraisalId, managerId, managerPath, reviewerId, escalatesTo],
  );
}

/** The deadline stays. A task that stays lent only gets somebody else to come back to. */
export async function writeMove(
  transaction: Transaction,
  address: { readonly companyId: string; readonly cycleId: string; readonly appraisalId: string },
  { task, assigneeId, delegatedBy, escalateTo }: MovedTask,
): Promise<void> {
  const { companyId, cycleId, appraisalId } = address;
  await transaction.query(
    `update cycles.task set assignee_id = $3, delegated_by = $4, escalate_to = $5,
            urged_at = case when assignee_id = $3 then urged_at end
     where company_id = $1 and task_id = $2`,
    [companyId, task.taskId, assigneeId, delegatedBy, escalateTo],
  );
  const [from, to] = handed({ task, assigneeId, delegatedBy });
  await transaction.query(
    `insert into cycles.handover (company_id, cycle_id, appraisal_id, task_id, stage, how, from_person_id, to_person_id)
     values ($1, $2, $3, $4, $5, 'followed', $6, $7)`,
    [companyId, cycleId, appraisalId, task.taskId, task.stage, from, to],
  );
}

/** From whom to whom: of a task that stays lent, whose it is. */
export const handed = ({
  task,
  assigneeId,
  delegatedBy,
}: Pick<MovedTask, 'task' | 'assigneeId' | 'delegatedBy'>): [string, string] =>
  assigneeId === task.assigneeId
    ? [task.delegatedBy ?? task.assigneeId, delegatedBy ?? assigneeId]
    : [task.assigneeId, assigneeId];
