import type { DataSource } from 'typeorm';
import type { actingAccount } from '../../../../libs/contracts/roles/acting-account.js';
import type { AnswerOf } from '../../../../libs/contracts/route.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';

type ActingActor = AnswerOf<typeof actingAccount>['actor'];

/** The same conditions as a session's, but for the session: the account is enabled and its person employed. */
export const findActor = (database: DataSource, companyId: string, accountId: string): Promise<ActingActor> =>
  inTransaction(database, { companyId }, async (transaction) => {
    const [row] = await transaction.query<{ actor: ActingActor }>(
      `select jsonb_build_object('accountId', a.account_id, 'personId', a.person_id,
         'grants', coalesce(g.grants, '[]'), 'sourceIds', coalesce(g.source_ids, '[]')) as actor
       from roles.account a
       join roles.company c using (company_id)
       left join lateral (
         select jsonb_agg(distinct granted) as grants, jsonb_agg(source_id) filter (where source_id is not null) as source_ids
         from roles.account_grant where company_id = a.company_id and account_id = a.account_id) g on true
       where a.company_id = $1 and a.account_id = $2 and a.disabled_at is null
         and (a.left_on is null or (platform.now() at time zone c.time_zone)::date < a.left_on)`,
      [companyId, accountId],
    );
    return row?.actor ?? null;
  });
