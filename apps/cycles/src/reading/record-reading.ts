import type { Transaction } from '../../../../libs/platform/database/index.js';
import { actorOf, type CyclesCall } from '../caller.js';
import { writeHistory } from '../record/history.js';

/** Reading about others is itself history. */
export function recordReading(
  transaction: Transaction,
  call: CyclesCall,
  entry: {
    readonly action: string;
    readonly subjectType: 'appraisal' | 'cycle';
    readonly subjectId: string;
    readonly aboutPersonId?: string;
    readonly after?: unknown;
  },
): Promise<void> {
  const { accountId, personId } = actorOf(call);
  return writeHistory(transaction, call, {
    ...entry,
    by: { byAccountId: accountId, byPersonId: personId, requestId: call.requestId },
  });
}
