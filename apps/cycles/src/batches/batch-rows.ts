import type { BatchDecision, DecisionBatch } from '../../../../libs/contracts/cycles/decision-batches.js';
import type { TaskFacts } from '../../../../libs/domain/access/can-see-task.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';

export interface BatchRow {
  readonly batchId: string;
  readonly accountId: string;
  readonly verb: BatchDecision['verb'];
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly total: number;
  readonly done: number;
  readonly refused: number;
}

export interface ResultRow {
  readonly taskId: string;
  readonly ok: boolean;
  readonly code: string | null;
  readonly detail: string | null;
  /** Of a refused item, whom it is about and what the access question needs. */
  readonly about:
    | (TaskFacts & { readonly appraisalId: string; readonly name: string; readonly employeeCode: string })
    | null;
}

const readBatches = (transaction: Transaction, which: string, parameters: readonly unknown[]): Promise<BatchRow[]> =>
  transaction.query<BatchRow>(
    `select b.batch_id as "batchId", b.account_id as "accountId", b.decision ->> 'verb' as verb, b.started_at as "startedAt",
       b.finished_at as "finishedAt", b.total, i.done, i.refused
     from cycles.decision_batch b
     cross join lateral (
       select count(*) filter (where ok)::int as done, count(*) filter (where not ok)::int as refused
       from cycles.decision_batch_item where company_id = b.company_id and batch_id = b.batch_id) i
     where b.company_id = $1 and ${which}`,
    parameters,
  );

export async function findBatch(
  transaction: Transaction,
  companyId: string,
  batchId: string,
): Promise<BatchRow | undefined> {
  const [row] = await readBatches(transaction, 'b.batch_id = $2', [companyId, batchId]);
  return row;
}

export const readOwnBatches = (transaction: Transaction, companyId: string, accountId: string): Promise<BatchRow[]> =>
  readBatches(
    transaction,
    `b.account_id = $2 and b.put_away_at is null and (b.finished_at is null or b.finished_at > platform.now() - interval '7 days')
     order by b.started_at desc, b.batch_id desc limit 20`,
    [companyId, accountId],
  );

export const readResults = (transaction: Transaction, companyId: string, batchId: string): Promise<ResultRow[]> =>
  transaction.query<ResultRow>(
    `select i.task_id as "taskId", i.ok, i.code, i.detail,
       case when not i.ok and a.appraisal_id is not null then jsonb_build_object(
         'appraisalId', a.appraisal_id, 'name', a.name, 'employeeCode', a.employee_code, 'assigneeId', t.assignee_id, 'stage', t.stage,
         'appraisal', jsonb_build_object('personId', a.person_id, 'managerId', a.manager_id, 'managerPath', a.manager_path,
           'reviewerId', a.reviewer_id, 'stage', a.stage, 'released', a.released_at is not null)) end as about
     from cycles.decision_batch_item i
     left join cycles.task t on t.company_id = i.company_id and t.task_id = i.task_id
     left join cycles.appraisal a on a.company_id = t.company_id and a.appraisal_id = t.appraisal_id
     where i.company_id = $1 and i.batch_id = $2 and i.ok is not null
     order by i.item_no`,
    [companyId, batchId],
  );

export const batchOf = (row: BatchRow): DecisionBatch => ({
  batchId: row.batchId,
  verb: row.verb,
  startedAt: row.startedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  total: row.total,
  done: row.done,
  refused: row.refused,
});
