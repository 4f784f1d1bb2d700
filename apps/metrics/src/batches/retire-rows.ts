import type { Transaction } from '../../../../libs/platform/database/index.js';

export interface Retiring {
  readonly companyId: string;
  readonly sourceId: string;
  readonly cycleId: string;
  readonly from: string;
  readonly to: string;
  /** The batch is all the source has for the period: what it does not bring any more no longer counts. */
  readonly complete: boolean;
  readonly revision: bigint;
}

/** Ends what the staged rows replace or no longer bring, from this revision on. Answers how many rows. */
export async function retireRows(transaction: Transaction, retiring: Retiring): Promise<number> {
  const [row] = await transaction.query<{ retired: number }>(
    `with ending as (
       select s.batch_id, s.dataset_id, s.row_no ${countingRows} and (${replaced} or ($5 and ${notBrought}))
     ), rows as (
       update metrics.source_row s set retired_revision = $6 from ending e
       where s.company_id = $1 and (s.batch_id, s.dataset_id, s.row_no) = (e.batch_id, e.dataset_id, e.row_no)
       returning 1
     ), observations as (
       update metrics.observation o set revision_to = $6 from ending e
       where o.company_id = $1 and o.revision_to is null and (o.batch_id, o.dataset_id, o.row_no) = (e.batch_id, e.dataset_id, e.row_no)
     )
     select count(*)::int as retired from rows`,
    [retiring.companyId, retiring.sourceId, retiring.from, retiring.to, retiring.complete, retiring.revision],
  );
  return row?.retired ?? 0;
}

/** After the cut-off nothing ends: that the source no longer brings a row is held as late, once. */
export async function holdWithdrawals(transaction: Transaction, holding: Omit<Retiring, 'revision'>): Promise<number> {
  if (!holding.complete) return 0;
  const held = await transaction.query(
    `insert into metrics.quarantined_row (company_id, source_id, cycle_id, batch_id, dataset_id, row_no, row_key, sha256, reason, detail,
       amounts, occurred_on)
     select $1, $2, $5, s.batch_id, s.dataset_id, s.row_no, s.row_key, s.sha256, 'late', '{"change": "withdrawn"}', '{}', s.occurred_on
     ${countingRows} and ${inPeriod} and not exists (
       select from staged_row r where r.dataset_id = s.dataset_id and r.row_key = s.row_key)
     and not exists (
       select from metrics.quarantined_row q
       where q.company_id = $1 and q.cycle_id = $5 and (q.batch_id, q.dataset_id, q.row_no) = (s.batch_id, s.dataset_id, s.row_no)
         and q.reason = 'late' and q.detail ->> 'change' = 'withdrawn')
     returning 1`,
    [holding.companyId, holding.sourceId, holding.from, holding.to, holding.cycleId],
  );
  return held.length;
}

/** Held rows that the load settles otherwise: it brings the row in another shape, or (complete) not any more. */
export async function withdrawHeld(transaction: Transaction, withdrawing: Omit<Retiring, 'revision'>): Promise<void> {
  await transaction.query(
    `update metrics.quarantined_row q set state = 'withdrawn', resolved_at = platform.now(), resolution = 'a later batch'
     where q.company_id = $1 and q.source_id = $2 and q.cycle_id = $3 and q.state = 'open' and q.reason <> 'late'
       and ($4 or exists (select from staged_row r where r.dataset_id = q.dataset_id and r.row_key = q.row_key))
       and not exists (
         select from staged_row r
         where r.dataset_id = q.dataset_id and r.row_key = q.row_key and r.verdict = 'held_before'
           and r.same_as_batch_id = q.batch_id and r.same_as_row_no = q.row_no)`,
    [withdrawing.companyId, withdrawing.sourceId, withdrawing.cycleId, withdrawing.complete],
  );
}

const countingRows = `
  from metrics.source_row s
  where s.company_id = $1 and s.source_id = $2 and s.accepted_revision is not null and s.retired_revision is null`;
const replaced = `exists (
  select from staged_row r where r.verdict = 'changed' and r.dataset_id = s.dataset_id and r.row_key = s.row_key)`;
const inPeriod = `s.occurred_on >= $3::date and s.occurred_on < $4::date`;
const notBrought = `(${inPeriod} and not exists (
  select from staged_row r
  where r.dataset_id = s.dataset_id and r.row_key = s.row_key and r.verdict in ('unchanged', 'changed')))`;
