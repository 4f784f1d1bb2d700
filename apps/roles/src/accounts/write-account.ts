import type { z } from 'zod';
import { accountChanged } from '../../../../libs/contracts/roles/events.js';
import type { heldGrant } from '../../../../libs/contracts/roles/http.js';
import type { Locale } from '../../../../libs/contracts/values.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import type { Doer } from '../caller.js';
import { note } from '../history.js';
import { loginKey } from './account-rows.js';
import { generatePassword, hashPassword, requireStrongPassword } from './password.js';

export type HeldGrant = z.output<typeof heldGrant>;

export interface NewAccount {
  readonly login: string;
  readonly personId: string | null;
  readonly password?: string | undefined;
  readonly grants: readonly HeldGrant[];
  readonly locale: Locale;
}

/** Answers the id and, when no password was given, the one that was made: it is stored nowhere. */
export async function createAccount(
  transaction: Transaction,
  by: Doer,
  { login, personId, password, grants, locale }: NewAccount,
): Promise<{ accountId: string; initialPassword: string | null }> {
  if (password !== undefined) requireStrongPassword(password, login);
  const initialPassword = password === undefined ? generatePassword() : null;
  const [created] = await transaction.query<{ account_id: string }>(
    `insert into roles.account (company_id, login, login_key, person_id, password_hash, locale, left_on)
     values ($1, $2, $3, $4, $5, $6, (select left_on from roles.employment where company_id = $1 and person_id = $4)) on conflict do nothing returning account_id`,
    [by.companyId, login, loginKey(login), personId, await hashPassword(password ?? initialPassword ?? ''), locale],
  );
  if (!created) {
    throw new Problem(
      409,
      'account.taken',
      `The login ${login} is taken, or the person has an account already; look at the list of accounts.`,
      { login },
    );
  }
  await replaceGrants(transaction, by, created.account_id, grants);
  await note(transaction, by, {
    action: 'account.created',
    subjectType: 'account',
    subjectId: created.account_id,
    aboutPersonId: personId,
    after: { login, personId, grants },
  });
  return { accountId: created.account_id, initialPassword };
}

export async function replaceGrants(
  transaction: Transaction,
  by: Doer,
  accountId: string,
  grants: readonly HeldGrant[],
): Promise<void> {
  const wrong = grants.find((held) => (held.grant === 'data_owner') !== (held.sourceId !== null));
  if (wrong) {
    throw new Problem(
      422,
      'account.grant_source',
      `The grant ${wrong.grant} came with the source ${wrong.sourceId ?? 'none'}: a data owner needs one, the others have none.`,
      { grant: wrong.grant, sourceId: wrong.sourceId },
    );
  }
  await transaction.query('delete from roles.account_grant where company_id = $1 and account_id = $2', [
    by.companyId,
    accountId,
  ]);
  await transaction.query(
    `insert into roles.account_grant (company_id, account_id, granted, source_id, granted_by)
     select distinct $1::uuid, $2::uuid, g."grant", g."sourceId", $3::uuid
     from jsonb_to_recordset($4::jsonb) as g("grant" text, "sourceId" text)`,
    [by.companyId, accountId, by.actor?.accountId ?? null, JSON.stringify(grants)],
  );
}

/** All sessions of the account but one end now. */
export async function endSessions(
  transaction: Transaction,
  companyId: string,
  accountId: string,
  exceptSessionId: string | null,
): Promise<void> {
  await transaction.query(
    `update roles.session set ended_at = platform.now()
     where company_id = $1 and account_id = $2 and ended_at is null and session_id is distinct from $3`,
    [companyId, accountId, exceptSessionId],
  );
}

export const tellChanged = (transaction: Transaction, companyId: string, accountId: string): Promise<void> =>
  tell(transaction, 'roles', companyId, [{ type: accountChanged.type, payload: { accountId } }]);
