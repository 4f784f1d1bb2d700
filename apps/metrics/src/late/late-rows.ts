import { createHash } from 'node:crypto';
import type { Transaction } from '../../../../libs/platform/database/index.js';

/** Rows of a cycle that are held as late and not answered yet. */
export interface HeldLate {
  readonly rows: readonly { readonly sourceId: string; readonly rows: number }[];
  readonly digest: string;
}

export async function readHeldLate(transaction: Transaction, companyId: string, cycleId: string): Promise<HeldLate> {
  const held = await transaction.query<{ sourceId: string; rows: number; ids: string }>(
    `select source_id as "sourceId", count(*)::int as rows, string_agg(quarantined_row_id::text, ',' order by quarantined_row_id) as ids
     from metrics.quarantined_row where company_id = $1 and cycle_id = $2 and state = 'open' and reason = 'late'
     group by source_id order by source_id`,
    [companyId, cycleId],
  );
  const digest = createHash('sha256')
    .update(held.map(({ ids }) => ids).join('\n'))
    .digest('hex');
  return { rows: held.map(({ sourceId, rows }) => ({ sourceId, rows })), digest };
}

/** Of several late rows with one key the last one counts. */
export const keepLatest = (transaction: Transaction, companyId: string, cycleId: string): Promise<unknown> =>
  transaction.query(
    `update metrics.quarantined_row q set state = 'withdrawn', resolved_at = platform.now(), resolution = 'a later batch'
     where q.company_id = $1 and q.cycle_id = $2 and q.state = 'open' and q.reason = 'late' and exists (
       select from metrics.quarantined_row l
       where l.company_id = $1 and l.cycle_id = $2 and l.source_id = q.source_id and l.dataset_id = q.dataset_id and l.row_key = q.row_key
         and l.state = 'open' and l.reason = 'late' and l.quarantined_row_id > q.quarantined_row_id)`,
    [companyId, cycleId],
  );

/** What the source no longer brings counts no more, from this revision on. */
export async function endWithdrawn(
  transaction: Transaction,
  companyId: string,
  {
    cycleId,
    sourceId,
    revision,
    accountId,
  }: {
    readonly cycleId: string;
    readonly sourceId: string;
    readonly revision: bigint;
    readonly accountId: string | null;
  },
): Promise<number> {
  const ended = await transaction.query(
    `with taken as (
       update metrics.quarantined_row set state = 'accepted', resolved_at = platform.now(), resolved_by = $5
       where company_id = $1 and cycle_id = $2 and source_id = $3 and state = 'open' and reason = 'late' and detail ->> 'change' = 'withdrawn'
       returning batch_id, dataset_id, row_no
     ), rows as (
       update metrics.source_row s set retired_revision = $4 from taken t
       where s.company_id = $1 and (s.batch_id, s.dataset_id, s.row_no) = (t.batch_id, t.dataset_id, t.row_no) and s.retired_revision is null
     ), observations as (
       update metrics.observation o set revision_to = $4 from taken t
       where o.company_id = $1 and o.revision_to is null and (o.batch_id, o.dataset_id, o.row_no) = (t.batch_id, t.dataset_id, t.row_no)
     ) select from taken`,
    [companyId, cycleId, sourceId, revision, accountId],
  );
  return ended.length;
}

/** The next snapshot: admitted sources as they stand now, the others as they were. */
export async function takeSnapshot(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  admitted: readonly string[],
): Promise<number> {
  const [row] = await transaction.query<{ snapshotNo: number }>(
    `with last as (
       select * from metrics.collection_snapshot where company_id = $1 and cycle_id = $2 and snapshot_no = (
         select max(snapshot_no) from metrics.collection_snapshot where company_id = $1 and cycle_id = $2)
     ), taken as (
       insert into metrics.collection_snapshot (company_id, cycle_id, snapshot_no, source_id, revision)
       select $1, $2, l.snapshot_no + 1, l.source_id, case when l.source_id = any($3) then s.revision else l.revision end
       from last l join metrics.source s on s.company_id = $1 and s.source_id = l.source_id
       returning snapshot_no
     ) select max(snapshot_no) as "snapshotNo" from taken`,
    [companyId, cycleId, admitted],
  );
  return row?.snapshotNo ?? 1;
}

/** Whom a figure that differs between the snapshot and the one before it may reach: its person and everybody above them. */
export async function readReached(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  snapshotNo: number,
): Promise<string[]> {
  const rows = await transaction.query<{ personId: string }>(
    `with moved as (
       select distinct o.person_id from metrics.collection c
       join metrics.collection_snapshot after on after.company_id = $1 and after.cycle_id = $2 and after.snapshot_no = $3
       join metrics.collection_snapshot before on before.company_id = $1 and before.cycle_id = $2 and before.snapshot_no = $3 - 1
         and before.source_id = after.source_id and before.revision < after.revision
       join metrics.observation o on o.company_id = $1 and o.source_id = after.source_id
         and o.occurred_on >= c.period_from and o.occurred_on < c.period_to
         and (o.revision_from > before.revision and o.revision_from <= after.revision
           or o.revision_to > before.revision and o.revision_to <= after.revision)
       where c.company_id = $1 and c.cycle_id = $2
     ), reached as (
       select person_id from moved
       union select l.ancestor_id from metrics.collection_line l join moved m on m.person_id = l.person_id
       where l.company_id = $1 and l.cycle_id = $2
     )
     select distinct s.person_id as "personId" from metrics.collection_segment s join reached r using (person_id)
     where s.company_id = $1 and s.cycle_id = $2 order by 1`,
    [companyId, cycleId, snapshotNo],
  );
  return rows.map(({ personId }) => personId);
}

export interface LastLine {
  readonly personId: string;
  readonly segmentNo: number;
  readonly kpiId: string;
  readonly state: string;
  readonly actual: string | null;
  readonly score: string | null;
}

/** The lines of everybody's latest run. */
export const readLastLines = (
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  personIds: readonly string[],
): Promise<LastLine[]> =>
  transaction.query<LastLine>(
    `select l.person_id as "personId", l.segment_no as "segmentNo", l.kpi_id as "kpiId", l.state, l.actual::text, l.score::text
     from (select distinct on (s.person_id) s.person_id, s.run_id from metrics.score_run r
           join metrics.score_result s on s.company_id = r.company_id and s.run_id = r.run_id
           where r.company_id = $1 and r.cycle_id = $2 and s.person_id = any($3::uuid[]) order by s.person_id, r.run_no desc) last
     join metrics.score_line l on l.company_id = $1 and l.run_id = last.run_id and l.person_id = last.person_id`,
    [companyId, cycleId, personIds],
  );
