import type { z } from 'zod';
import type { batch } from '../../../../libs/contracts/metrics/http.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';

export type Batch = z.output<typeof batch>;

const columns = `
  batch_id as "batchId", batch_no as "batchNo", source_id as "sourceId", cycle_id as "cycleId", period_from::text as "periodFrom",
  period_to::text as "periodTo", file_name as "fileName", encode(sha256, 'hex') as sha256, rows, accepted, unchanged, quarantined,
  left_out as "leftOut", retired, observations,
  (select c.reason from metrics.correction c where c.company_id = b.company_id and c.batch_id = b.batch_id) as "correctionReason", loaded_at as "loadedAt", loaded_by as "loadedBy"`;

type BatchRecord = Omit<Batch, 'loadedAt'> & { readonly loadedAt: Date };
const batchOf = (row: BatchRecord): Batch => ({ ...row, loadedAt: row.loadedAt.toISOString() });

export async function readBatch(transaction: Transaction, companyId: string, batchId: string): Promise<Batch> {
  const [row] = await transaction.query<BatchRecord>(
    `select ${columns} from metrics.batch b where company_id = $1 and batch_id = $2`,
    [companyId, batchId],
  );
  if (!row) throw notFound('batch', batchId);
  return batchOf(row);
}

/** Newest first. */
export async function readBatches(
  transaction: Transaction,
  companyId: string,
  sourceId: string,
  options: { cycleId: string | null; beforeNo: string | null; limit: number },
): Promise<readonly Batch[]> {
  const rows = await transaction.query<BatchRecord>(
    `select ${columns} from metrics.batch b
     where company_id = $1 and source_id = $2 and ($3::uuid is null or cycle_id = $3) and ($4::int is null or batch_no < $4)
     order by batch_no desc limit $5`,
    [companyId, sourceId, options.cycleId, options.beforeNo, options.limit],
  );
  return rows.map(batchOf);
}

/**
 * The batch that these rows would only repeat. A source that answers the whole period is compared with its latest batch (it may have gone
 * back to what it said before); an upload with all of the cycle's.
 */
export async function findRepeated(
  transaction: Transaction,
  companyId: string,
  content: { sourceId: string; cycleId: string; sha256: Buffer; mappingSha256: Buffer; latestOnly: boolean },
): Promise<Batch | null> {
  const [row] = await transaction.query<BatchRecord>(
    `select ${columns} from (
       select *, row_number() over (order by batch_no desc) as age from metrics.batch d
       where company_id = $1 and source_id = $2 and cycle_id = $3
         -- What a data owner put right says nothing of what the source brings.
         and not exists (select from metrics.correction c where c.company_id = d.company_id and c.batch_id = d.batch_id)) b
     where sha256 = $4 and mapping_sha256 = $5 and (age = 1 or not $6) order by batch_no desc limit 1`,
    [companyId, content.sourceId, content.cycleId, content.sha256, content.mappingSha256, content.latestOnly],
  );
  return row ? batchOf(row) : null;
}
