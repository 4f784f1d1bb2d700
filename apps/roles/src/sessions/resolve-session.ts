import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { resolveSession } from '../../../../libs/contracts/roles/messages.js';
import type { AnswerOf } from '../../../../libs/contracts/route.js';
import { runStatement } from '../../../../libs/platform/database/index.js';

export type Session = NonNullable<AnswerOf<typeof resolveSession>['session']>;

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/**
 * Every request of every person asks this: one statement, on unique keys. The session lives while it is used (30 minutes), its
 * day lasts (8 hours), its account is enabled and its person employed. Use is noted once a minute, not at each click.
 */
export async function findSession(database: DataSource, token: string): Promise<Session | null> {
  const [row] = await runStatement<{ session: Session }>(
    database,
    `with found as (
       select s.company_id, s.session_id, s.account_id, s.last_seen_at, a.person_id, a.locale, c.time_zone
       from roles.session s
       join roles.account a using (company_id, account_id)
       join roles.company c using (company_id)
       where s.token_hash = $1 and s.ended_at is null and platform.now() < s.expires_at
         and platform.now() < s.last_seen_at + interval '30 minutes' and a.disabled_at is null
         and (a.left_on is null or (platform.now() at time zone c.time_zone)::date < a.left_on)
     ), seen as (
       update roles.session s set last_seen_at = platform.now() from found f
       where s.company_id = f.company_id and s.session_id = f.session_id
         and f.last_seen_at < platform.now() - interval '1 minute'
     )
     select jsonb_build_object(
       'companyId', f.company_id, 'locale', f.locale, 'timeZone', f.time_zone,
       'actor', jsonb_build_object(
         'accountId', f.account_id, 'personId', f.person_id, 'sessionId', f.session_id,
         'grants', coalesce(g.grants, '[]'), 'sourceIds', coalesce(g.source_ids, '[]'))) as session
     from found f left join lateral (
       select jsonb_agg(distinct granted) as grants, jsonb_agg(source_id) filter (where source_id is not null) as source_ids
       from roles.account_grant where company_id = f.company_id and account_id = f.account_id
     ) g on true`,
    [tokenHash(token)],
  );
  return row?.session ?? null;
}
