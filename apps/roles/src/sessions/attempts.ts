import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { nobody } from './nobody.js';

const perMinute = { account: 5, address: 20 };

export interface Attempt {
  readonly attemptId: string;
  readonly loginHash: Buffer;
  readonly addressHash: Buffer;
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Counts an attempt before its password is looked at, so that a hundred at once are counted too; a success takes its own away.
 * An address the account was signed in from before is counted apart from strangers': their guesses lock nobody out.
 */
export async function beginAttempt(database: DataSource, loginKey: string, address: string): Promise<Attempt> {
  const loginHash = sha256(loginKey);
  const addressHash = sha256(address);
  return inTransaction(database, { companyId: nobody }, async (transaction) => {
    // Attempts of one address, then of one login, take turns: the order is the same for all, so that none waits in a circle.
    await transaction.query(`select pg_advisory_xact_lock(1, hashtext(encode($1::bytea, 'hex')))`, [addressHash]);
    await transaction.query(`select pg_advisory_xact_lock(2, hashtext(encode($1::bytea, 'hex')))`, [loginHash]);
    await transaction.query(
      `delete from roles.sign_in_attempt
       where (login_hash = $1 or address_hash = $2) and at < platform.now() - interval '1 hour'`,
      [loginHash, addressHash],
    );
    const [count] = await transaction.query<{ known: boolean; account: number; address: number }>(
      `with known as (
         select exists (select from roles.known_address where login_hash = $1 and address_hash = $2) as known
       )
       select known,
         (select count(*)::int from roles.sign_in_attempt where login_hash = $1 and at > platform.now() - interval '1 minute'
            and known_address = known.known and (not known.known or address_hash = $2)) as account,
         (select count(*)::int from roles.sign_in_attempt
          where address_hash = $2 and at > platform.now() - interval '1 minute') as address
       from known`,
      [loginHash, addressHash],
    );
    if (count && (count.account >= perMinute.account || count.address >= perMinute.address)) throw tooMany();
    const [attempt] = await transaction.query<{ attempt_id: string }>(
      `insert into roles.sign_in_attempt (login_hash, address_hash, known_address) values ($1, $2, $3) returning attempt_id`,
      [loginHash, addressHash, count?.known ?? false],
    );
    return { attemptId: attempt?.attempt_id ?? '', loginHash, addressHash };
  });
}

const tooMany = (): Problem =>
  new Problem(429, 'session.too_many_attempts', 'Too many attempts to sign in; wait a minute and try again.', {
    retryAfterSeconds: 60,
  });
