import type { Account } from '../../../../libs/contracts/roles/http.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { likeText } from '../page-cursor.js';

export const loginKey = (login: string): string => login.normalize('NFKC').toLowerCase().trim();

const columns = `
  t.account_id as "accountId", t.login, t.locale,
  roles.iso(t.disabled_at) as "disabledAt", roles.iso(t.last_sign_in_at) as "lastSignInAt",
  case when p.person_id is not null
       then jsonb_build_object('personId', p.person_id, 'employeeCode', p.employee_code, 'name', p.name) end as person,
  coalesce((select jsonb_agg(jsonb_build_object('grant', g.granted, 'sourceId', g.source_id) order by g.granted, g.source_id)
            from roles.account_grant g where g.company_id = t.company_id and g.account_id = t.account_id), '[]') as grants`;
const tables = `roles.account t left join roles.person p using (company_id, person_id)`;

export const listAccounts = (
  transaction: Transaction,
  asked: { companyId: string; search?: string | undefined; after: string | null; limit: number },
): Promise<(Account & { key: string })[]> =>
  transaction.query(
    `select ${columns}, t.login_key as key from ${tables}
     where t.company_id = $1 and ($2::text is null or t.login_key > $2)
       and ($3::text is null or t.login ilike '%' || $3 || '%' or p.name ilike '%' || $3 || '%')
     order by t.login_key limit $4`,
    [asked.companyId, asked.after, asked.search ? likeText(asked.search) : null, asked.limit + 1],
  );

export async function requireAccount(transaction: Transaction, companyId: string, accountId: string): Promise<Account> {
  const [account] = await transaction.query<Account>(
    `select ${columns} from ${tables} where t.company_id = $1 and t.account_id = $2`,
    [companyId, accountId],
  );
  if (!account) throw notFound('account', accountId);
  return account;
}
