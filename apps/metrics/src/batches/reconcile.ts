import type { Reconciliation } from '../../../../libs/contracts/metrics/messages.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';

/** Sets what we hold of a batch beside what its source says of it. Rows that came before, unchanged, count with the batch that repeats them. */
export async function reconcileBatch(transaction: Transaction, companyId: string, batchId: string): Promise<void> {
  const [stated] = await transaction.query(
    'select 1 as one from metrics.reconciliation where company_id = $1 and batch_id = $2 limit 1',
    [companyId, batchId],
  );
  if (!stated) return;
  // A batch just written is unknown to the planner, which would look up its tens of thousands of rows one by one.
  await transaction.query('set local enable_nestloop = off');
  await transaction.query(compare, [companyId, batchId]);
  await transaction.query('set local enable_nestloop = on');
}

const compare = `
  with corrected as materialized (
    select c.dataset_id, c.origin_batch_id as batch_id, c.origin_row_no as row_no, c.batch_id as counting_batch_id
    from metrics.correction c
    join metrics.source_row s on (s.company_id, s.batch_id, s.dataset_id, s.row_no) = (c.company_id, c.batch_id, c.dataset_id, 1)
    where c.company_id = $1 and c.source_id = (select source_id from metrics.batch where company_id = $1 and batch_id = $2)
      and s.accepted_revision is not null and s.retired_revision is null
  ), delivered as (
    select dataset_id, coalesce(same_as_batch_id, batch_id) as batch_id, coalesce(same_as_row_no, row_no) as row_no
    from metrics.source_row where company_id = $1 and batch_id = $2 and not left_out
  ), of_batch as materialized (
    -- Where a row was put right, what counts in its place is set beside the source's total.
    select d.dataset_id, coalesce(c.counting_batch_id, d.batch_id) as batch_id,
           case when c.counting_batch_id is null then d.row_no else 1 end as row_no
    from delivered d left join corrected c using (dataset_id, batch_id, row_no)
  ), origin as materialized (
    select array_agg(distinct batch_id) as ids from of_batch
  ), loaded as (
    select b.dataset_id, o.input_id as measure, sum(o.value) as total
    from metrics.observation o join of_batch b using (batch_id, dataset_id, row_no)
    where o.company_id = $1 and o.batch_id = any((select ids from origin)::uuid[]) and o.revision_to is null
    group by 1, 2
    union all
    select b.dataset_id, 'rows', count(*)
    from metrics.source_row s join of_batch b using (batch_id, dataset_id, row_no)
    where s.company_id = $1 and s.batch_id = any((select ids from origin)::uuid[])
      and s.accepted_revision is not null and s.retired_revision is null
    group by 1
  ), held_row as materialized (
    select b.dataset_id, q.amounts
    from metrics.quarantined_row q join of_batch b using (batch_id, dataset_id, row_no)
    where q.company_id = $1 and q.batch_id = any((select ids from origin)::uuid[]) and q.state in ('open', 'ignored')
      and q.detail ->> 'change' is distinct from 'withdrawn'
  ), held as (
    select dataset_id, a.key as measure, sum(a.value::numeric) as total
    from held_row, jsonb_each_text(amounts) a group by 1, 2
    union all
    select dataset_id, 'rows', count(*) from held_row group by 1
  )
  update metrics.reconciliation r set
    loaded_total = coalesce((select total from loaded l where (l.dataset_id, l.measure) = (r.dataset_id, r.measure)), 0),
    quarantined_total = coalesce((select total from held h where (h.dataset_id, h.measure) = (r.dataset_id, r.measure)), 0)
  where r.company_id = $1 and r.batch_id = $2`;

/** The batches whose stated totals stand: of each measure the latest. */
export async function standingBatches(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  sourceId: string,
): Promise<readonly string[]> {
  const rows = await transaction.query<{ batchId: string }>(
    `select distinct "batchId" from (${standing}) r where "sourceId" = $3`,
    [companyId, cycleId, sourceId],
  );
  return rows.map(({ batchId }) => batchId);
}

export async function readReconciliations(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
): Promise<readonly Reconciliation[]> {
  return transaction.query<Reconciliation>(
    `select "sourceId", "datasetId", measure, source_total::text as "sourceTotal", loaded_total::text as "loadedTotal",
            quarantined_total::text as "quarantinedTotal", (source_total - loaded_total)::text as difference,
            case when source_total = loaded_total then 'agrees'
                 when source_total = loaded_total + quarantined_total then 'quarantined' end as explained
     from (${standing}) r order by "sourceId", "datasetId", measure`,
    [companyId, cycleId],
  );
}

const standing = `
  select distinct on (b.source_id, r.dataset_id, r.measure) b.source_id as "sourceId", b.batch_id as "batchId",
         r.dataset_id as "datasetId", r.measure, r.source_total, r.loaded_total, r.quarantined_total
  from metrics.batch b join metrics.reconciliation r on r.company_id = b.company_id and r.batch_id = b.batch_id
  where b.company_id = $1 and b.cycle_id = $2
  order by b.source_id, r.dataset_id, r.measure, b.batch_no desc`;
