import { createHash } from 'node:crypto';
import type { Transaction } from '../database/database.js';
import { Problem } from '../http/problem.js';

export interface IdempotentRequest {
  readonly companyId: string;
  readonly accountId: string;
  readonly subject: string;
  readonly key: string;
  /** Everything that makes the request what it is; the same key with another content is refused. */
  readonly content: unknown;
}

export const requestHash = (content: unknown): Buffer => createHash('sha256').update(JSON.stringify(content)).digest();

/**
 * Runs `work` once per key, in the caller's transaction: a repetition gets the first answer, and one that arrives while the first
 * still runs waits for it on the unique key.
 */
export async function answerOnce<Reply>(
  transaction: Transaction,
  schema: string,
  request: IdempotentRequest,
  work: () => Promise<Reply>,
): Promise<Reply> {
  const key = [request.companyId, request.accountId, request.subject, request.key];
  const hash = requestHash(request.content);
  const taken = await transaction.query(
    `insert into ${schema}.idempotency (company_id, account_id, subject, key, request_hash) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning key`,
    [...key, hash],
  );
  if (taken.length === 0) {
    const [earlier] = await transaction.query<{ same: boolean; reply: Reply }>(
      `select request_hash = $5 as same, reply from ${schema}.idempotency
       where company_id = $1 and account_id = $2 and subject = $3 and key = $4`,
      [...key, hash],
    );
    if (earlier?.same) return earlier.reply;
    throw keyReused(request.key);
  }
  const reply = await work();
  await transaction.query(
    `update ${schema}.idempotency set reply = $5 where company_id = $1 and account_id = $2 and subject = $3 and key = $4`,
    [...key, JSON.stringify(reply)],
  );
  return reply;
}

export const keyReused = (key: string): Problem =>
  new Problem(
    422,
    'request.idempotency_key_reused',
    `The Idempotency-Key ${key} was used for another request; send a new key.`,
    { key },
  );
