import type { DetailKey } from '../../../../libs/contracts/audit/evidence-pack.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Link } from '../chain/link.js';
import { type LinkRow, linkOf } from '../chain/read-links.js';

/** The first and the last sealed entry about the appraisals. */
export async function readBounds(
  transaction: Transaction,
  companyId: string,
  appraisalIds: readonly string[],
): Promise<{ first: number; last: number } | null> {
  const [row] = await transaction.query<{ first: string | null; last: string | null }>(
    `select min(s.seq) as first, max(s.seq) as last
     from unnest($2::text[]) as appraisal(id)
     join audit.entry e on e.company_id = $1 and e.subject_type = 'appraisal' and e.subject_id = appraisal.id
     join audit.seal s on s.company_id = e.company_id and s.entry_id = e.entry_id`,
    [companyId, appraisalIds],
  );
  return row?.first == null || row.last === null ? null : { first: Number(row.first), last: Number(row.last) };
}

/** The keys over the details about these people, destroyed ones too; never the company's, which cover what is about nobody. */
export const readKeysOf = (
  transaction: Transaction,
  companyId: string,
  personIds: readonly string[],
): Promise<DetailKey[]> =>
  transaction.query<DetailKey>(
    `select key_id as "keyId", encode(key, 'hex') as secret from audit.person_key
     where company_id = $1 and owner_id = any($2::uuid[]) and owner_id <> $1 order by key_id`,
    [companyId, personIds],
  );

interface Range {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

/** Links in order; what was before, after and why stands only where the entry is about one of the appraisals. */
export async function readSegmentLinks(
  transaction: Transaction,
  companyId: string,
  appraisalIds: readonly string[],
  { from, to, limit }: Range,
): Promise<Link[]> {
  const rows = await transaction.query<LinkRow>(
    `select s.company_id, s.seq, s.entry_id, s.key_id, encode(s.commitment, 'hex') as commitment,
            encode(s.prev_hash, 'hex') as prev_hash, encode(s.hash, 'hex') as hash,
            e.entry_id is not null as present,
            to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.xid::text as xid,
            e.actor_account_id, e.actor_person_id, e.action, e.subject_type, e.subject_id, e.about_person_id, e.request_id,
            case when concerns.it then e.before::text end as before, case when concerns.it then e.after::text end as after,
            case when concerns.it then e.reason end as reason
     from audit.seal s
     left join audit.entry e on e.company_id = s.company_id and e.entry_id = s.entry_id
     cross join lateral (select e.subject_type = 'appraisal' and e.subject_id = any($2::text[]) as it) concerns
     where s.company_id = $1 and s.seq between $3 and $4
     order by s.seq limit $5`,
    [companyId, appraisalIds, from, to, limit],
  );
  return rows.map(linkOf);
}
