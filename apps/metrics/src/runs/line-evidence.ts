import type { z } from 'zod';
import type { evidenceItem } from '../../../../libs/contracts/metrics/messages.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { keyOf, pageOf } from '../page-cursor.js';
import { inSnapshot } from './aggregate.js';
import { inputsOf } from './needs.js';
import { kpiOf, readRun, type StoredSegment } from './read-results.js';
import { readStandards } from './standards.js';

export type EvidenceItem = z.output<typeof evidenceItem>;

export interface LineAddress {
  readonly runId: string;
  readonly personId: string;
  readonly segmentNo: number;
  readonly kpiId: string;
}

interface EvidenceRow extends Omit<EvidenceItem, 'loadedAt'> {
  readonly loadedAt: Date;
}

const cursorPattern = /^\d{4}-\d{2}-\d{2}\/[0-9a-f-]{36}$/;

/**
 * The very observations a line was made of: those of the run's snapshot, of the inputs the KPI reads, of the people whose rows counted on
 * the row's day. Nothing of that is ever changed, so the same ids come back for as long as the run stands.
 */
export async function readLineEvidence(
  transaction: Transaction,
  companyId: string,
  line: LineAddress,
  page: { cursor?: string | undefined; limit: number; observationId?: string | undefined },
): Promise<{ items: EvidenceItem[]; next: string | null; total: number }> {
  const run = await readRun(transaction, companyId, line.runId);
  const { segment, evidenceCount } = await readStoredLine(transaction, companyId, line);
  const standards = await readStandards(transaction, companyId, run.cycleId);
  const compiled = kpiOf(line, segment, standards);
  const after = keyOf(page.cursor, cursorPattern);
  const [afterDay, afterId] = after?.split('/') ?? [null, null];
  const rows = await transaction.query<EvidenceRow>(compiled.kpi.scope === 'team' ? ofTeam : ofPerson, [
    companyId,
    run.cycleId,
    run.snapshotNo,
    line.personId,
    segment.from,
    segment.to,
    [...new Set(inputsOf(compiled).map(({ inputId }) => inputId))],
    afterDay,
    afterId,
    page.limit + 1,
    page.observationId ?? null,
  ]);
  const { items, next } = pageOf(
    rows,
    page.limit,
    (row) => `${row.occurredOn}/${row.observationId}`,
    (row): EvidenceItem => ({ ...row, loadedAt: row.loadedAt.toISOString() }),
  );
  return { items, next, total: evidenceCount };
}

async function readStoredLine(
  transaction: Transaction,
  companyId: string,
  { runId, personId, segmentNo, kpiId }: LineAddress,
): Promise<{ segment: StoredSegment; evidenceCount: number }> {
  const [row] = await transaction.query<{ segments: StoredSegment[]; evidenceCount: number }>(
    `select r.segments, l.evidence_count as "evidenceCount"
     from metrics.score_line l join metrics.score_result r using (company_id, run_id, person_id)
     where l.company_id = $1 and l.run_id = $2 and l.person_id = $3 and l.segment_no = $4 and l.kpi_id = $5`,
    [companyId, runId, personId, segmentNo, kpiId],
  );
  const segment = row?.segments.find((one) => one.segmentNo === segmentNo);
  if (!row || !segment) throw notFound('score_line', `${runId}/${personId}/${segmentNo}/${kpiId}`);
  return { segment, evidenceCount: row.evidenceCount };
}

const columns = `
  o.observation_id as "observationId", o.input_id as "inputId", o.value::text, o.occurred_on::text as "occurredOn",
  o.person_id as "subjectPersonId", o.batch_id as "batchId", b.batch_no as "batchNo", encode(b.sha256, 'hex') as "batchSha256",
  o.source_id as "sourceId", o.dataset_id as "datasetId", o.row_no as "rowNo", coalesce(origin.raw, r.raw) as "sourceRow",
  case when c.batch_id is not null then jsonb_build_object('values', c.values, 'reason', c.reason) else (
    select jsonb_build_object('values', q.correction, 'reason', q.resolution) from metrics.quarantined_row q
    where q.company_id = $1 and (q.batch_id, q.dataset_id, q.row_no) = (o.batch_id, o.dataset_id, o.row_no) and q.state = 'accepted'
      and q.correction is not null limit 1) end as correction,
  b.loaded_at as "loadedAt"`;
const origin = `
  join metrics.collection_snapshot sn on sn.company_id = $1 and sn.cycle_id = $2 and sn.snapshot_no = $3 and ${inSnapshot}
  join metrics.batch b on b.company_id = $1 and b.batch_id = o.batch_id
  join metrics.source_row r on r.company_id = $1 and (r.batch_id, r.dataset_id, r.row_no) = (o.batch_id, o.dataset_id, o.row_no)
  left join metrics.correction c on c.company_id = $1 and c.batch_id = o.batch_id
  left join metrics.source_row origin on origin.company_id = $1
    and (origin.batch_id, origin.dataset_id, origin.row_no) = (c.origin_batch_id, c.dataset_id, c.origin_row_no)`;
const pageAfter = `
  and ($11::uuid is null or o.observation_id = $11::uuid)
  and ($8::date is null or (o.occurred_on, o.observation_id) > ($8::date, $9::uuid))
  order by o.occurred_on, o.observation_id limit $10`;

const ofPerson = `
  select ${columns} from metrics.observation o ${origin}
  where o.company_id = $1 and o.person_id = $4 and o.occurred_on >= $5::date and o.occurred_on < $6::date and o.input_id = any($7::text[])
  ${pageAfter}`;

const ofTeam = `
  select ${columns}
  from metrics.collection_line l join metrics.observation o on o.company_id = l.company_id and o.person_id = l.person_id
    and o.occurred_on >= greatest($5::date, l.valid_from) and o.occurred_on < least($6::date, l.valid_to) ${origin}
  where l.company_id = $1 and l.cycle_id = $2 and l.ancestor_id = $4 and o.input_id = any($7::text[])
  ${pageAfter}`;
