import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { batchLoaded, lateRowsHeld, sourceSignOffWithdrawn } from '../../../../libs/contracts/metrics/events.js';
import { copyInto, inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { audit } from '../audit.js';
import { type MetricsCall, scopeOf } from '../caller.js';
import { type Collection, readCollection } from '../collections/collection-rows.js';
import { withdrawSignOff } from '../collections/sign-off-rows.js';
import type { Delivery, SourceConnector, SourceTotal } from '../connectors/port.js';
import { batchHash } from '../mapping/row.js';
import type { Organisation } from '../organisation/organisation.js';
import { lockSource, readSource, type Source } from '../sources/source-rows.js';
import { type Batch, findRepeated, readBatch } from './batch-rows.js';
import { evaluateRow, type Mappings, mappingsOf } from './evaluate-rows.js';
import { judgeLoad } from './judge-rows.js';
import { type BatchCounts, countVerdicts, keepBatch } from './keep-batch.js';
import { reconcileBatch } from './reconcile.js';
import { holdWithdrawals, retireRows, withdrawHeld } from './retire-rows.js';
import { type EvaluatedRow, Staging, stageDirectory } from './staging.js';

export interface Load {
  readonly sourceId: string;
  readonly cycleId: string;
  readonly file: { readonly fileId: string; readonly name: string } | null;
  /** Why rows were entered by hand. */
  readonly reason?: string;
  readonly connect: (source: Source, zone: string) => SourceConnector;
}
export interface LoadOutcome {
  readonly outcome: 'loaded' | 'unchanged';
  readonly batch: Batch;
}

const rowsPerCopy = 2_000;

/** One fetch or upload, from the source's rows to observations and held rows. The same content again changes nothing. */
export async function loadBatch(
  database: DataSource,
  organisation: Organisation,
  call: MetricsCall,
  load: Load,
): Promise<LoadOutcome> {
  const scope = scopeOf(call);
  const { source, collection } = await inTransaction(database, scope, async (transaction) => ({
    source: await readSource(transaction, call.companyId, load.sourceId),
    collection: await readCollection(transaction, call.companyId, load.cycleId),
  }));
  refuseUnlessCollected(source, collection);
  const zone = await organisation.zone(call);
  const mappings = mappingsOf(source.configuration, zone);
  const batchId = randomUUID();

  return Staging.use(database, scope, async (staging) => {
    const delivery = load.connect(source, zone).fetch(collection);
    const sha256 = await stageDelivery(staging, delivery, batchId, mappings);
    const people = await organisation.directory(call);
    return staging.transaction(async (transaction) => {
      // From here on nobody else changes the source, and no freeze falls between judging and keeping.
      const revision = await lockSource(transaction, call.companyId, load.sourceId);
      const content = {
        ...load,
        sha256,
        mappingSha256: mappings.sha256,
        latestOnly: source.configuration.mode === 'snapshot',
      };
      const repeated = await findRepeated(transaction, call.companyId, content);
      if (repeated) return { outcome: 'unchanged', batch: repeated };
      await stageDirectory(transaction, people);
      await stageTotals(transaction, delivery.totals());
      await admit(transaction, call, { load, source, batchId, sha256, mappings, nextRevision: revision + 1n });
      return { outcome: 'loaded', batch: await readBatch(transaction, call.companyId, batchId) };
    });
  });
}

export function refuseUnlessCollected({ sourceId, enabled }: Source, { cycleId, sourceIds }: Collection): void {
  if (!enabled) {
    throw new Problem(
      409,
      'source.disabled',
      `The source ${sourceId} is switched off; an administrator switches it on.`,
      { sourceId },
    );
  }
  if (sourceIds.includes(sourceId)) return;
  throw new Problem(
    422,
    'source.not_of_cycle',
    `The cycle ${cycleId} does not collect the source ${sourceId}; it collects ${sourceIds.join(', ')}.`,
    { sourceId, cycleId },
  );
}

async function stageDelivery(
  staging: Staging,
  delivery: Delivery,
  batchId: string,
  mappings: Mappings,
): Promise<Buffer> {
  const hashes: Buffer[] = [];
  let waiting: EvaluatedRow[] = [];
  for await (const row of delivery.rows) {
    const evaluated = evaluateRow(row, batchId, mappings);
    hashes.push(evaluated.sha256);
    waiting.push(evaluated);
    if (waiting.length < rowsPerCopy) continue;
    await staging.add(waiting);
    waiting = [];
  }
  await staging.add(waiting);
  return batchHash(hashes);
}

const stageTotals = (transaction: Transaction, totals: readonly SourceTotal[]): Promise<void> =>
  copyInto(
    transaction,
    'staged_total',
    ['dataset_id', 'measure', 'total'],
    totals.map(({ datasetId, measure, total }) => [datasetId, measure, total]),
  );

interface Admission {
  readonly load: Load;
  readonly source: Source;
  readonly batchId: string;
  readonly sha256: Buffer;
  readonly mappings: Mappings;
  readonly nextRevision: bigint;
}

async function admit(transaction: Transaction, call: MetricsCall, admission: Admission): Promise<void> {
  const { load, source, batchId, sha256, mappings, nextRevision } = admission;
  const { companyId } = call;
  const { sourceId } = source;
  const { cycleId, from, to, frozenAt } = await readCollection(transaction, companyId, load.cycleId);
  const frozen = frozenAt !== null;
  const place = { companyId, sourceId, cycleId, from, to, complete: source.configuration.mode === 'snapshot' };

  await judgeLoad(transaction, { ...place, mappingSha256: mappings.sha256, frozen });
  const counts = await countVerdicts(transaction);
  if (!frozen) await withdrawHeld(transaction, place);
  const retired = frozen ? 0 : await retireRows(transaction, { ...place, revision: nextRevision });
  const withdrawnLate = frozen ? await holdWithdrawals(transaction, place) : 0;
  const loadedBy = call.actor?.accountId ?? null;
  await keepBatch(
    transaction,
    {
      ...place,
      batchId,
      sourceVersion: source.version,
      file: load.file,
      sha256,
      mappingSha256: mappings.sha256,
      late: frozen,
      nextRevision,
      retired,
      loadedBy,
    },
    counts,
  );
  await reconcileBatch(transaction, companyId, batchId);
  const moved = !frozen && counts.accepted + counts.newlyHeld + retired > 0;
  const withdrawn = moved && (await withdrawSignOff(transaction, companyId, cycleId, sourceId));
  await report(transaction, call, {
    ...place,
    batchId,
    counts,
    retired,
    withdrawn,
    late: frozen ? counts.newlyHeld + withdrawnLate : 0,
    reason: load.reason ?? null,
  });
}

interface Told {
  readonly sourceId: string;
  readonly cycleId: string;
  readonly batchId: string;
  readonly counts: BatchCounts;
  readonly retired: number;
  readonly withdrawn: boolean;
  readonly late: number;
  readonly reason: string | null;
}

async function report(transaction: Transaction, call: MetricsCall, told: Told): Promise<void> {
  const { sourceId, cycleId, batchId, counts, retired, withdrawn, late, reason } = told;
  const { observations } = await readBatch(transaction, call.companyId, batchId);
  const { rows, quarantined } = counts;
  await audit(transaction, call, {
    action: 'source.batch_loaded',
    subjectType: 'batch',
    subjectId: batchId,
    after: { cycleId, sourceId, rows, accepted: counts.accepted, quarantined, retired, observations, late },
    reason,
  });
  await tell(transaction, 'metrics', call.companyId, [
    { type: batchLoaded.type, payload: { batchId, sourceId, cycleId, rows, observations, quarantined } },
    ...(withdrawn ? [{ type: sourceSignOffWithdrawn.type, payload: { cycleId, sourceId } }] : []),
    ...(late > 0 ? [{ type: lateRowsHeld.type, payload: { cycleId, sourceId, rows: late } }] : []),
  ]);
}
