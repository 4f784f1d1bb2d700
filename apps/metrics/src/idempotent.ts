import type { Transaction } from '../../../libs/platform/database/index.js';
import { Problem } from '../../../libs/platform/http/index.js';
import { answerOnce } from '../../../libs/platform/messaging/index.js';
import { actorOf, type MetricsCall } from './caller.js';

/** Runs the work of an operation once per Idempotency-Key of the caller. */
export function answerIdempotent<Reply>(
  transaction: Transaction,
  call: MetricsCall,
  subject: string,
  input: { readonly idempotencyKey?: string; readonly params: unknown; readonly body: unknown },
  work: () => Promise<Reply>,
): Promise<Reply> {
  if (input.idempotencyKey === undefined) {
    throw new Problem(428, 'request.idempotency_key_missing', 'Send an Idempotency-Key header and try again.');
  }
  return answerOnce(
    transaction,
    'metrics',
    {
      companyId: call.companyId,
      accountId: actorOf(call).accountId,
      subject,
      key: input.idempotencyKey,
      content: { params: input.params, body: input.body },
    },
    work,
  );
}
