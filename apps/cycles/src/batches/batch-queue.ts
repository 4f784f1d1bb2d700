import type { BatchDecision } from '../../../../libs/contracts/cycles/decision-batches.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Problem } from '../../../../libs/platform/http/index.js';

export interface LeasedBatch {
  readonly companyId: string;
  readonly batchId: string;
  readonly accountId: string;
  readonly sessionId: string;
  readonly requestId: string;
  readonly locale: string;
  readonly decision: BatchDecision;
}

export interface WaitingItem {
  readonly itemNo: number;
  readonly taskId: string;
  readonly version: number;
  readonly attempts: number;
}

/** Locks the batch whose turn it is until the transaction ends, and makes its company the transaction's. */
export async function leaseNext(transaction: Transaction): Promise<LeasedBatch | undefined> {
  const [turn] = await transaction.query<{ companyId: string; batchId: string }>(
    `select company_id as "companyId", batch_id as "batchId" from cycles.decision_batch_waiting
     where next_attempt_at <= now() order by next_attempt_at limit 1 for update skip locked`,
  );
  if (!turn) return undefined;
  await transaction.query(`select set_config('kaohe.company_id', $1, true)`, [turn.companyId]);
  const [batch] = await transaction.query<LeasedBatch>(
    `select company_id as "companyId", batch_id as "batchId", account_id as "accountId", session_id as "sessionId",
       request_id as "requestId", locale, decision
     from cycles.decision_batch where company_id = $1 and batch_id = $2`,
    [turn.companyId, turn.batchId],
  );
  return batch;
}

export const readWaitingItems = (
  transaction: Transaction,
  { companyId, batchId }: LeasedBatch,
  limit: number,
): Promise<WaitingItem[]> =>
  transaction.query<WaitingItem>(
    `select item_no as "itemNo", task_id as "taskId", version, attempts from cycles.decision_batch_item
     where company_id = $1 and batch_id = $2 and ok is null order by item_no limit $3`,
    [companyId, batchId, limit],
  );

export async function settle(
  transaction: Transaction,
  { companyId, batchId }: LeasedBatch,
  { itemNo }: WaitingItem,
  outcome: { readonly ok: boolean; readonly code?: string; readonly detail?: string },
): Promise<void> {
  await transaction.query(
    `update cycles.decision_batch_item set ok = $4, code = $5, detail = left($6, 300)
     where company_id = $1 and batch_id = $2 and item_no = $3`,
    [companyId, batchId, itemNo, outcome.ok, outcome.code ?? null, outcome.detail ?? null],
  );
}

/** Its next turn comes after those of the others that wait. */
export async function endIfNothingWaits(transaction: Transaction, { companyId, batchId }: LeasedBatch): Promise<void> {
  const key = [companyId, batchId];
  const ended = await transaction.query(
    `update cycles.decision_batch b set finished_at = platform.now()
     where b.company_id = $1 and b.batch_id = $2 and not exists (
       select from cycles.decision_batch_item i where i.company_id = $1 and i.batch_id = $2 and i.ok is null)
     returning b.batch_id`,
    key,
  );
  await transaction.query(
    ended.length > 0
      ? 'delete from cycles.decision_batch_waiting where company_id = $1 and batch_id = $2'
      : `update cycles.decision_batch_waiting set next_attempt_at = now(), attempts = 0, last_error = null
         where company_id = $1 and batch_id = $2`,
    key,
  );
}

/** What failed for now is tried again after 1 s, 2 s, 4 s … half a minute; what was settled before it stays settled. */
export async function postpone(
  transaction: Transaction,
  { companyId, batchId }: LeasedBatch,
  problem: Problem,
): Promise<void> {
  const key = [companyId, batchId];
  // Something that is away says nothing about the item.
  if (problem.status !== 503)
    await transaction.query(
      `update cycles.decision_batch_item set attempts = attempts + 1
       where company_id = $1 and batch_id = $2 and item_no = (
         select min(item_no) from cycles.decision_batch_item where company_id = $1 and batch_id = $2 and ok is null)`,
      key,
    );
  await transaction.query(
    `update cycles.decision_batch_waiting
     set attempts = attempts + 1, last_error = left($3, 500), next_attempt_at = now() + least(power(2, attempts), 30) * interval '1 second'
     where company_id = $1 and batch_id = $2`,
    [...key, problem.message],
  );
}
