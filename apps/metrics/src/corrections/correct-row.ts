import { randomUUID } from 'node:crypto';
import { batchLoaded, sourceSignOffWithdrawn } from '../../../../libs/contracts/metrics/events.js';
import type { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import type { SourceConfig } from '../../../../libs/contracts/metrics/source-config.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { audit } from '../audit.js';
import { type Batch, readBatch } from '../batches/batch-rows.js';
import { evaluateRow, mappingsOf } from '../batches/evaluate-rows.js';
import { judgeRows } from '../batches/judge-rows.js';
import { countVerdicts, keepBatch } from '../batches/keep-batch.js';
import { refuseUnlessCollected } from '../batches/load-batch.js';
import { reconcileBatch, standingBatches } from '../batches/reconcile.js';
import { refuseWhenFrozen, type Surroundings } from '../batches/reevaluate.js';
import { retireRows } from '../batches/retire-rows.js';
import { stageDirectory, stageRows } from '../batches/staging.js';
import { actorOf, type MetricsCall } from '../caller.js';
import { type Collection, readCollection } from '../collections/collection-rows.js';
import { withdrawSignOff } from '../collections/sign-off-rows.js';
import { columnsRead } from '../mapping/columns.js';
import { batchHash } from '../mapping/row.js';
import { lockSource, readSource } from '../sources/source-rows.js';
import { type CountingRow, readCountingRow } from './loaded-rows.js';

export type Correction = InputOf<(typeof metricsHttp)['correctRow']>['body'] & { readonly sourceId: string };

/** In a transaction of `Staging`: the row that counts ends, the one put right counts in its place, as a batch of its own. */
export async function correctRow(
  transaction: Transaction,
  call: MetricsCall,
  correction: Correction,
  { zone, people }: Surroundings,
): Promise<Batch> {
  const { companyId } = call;
  const { sourceId, cycleId, datasetId } = correction;
  const nextRevision = (await lockSource(transaction, companyId, sourceId)) + 1n;
  const source = await readSource(transaction, companyId, sourceId);
  const collection = await readCollection(transaction, companyId, cycleId);
  refuseUnlessCollected(source, collection);
  refuseWhenFrozen(collection.frozenAt);
  const row = await readCountingRow(transaction, companyId, correction);
  refuseOutside(collection, row);
  refuseColumns(source.configuration, correction);

  const batchId = randomUUID();
  const mappings = mappingsOf(source.configuration, zone);
  const right = evaluateRow({ datasetId, rowNo: 1, raw: { ...row.raw, ...correction.values } }, batchId, mappings);
  await stageRows(transaction, [right]);
  await stageDirectory(transaction, people);
  const place = { companyId, sourceId, cycleId, from: collection.from, to: collection.to };
  await judgeRows(transaction, { ...place, mappingSha256: mappings.sha256, frozen: false, correcting: true });
  await refuseUnlessItFits(transaction);
  const counts = await countVerdicts(transaction);
  const retired = await retireRows(transaction, { ...place, complete: false, revision: nextRevision });
  await keepBatch(
    transaction,
    {
      ...place,
      batchId,
      sourceVersion: source.version,
      file: null,
      sha256: batchHash([right.sha256]),
      mappingSha256: mappings.sha256,
      late: false,
      nextRevision,
      retired,
      loadedBy: actorOf(call).accountId,
    },
    counts,
  );
  await keepCorrection(transaction, call, correction, row, batchId);
  for (const standing of await standingBatches(transaction, companyId, cycleId, sourceId)) {
    await reconcileBatch(transaction, companyId, standing);
  }
  const batch = await readBatch(transaction, companyId, batchId);
  await report(transaction, call, correction, row, batch);
  return batch;
}

function refuseOutside({ from, to }: Collection, { occurredOn }: CountingRow): void {
  if (occurredOn >= from && occurredOn < to) return;
  throw new Problem(
    422,
    'correction.other_period',
    `The row counts for ${occurredOn}, outside of the cycle's period; correct it in the cycle of that day.`,
    { day: occurredOn },
  );
}

/** Another key would be another row; a column that no mapping reads changes nothing. */
function refuseColumns({ datasets }: SourceConfig, { datasetId, values }: Correction): void {
  const mapping = datasets.find((one) => one.datasetId === datasetId)?.mapping;
  if (!mapping) {
    throw new Problem(422, 'source.dataset_unknown', `The source has no dataset ${datasetId} any more.`, { datasetId });
  }
  const names = Object.keys(values);
  const key = names.find((column) => mapping.rowKey.includes(column));
  if (key !== undefined) {
    throw new Problem(
      422,
      'correction.key_column',
      `The column ${key} identifies the row and is not corrected; have the source deliver the right row instead.`,
      { column: key },
    );
  }
  const read = columnsRead(mapping);
  const stranger = names.find((column) => !read.includes(column));
  if (stranger !== undefined) {
    throw new Problem(
      422,
      'correction.column_not_read',
      `No figure is made of the column ${stranger}; the mapping reads ${read.join(', ')}.`,
      { column: stranger },
    );
  }
}

async function refuseUnlessItFits(transaction: Transaction): Promise<void> {
  const [staged] = await transaction.query<{ verdict: string; reason: string | null; leftOut: boolean }>(
    'select verdict, reason, left_out as "leftOut" from staged_row',
  );
  if (staged?.verdict === 'changed') return;
  if (staged?.verdict === 'unchanged') {
    throw new Problem(422, 'correction.nothing_changed', 'The row says this already; change a value, or leave it.');
  }
  const reason = staged?.reason ?? 'left_out';
  throw new Problem(
    422,
    staged?.leftOut ? 'correction.left_out' : 'correction.does_not_fit',
    `With these values the row would not count (${reason}); nothing was changed.`,
    { reason },
  );
}

async function keepCorrection(
  transaction: Transaction,
  call: MetricsCall,
  { sourceId, datasetId, batchId: correctedBatchId, rowNo, values, reason }: Correction,
  row: CountingRow,
  batchId: string,
): Promise<void> {
  await transaction.query(
    `insert into metrics.correction (company_id, batch_id, source_id, dataset_id, corrected_batch_id, corrected_row_no, origin_batch_id,
       origin_row_no, origin_sha256, values, reason, corrected_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      call.companyId,
      batchId,
      sourceId,
      datasetId,
      correctedBatchId,
      rowNo,
      row.originBatchId,
      row.originRowNo,
      row.originSha256,
      JSON.stringify({ ...row.values, ...values }),
      reason,
      actorOf(call).accountId,
    ],
  );
}

async function report(
  transaction: Transaction,
  call: MetricsCall,
  { sourceId, cycleId, datasetId, batchId: correctedBatchId, rowNo, values, reason }: Correction,
  row: CountingRow,
  batch: Batch,
): Promise<void> {
  const { batchId, rows, observations, quarantined } = batch;
  await audit(transaction, call, {
    action: 'source.row_corrected',
    subjectType: 'batch',
    subjectId: batchId,
    aboutPersonId: row.personId,
    before: { batchId: correctedBatchId, datasetId, rowNo, sourceRow: row.raw },
    after: { cycleId, sourceId, batchNo: batch.batchNo, values },
    reason,
  });
  const withdrawn = await withdrawSignOff(transaction, call.companyId, cycleId, sourceId);
  await tell(transaction, 'metrics', call.companyId, [
    { type: batchLoaded.type, payload: { batchId, sourceId, cycleId, rows, observations, quarantined } },
    ...(withdrawn ? [{ type: sourceSignOffWithdrawn.type, payload: { cycleId, sourceId } }] : []),
  ]);
}
