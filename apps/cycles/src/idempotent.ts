import type { Transaction } from '../../../libs/platform/database/index.js';
import { Problem } from '../../../libs/platform/http/index.js';
import { answerOnce } from '../../../libs/platform/messaging/index.js';
import type { ActingCall } from './caller.js';

/** Runs the work of an operation once per Idempotency-Key of the caller. */
export function answerIdempotent<Reply>(
  transaction: Transaction,
  call: ActingCall,
  subject: string,
  input: { readonly idempotencyKey?: string; readonly params: unknown; readonly body: unknown },
  work: () => Promise<Reply>,
): Promise<Reply> {
  if (input.idempotencyKey === undefined) {
    throw new Problem(428, 'request.idempotency_key_missing', 'Send an Idempotency-Key header and try again.');
  }
  const { companyId, actor } = call;
  const { params, body, idempotencyKey: key } = input;
  const request = { companyId, accountId: actor.accountId, subject, key, content: { params, body } };
  return answerOnce(transaction, 'cycles', request, work);
}
