import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { inTransaction, runStatement } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { loginKey } from '../accounts/account-rows.js';
import { passwordFits } from '../accounts/password.js';
import { note } from '../history.js';
import { type Attempt, beginAttempt } from './attempts.js';
import { tokenHash } from './resolve-session.js';

export interface Credentials {
  readonly login: string;
  readonly password: string;
  readonly address: string;
}
interface AccountRow {
  readonly companyId: string;
  readonly accountId: string;
  readonly personId: string | null;
  readonly passwordHash: string;
  readonly usable: boolean;
}

/** Unknown, disabled, left or wrong: one answer, after one Argon2 computation. */
export async function openSession(
  database: DataSource,
  { login, password, address }: Credentials,
  requestId: string,
): Promise<{ token: string; expiresAt: string }> {
  const key = loginKey(login);
  const attempt = await beginAttempt(database, key, address);
  const account = await findAccount(database, key);
  const fits = await passwordFits(password, account?.passwordHash ?? null);
  if (account && fits && account.usable) return admit(database, account, attempt, requestId);
  if (account) await noteRefusal(database, account, requestId);
  throw new Problem(
    401,
    'session.refused',
    'Login or password is not right, or the account is disabled; check both and try again.',
  );
}

async function findAccount(database: DataSource, key: string): Promise<AccountRow | undefined> {
  const [row] = await runStatement<AccountRow>(
    database,
    `select a.company_id as "companyId", a.account_id as "accountId", a.person_id as "personId",
            a.password_hash as "passwordHash",
            a.disabled_at is null and (a.left_on is null or (platform.now() at time zone c.time_zone)::date < a.left_on) as usable
     from roles.account a join roles.company c using (company_id) where a.login_key = $1`,
    [key],
  );
  return row;
}

async function admit(
  database: DataSource,
  account: AccountRow,
  attempt: Attempt,
  requestId: string,
): Promise<{ token: string; expiresAt: string }> {
  const token = randomBytes(32).toString('base64url');
  const { companyId, accountId, personId } = account;
  return inTransaction(database, { companyId, personId }, async (transaction) => {
    const [session] = await transaction.query<{ session_id: string; expires_at: string }>(
      `insert into roles.session (company_id, account_id, token_hash, expires_at)
       values ($1, $2, $3, platform.now() + interval '8 hours')
       returning session_id, roles.iso(expires_at) as expires_at`,
      [companyId, accountId, tokenHash(token)],
    );
    await transaction.query('delete from roles.sign_in_attempt where attempt_id = $1', [attempt.attemptId]);
    await transaction.query(
      `insert into roles.known_address (login_hash, address_hash) values ($1, $2)
       on conflict (login_hash, address_hash) do update set last_sign_in_at = platform.now()`,
      [attempt.loginHash, attempt.addressHash],
    );
    await transaction.query(
      'update roles.account set last_sign_in_at = platform.now() where company_id = $1 and account_id = $2',
      [companyId, accountId],
    );
    await note(transaction, byAccount(account, requestId), {
      action: 'session.opened',
      subjectType: 'session',
      subjectId: session?.session_id ?? '',
      aboutPersonId: personId,
    });
    return { token, expiresAt: session?.expires_at ?? '' };
  });
}

const noteRefusal = (database: DataSource, account: AccountRow, requestId: string): Promise<void> =>
  inTransaction(database, account, (transaction) =>
    note(
      transaction,
      { companyId: account.companyId, requestId, actor: null },
      {
        action: 'session.refused',
        subjectType: 'account',
        subjectId: account.accountId,
        aboutPersonId: account.personId,
      },
    ),
  );

const byAccount = (account: AccountRow, requestId: string) => ({
  companyId: account.companyId,
  requestId,
  actor: { accountId: account.accountId, personId: account.personId },
});

/** Ending an unknown session is no failure: the browser forgets it either way. */
export async function closeSession(database: DataSource, token: string, requestId: string): Promise<void> {
  const [session] = await runStatement<{
    companyId: string;
    accountId: string;
    personId: string | null;
    sessionId: string;
  }>(
    database,
    `select s.company_id as "companyId", s.account_id as "accountId", a.person_id as "personId", s.session_id as "sessionId"
     from roles.session s join roles.account a using (company_id, account_id)
     where s.token_hash = $1 and s.ended_at is null`,
    [tokenHash(token)],
  );
  if (!session) return;
  const { companyId, sessionId, ...actor } = session;
  await inTransaction(database, { companyId, personId: actor.personId }, async (transaction) => {
    await transaction.query(
      'update roles.session set ended_at = platform.now() where company_id = $1 and session_id = $2',
      [companyId, sessionId],
    );
    await note(
      transaction,
      { companyId, requestId, actor },
      { action: 'session.closed', subjectType: 'session', subjectId: sessionId, aboutPersonId: actor.personId },
    );
  });
}
