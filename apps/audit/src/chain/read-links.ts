import type { QueryRunner } from 'typeorm';
import type { Link } from './link.js';

/** Large enough that round trips do not count, small enough that a page stays within a few megabytes. */
const pageSize = 5_000;

export interface LinkRow {
  readonly company_id: string;
  readonly seq: string;
  readonly entry_id: string;
  readonly key_id: string;
  readonly commitment: string;
  readonly prev_hash: string;
  readonly hash: string;
  readonly present: boolean;
  readonly at: string;
  readonly xid: string;
  readonly actor_account_id: string | null;
  readonly actor_person_id: string | null;
  readonly action: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly about_person_id: string | null;
  readonly request_id: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
}

/** A company's chain in order, page by page, as the connection's transaction sees it. */
export async function* readLinks(runner: QueryRunner, companyId: string): AsyncGenerator<Link> {
  for (let after = 0; ; ) {
    const rows: LinkRow[] = await runner.query(
      `select s.company_id, s.seq, s.entry_id, s.key_id, encode(s.commitment, 'hex') as commitment,
              encode(s.prev_hash, 'hex') as prev_hash, encode(s.hash, 'hex') as hash,
              e.entry_id is not null as present,
              to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.xid::text as xid,
              e.actor_account_id, e.actor_person_id, e.action, e.subject_type, e.subject_id, e.about_person_id,
              e.request_id, e.before::text as before, e.after::text as after, e.reason
       from audit.seal s
       left join audit.entry e on e.company_id = s.company_id and e.entry_id = s.entry_id
       where s.company_id = $1 and s.seq > $2
       order by s.seq limit $3`,
      [companyId, after, pageSize],
    );
    for (const row of rows) yield linkOf(row);
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = Number(last.seq);
  }
}

export const linkOf = (row: LinkRow): Link => ({
  companyId: row.company_id,
  seq: Number(row.seq),
  entryId: row.entry_id,
  keyId: row.key_id,
  commitment: row.commitment,
  prevHash: row.prev_hash,
  hash: row.hash,
  entry: row.present
    ? {
        at: row.at,
        xid: row.xid,
        actorAccountId: row.actor_account_id,
        actorPersonId: row.actor_person_id,
        action: row.action,
        subjectType: row.subject_type,
        subjectId: row.subject_id,
        aboutPersonId: row.about_person_id,
        requestId: row.request_id,
        before: row.before,
        after: row.after,
        reason: row.reason,
      }
    : null,
});

/** The keys over the details; null: destroyed. */
export async function readKeys(runner: QueryRunner, companyId: string): Promise<Map<string, Buffer | null>> {
  const rows: { key_id: string; key: Buffer | null }[] = await runner.query(
    'select key_id, key from audit.person_key where company_id = $1',
    [companyId],
  );
  return new Map(rows.map((row) => [row.key_id, row.key]));
}

export interface Loose {
  readonly entryId: string;
  /** The last link before the place where it stands. */
  readonly afterSeq: number;
}

/** Entries without a link although the sealer is past them: nobody honest can have written them there. */
export async function readInserted(runner: QueryRunner, companyId: string): Promise<Loose[]> {
  const rows: { entry_id: string; after_seq: string | null }[] = await runner.query(
    `select e.entry_id, (
       select max(s.seq) from audit.entry before
       join audit.seal s on s.company_id = before.company_id and s.entry_id = before.entry_id
       where before.company_id = e.company_id and (before.xid, before.entry_id) < (e.xid, e.entry_id)) as after_seq
     from audit.entry e, audit.sealer
     where e.company_id = $1 and (e.xid, e.entry_id) <= (sealer.last_xid, sealer.last_entry_id)
       and not exists (select from audit.seal s where s.company_id = e.company_id and s.entry_id = e.entry_id)
     order by e.xid, e.entry_id limit 20`,
    [companyId],
  );
  return rows.map((row) => ({ entryId: row.entry_id, afterSeq: Number(row.after_seq ?? 0) }));
}

/** Entries that have waited longer than sealing ever takes while no older transaction runs: the sealer does not. */
export async function countOverdue(runner: QueryRunner, companyId: string): Promise<number> {
  const [row]: { count: string }[] = await runner.query(
    `select count(*) from audit.entry e, audit.sealer
     where e.company_id = $1 and (e.xid, e.entry_id) > (sealer.last_xid, sealer.last_entry_id)
       and e.xid < pg_snapshot_xmin(pg_current_snapshot())
       and uuid_extract_timestamp(e.entry_id) < now() - interval '60 seconds'
       and not exists (select from audit.seal s where s.company_id = e.company_id and s.entry_id = e.entry_id)`,
    [companyId],
  );
  return Number(row?.count ?? 0);
}
