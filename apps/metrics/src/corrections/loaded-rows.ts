import type { LoadedRow } from '../../../../libs/contracts/metrics/http.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';

export interface LoadedRowsFilter {
  readonly sourceId: string;
  readonly from: string;
  readonly to: string;
  readonly search: string | null;
  /** Day, dataset and key of the row before. */
  readonly after: readonly [string, string, string] | null;
  readonly limit: number;
}

export type KeyedRow = LoadedRow & { readonly rowKey: string };

const columns = `
  s.dataset_id as "datasetId", s.batch_id as "batchId", b.batch_no as "batchNo", s.row_no as "rowNo", s.occurred_on::text as "occurredOn",
  s.row_key as "rowKey", coalesce(origin.raw, s.raw) as "sourceRow",
  case when c.batch_id is not null then jsonb_build_object('values', c.values, 'reason', c.reason)
       when q.correction is not null then jsonb_build_object('values', q.correction, 'reason', q.resolution) end as correction,
  o.person_id as "personId", coalesce(o.figures, '[]') as figures`;
const tables = `
  metrics.source_row s
  join metrics.batch b on b.company_id = s.company_id and b.batch_id = s.batch_id
  left join metrics.correction c on c.company_id = s.company_id and c.batch_id = s.batch_id
  left join metrics.source_row origin on origin.company_id = c.company_id
    and (origin.batch_id, origin.dataset_id, origin.row_no) = (c.origin_batch_id, c.dataset_id, c.origin_row_no)
  left join lateral (
    select q.correction, q.resolution from metrics.quarantined_row q
    where q.company_id = s.company_id and q.state = 'accepted' and q.correction is not null
      and (q.batch_id, q.dataset_id, q.row_no) = (coalesce(c.origin_batch_id, s.batch_id), s.dataset_id, coalesce(c.origin_row_no, s.row_no))
    limit 1) q on true
  left join lateral (
    select min(o.person_id::text)::uuid as person_id,
           jsonb_agg(jsonb_build_object('inputId', o.input_id, 'value', o.value::text) order by o.input_id, o.observation_id) as figures
    from metrics.observation o
    where o.company_id = s.company_id and o.revision_to is null
      and (o.batch_id, o.dataset_id, o.row_no) = (s.batch_id, s.dataset_id, s.row_no)) o on true`;
const counts = 's.accepted_revision is not null and s.retired_revision is null';

/** By day, dataset and key. */
export function readLoadedRows(
  transaction: Transaction,
  companyId: string,
  { sourceId, from, to, search, after, limit }: LoadedRowsFilter,
): Promise<readonly KeyedRow[]> {
  return transaction.query<KeyedRow>(
    `select ${columns} from ${tables}
     where s.company_id = $1 and s.source_id = $2 and ${counts} and s.occurred_on >= $3::date and s.occurred_on < $4::date
       and ($5::text is null or s.raw::text ilike '%' || $5 || '%')
       and ($6::date is null or (s.occurred_on, s.dataset_id, s.row_key) > ($6::date, $7::text, $8::text))
     order by s.occurred_on, s.dataset_id, s.row_key limit $9`,
    [companyId, sourceId, from, to, search?.replace(/[\\%_]/g, '\\$&'), ...(after ?? [null, null, null]), limit],
  );
}

/** A row that counts, with what lies behind it. */
export interface CountingRow {
  readonly occurredOn: string;
  /** What counts: the source's own with everything that was put right. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly values: Readonly<Record<string, string>>;
  readonly personId: string | null;
  readonly originBatchId: string;
  readonly originRowNo: number;
  readonly originSha256: Buffer;
}

export interface RowAddress {
  readonly sourceId: string;
  readonly batchId: string;
  readonly datasetId: string;
  readonly rowNo: number;
}

export async function readCountingRow(
  transaction: Transaction,
  companyId: string,
  { sourceId, batchId, datasetId, rowNo }: RowAddress,
): Promise<CountingRow> {
  const [row] = await transaction.query<CountingRow & { readonly counts: boolean }>(
    `select ${counts} as counts, s.occurred_on::text as "occurredOn", s.raw || coalesce(q.correction, '{}') as raw,
            coalesce(c.values, q.correction, '{}') as values, o.person_id as "personId",
            coalesce(c.origin_batch_id, s.batch_id) as "originBatchId", coalesce(c.origin_row_no, s.row_no) as "originRowNo",
            coalesce(c.origin_sha256, s.sha256) as "originSha256"
     from ${tables}
     where s.company_id = $1 and s.source_id = $2 and (s.batch_id, s.dataset_id, s.row_no) = ($3, $4, $5)`,
    [companyId, sourceId, batchId, datasetId, rowNo],
  );
  if (!row) throw notFound('source_row', `${batchId}/${datasetId}/${rowNo}`);
  if (row.counts) return row;
  throw new Problem(
    409,
    'correction.row_replaced',
    'The row does not count any more: a later batch has replaced it. Read the rows again and correct the one that counts.',
  );
}
