import { inTransaction } from '../../../../libs/platform/database/index.js';
import type { ActingCall } from '../caller.js';
import type { RecordPorts } from '../record/ports.js';
import { type AppliedRow, type ApplyItem, applyDecisions, type KeptAnswer } from './apply-decisions.js';

/** A return to the second review: what it decided is void, and the first reviewer's scores that it took the place of count again. */
export const reopenSecondReview = (
  { database }: RecordPorts,
  call: ActingCall,
  items: readonly ApplyItem[],
  answer: KeptAnswer,
): Promise<AppliedRow[]> =>
  inTransaction(database, call, async (transaction) => {
    const applied = await applyDecisions((sql, parameters) => transaction.query(sql, parameters), call, items, answer);
    const fresh = items.filter(({ taskId }) => applied.some((row) => row.task_id === taskId && row.applied));
    for (const { appraisalId, decisionId } of fresh)
      await transaction.query('select cycles.void_second_review($1, $2, $3)', [
        call.companyId,
        appraisalId,
        decisionId,
      ]);
    return applied;
  });
