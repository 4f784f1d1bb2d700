import type { Transaction } from '../../../../libs/platform/database/index.js';

export interface NewBatch {
  readonly companyId: string;
  readonly batchId: string;
  readonly sourceId: string;
  readonly sourceVersion: number;
  readonly cycleId: string;
  readonly from: string;
  readonly to: string;
  readonly file: { readonly fileId: string; readonly name: string } | null;
  readonly sha256: Buffer;
  readonly mappingSha256: Buffer;
  readonly late: boolean;
  /** Of the source, if this batch changes its figures. */
  readonly nextRevision: bigint;
  readonly retired: number;
  readonly loadedBy: string | null;
}

export interface BatchCounts {
  readonly rows: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly newlyHeld: number;
  readonly leftOut: number;
}

export async function countVerdicts(transaction: Transaction): Promise<BatchCounts> {
  const [counts] = await transaction.query<BatchCounts>(
    `select count(*)::int as rows,
            count(*) filter (where verdict in ('new', 'changed'))::int as accepted,
            count(*) filter (where verdict = 'unchanged')::int as unchanged,
            count(*) filter (where verdict in ('held', 'held_before'))::int as quarantined,
            count(*) filter (where verdict = 'held')::int as "newlyHeld",
            count(*) filter (where left_out)::int as "leftOut"
     from staged_row`,
  );
  return counts ?? { rows: 0, accepted: 0, unchanged: 0, quarantined: 0, newlyHeld: 0, leftOut: 0 };
}

/** The batch with all its rows, the observations of those that fit, the entries of those that do not. */
export async function keepBatch(transaction: Transaction, batch: NewBatch, counts: BatchCounts): Promise<void> {
  const { companyId, batchId, sourceId, cycleId, nextRevision } = batch;
  await transaction.query(insertSourceRows, [companyId, sourceId, nextRevision]);
  const [kept] = await transaction.query<{ observations: number }>(insertObservations, [
    companyId,
    sourceId,
    nextRevision,
  ]);
  await transaction.query(insertQuarantinedRows, [companyId, sourceId, cycleId]);
  const changes = counts.accepted + batch.retired > 0;
  const [numbered] = await transaction.query<{ batchNo: number; revision: string }>(
    `update metrics.source set last_batch_no = last_batch_no + 1, revision = case when $3 then $4::bigint else revision end
     where company_id = $1 and source_id = $2 returning last_batch_no as "batchNo", revision`,
    [companyId, sourceId, changes, nextRevision],
  );
  await transaction.query(
    `insert into metrics.batch (company_id, batch_id, source_id, batch_no, source_version, cycle_id, period_from, period_to, file_id,
       file_name, sha256, mapping_sha256, rows, accepted, unchanged, quarantined, left_out, retired, observations, late, revision, loaded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
    [
      companyId,
      batchId,
      sourceId,
      numbered?.batchNo,
      batch.sourceVersion,
      cycleId,
      batch.from,
      batch.to,
      batch.file?.fileId ?? null,
      batch.file?.name ?? null,
      batch.sha256,
      batch.mappingSha256,
      counts.rows,
      counts.accepted,
      counts.unchanged,
      counts.quarantined,
      counts.leftOut,
      batch.retired,
      kept?.observations ?? 0,
      batch.late,
      numbered?.revision,
      batch.loadedBy,
    ],
  );
  await transaction.query(
    `insert into metrics.reconciliation (company_id, batch_id, dataset_id, measure, source_total)
     select $1, $2, dataset_id, measure, sum(total) from staged_total group by dataset_id, measure`,
    [companyId, batchId],
  );
}

const insertSourceRows = `
  insert into metrics.source_row (company_id, batch_id, dataset_id, row_no, source_id, row_key, sha256, raw, same_as_batch_id,
    same_as_row_no, occurred_on, left_out, accepted_revision)
  select $1, batch_id, dataset_id, row_no, $2, row_key, sha256, case when same_as_batch_id is null then raw end, same_as_batch_id,
         same_as_row_no, occurred_on, left_out, case when verdict in ('new', 'changed') then $3::bigint end
  from staged_row`;

/** In the order of the rows, so that of one day's values the later row has the later id. */
export const insertObservations = `
  with kept as (
    insert into metrics.observation (company_id, source_id, batch_id, dataset_id, row_no, person_id, input_id, value, occurred_on, revision_from)
    select $1, $2, r.batch_id, r.dataset_id, r.row_no, r.person_id, v.input_id, v.value, r.occurred_on, $3::bigint
    from staged_row r join staged_value v using (batch_id, dataset_id, row_no)
    where r.verdict in ('new', 'changed')
    order by r.dataset_id, r.row_no, v.input_id
    returning 1
  ) select count(*)::int as observations from kept`;

const insertQuarantinedRows = `
  with amount as (
    select batch_id, dataset_id, row_no, jsonb_object_agg(input_id, value) as amounts from (
      select v.batch_id, v.dataset_id, v.row_no, v.input_id, sum(v.value)::text as value
      from staged_row r join staged_value v using (batch_id, dataset_id, row_no) where r.verdict = 'held' group by 1, 2, 3, 4) v
    group by 1, 2, 3
  )
  insert into metrics.quarantined_row (company_id, source_id, cycle_id, batch_id, dataset_id, row_no, row_key, sha256, reason, detail,
    amounts, employee_code, occurred_on)
  select $1, $2, $3, r.batch_id, r.dataset_id, r.row_no, r.row_key, r.sha256, r.reason, r.detail, coalesce(a.amounts, '{}'),
         r.employee_code, r.occurred_on
  from staged_row r left join amount a using (batch_id, dataset_id, row_no) where r.verdict = 'held'
  order by r.dataset_id, r.row_no`;
