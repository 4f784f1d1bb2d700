import type { z } from 'zod';
import type { quarantinedRow } from '../../../../libs/contracts/metrics/http.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';

export type QuarantinedRow = z.output<typeof quarantinedRow>;

export interface QuarantineFilter {
  /** null: every source. */
  readonly sourceIds: readonly string[] | null;
  readonly quarantinedRowId?: string | null;
  readonly cycleId?: string | null;
  readonly batchId?: string | null;
  readonly reason?: string | null;
  readonly state?: string | null;
  readonly after?: string | null;
  readonly limit: number;
}

type StoredRow = Omit<QuarantinedRow, 'resolvedAt' | 'quarantinedAt'> & {
  readonly resolvedAt: Date | null;
  readonly quarantinedAt: Date;
};

/** In the order in which they were held. */
export async function readQuarantined(
  transaction: Transaction,
  companyId: string,
  filter: QuarantineFilter,
): Promise<QuarantinedRow[]> {
  const rows = await transaction.query<StoredRow>(
    `select q.quarantined_row_id as "quarantinedRowId", q.source_id as "sourceId", q.dataset_id as "datasetId", q.cycle_id as "cycleId",
            q.batch_id as "batchId", b.batch_no as "batchNo", q.row_no as "rowNo", q.reason, q.detail, r.raw as "sourceRow",
            q.employee_code as "employeeCode", q.occurred_on::text as "occurredOn", q.state, q.resolved_at as "resolvedAt",
            q.resolved_by as "resolvedBy", q.resolution, q.quarantined_at as "quarantinedAt"
     from metrics.quarantined_row q
     join metrics.batch b on b.company_id = q.company_id and b.batch_id = q.batch_id
     join metrics.source_row r on r.company_id = q.company_id
       and (r.batch_id, r.dataset_id, r.row_no) = (q.batch_id, q.dataset_id, q.row_no)
     where q.company_id = $1 and ($2::text[] is null or q.source_id = any($2)) and ($3::uuid is null or q.quarantined_row_id = $3)
       and ($4::uuid is null or q.cycle_id = $4) and ($5::uuid is null or q.batch_id = $5) and ($6::text is null or q.reason = $6)
       and ($7::text is null or q.state = $7) and ($8::uuid is null or q.quarantined_row_id > $8)
     order by q.quarantined_row_id limit $9`,
    [
      companyId,
      filter.sourceIds,
      filter.quarantinedRowId ?? null,
      filter.cycleId ?? null,
      filter.batchId ?? null,
      filter.reason ?? null,
      filter.state ?? null,
      filter.after ?? null,
      filter.limit,
    ],
  );
  return rows.map((row) => ({
    ...row,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    quarantinedAt: row.quarantinedAt.toISOString(),
  }));
}

export async function readQuarantinedRow(
  transaction: Transaction,
  companyId: string,
  quarantinedRowId: string,
): Promise<QuarantinedRow> {
  const [row] = await readQuarantined(transaction, companyId, { sourceIds: null, quarantinedRowId, limit: 1 });
  if (!row) throw notFound('quarantined_row', quarantinedRowId);
  return row;
}

export async function setAside(
  transaction: Transaction,
  companyId: string,
  quarantinedRowId: string,
  by: { accountId: string; reason: string },
): Promise<void> {
  await transaction.query(
    `update metrics.quarantined_row set state = 'ignored', resolution = $3, resolved_by = $4, resolved_at = platform.now()
     where company_id = $1 and quarantined_row_id = $2`,
    [companyId, quarantinedRowId, by.reason, by.accountId],
  );
}

/** The row itself stays as it came; the values in its place stand beside it. */
export async function putCorrection(
  transaction: Transaction,
  companyId: string,
  quarantinedRowId: string,
  correction: { values: Readonly<Record<string, string>>; reason: string },
): Promise<void> {
  await transaction.query(
    `update metrics.quarantined_row set correction = $3, resolution = $4 where company_id = $1 and quarantined_row_id = $2`,
    [companyId, quarantinedRowId, JSON.stringify(correction.values), correction.reason],
  );
}
