import { sourceSignOffWithdrawn } from '../../../../libs/contracts/metrics/events.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import type { MetricsCall } from '../caller.js';
import { readCollection } from '../collections/collection-rows.js';
import { withdrawSignOff } from '../collections/sign-off-rows.js';
import { mapRow } from '../mapping/map-row.js';
import type { DirectoryPerson, Organisation } from '../organisation/organisation.js';
import { lockSource, readSource } from '../sources/source-rows.js';
import { type Mappings, mappingsOf } from './evaluate-rows.js';
import { judgeRows } from './judge-rows.js';
import { insertObservations } from './keep-batch.js';
import { reconcileBatch, standingBatches } from './reconcile.js';
import { retireRows } from './retire-rows.js';
import { type EvaluatedRow, stageDirectory, stageRows } from './staging.js';

export interface Reevaluation {
  readonly sourceId: string;
  readonly cycleId: string;
  /** Only this held row. */
  readonly quarantinedRowId?: string;
}
export interface Reevaluated {
  readonly evaluated: number;
  readonly accepted: number;
  readonly stillHeld: number;
}

interface HeldRow {
  readonly quarantinedRowId: string;
  readonly batchId: string;
  readonly datasetId: string;
  readonly rowNo: number;
  readonly rowKey: string;
  readonly sha256: Buffer;
  readonly reason: string;
  readonly raw: Record<string, unknown>;
}

export interface Surroundings {
  readonly zone: string;
  readonly people: readonly DirectoryPerson[];
}

export async function surroundingsOf(organisation: Organisation, call: MetricsCall): Promise<Surroundings> {
  return { zone: await organisation.zone(call), people: await organisation.directory(call) };
}

/** Looks at open held rows again, with today's people and mapping; in a transaction of `Staging`. */
export async function reevaluate(
  transaction: Transaction,
  call: MetricsCall,
  asked: Reevaluation,
  { zone, people }: Surroundings,
): Promise<Reevaluated> {
  const { companyId } = call;
  const { sourceId, cycleId } = asked;
  const revision = (await lockSource(transaction, companyId, sourceId)) + 1n;
  const { configuration } = await readSource(transaction, companyId, sourceId);
  const { from, to, frozenAt } = await readCollection(transaction, companyId, cycleId);
  refuseWhenFrozen(frozenAt);
  const mappings = mappingsOf(configuration, zone);
  const rows = await readHeld(transaction, companyId, asked);
  await stageRows(
    transaction,
    rows.flatMap((row) => evaluated(row, mappings)),
  );
  await stageDirectory(transaction, people);
  const place = { companyId, sourceId, cycleId, from, to };
  await judgeRows(transaction, { ...place, mappingSha256: mappings.sha256, frozen: false });
  await retireRows(transaction, { ...place, complete: false, revision });
  const accepted = await acceptRows(transaction, call, sourceId, revision);
  if (accepted > 0) await settle(transaction, call, asked, revision);
  return { evaluated: rows.length, accepted, stillHeld: rows.length - accepted };
}

/** Late rows whose approval was given: judged like any others, after the cut-off. `endMore` ends what else does not count from the new revision on. */
export async function admitHeld(
  transaction: Transaction,
  call: MetricsCall,
  asked: Reevaluation,
  { zone, people }: Surroundings,
  endMore: (revision: bigint) => Promise<number>,
): Promise<void> {
  const { companyId } = call;
  const { sourceId, cycleId } = asked;
  const revision = (await lockSource(transaction, companyId, sourceId)) + 1n;
  const { configuration } = await readSource(transaction, companyId, sourceId);
  const { from, to } = await readCollection(transaction, companyId, cycleId);
  const ended = await endMore(revision);
  const mappings = mappingsOf(configuration, zone);
  const rows = await readHeld(transaction, companyId, asked, true);
  await stageRows(
    transaction,
    rows.flatMap((row) => evaluated(row, mappings)),
  );
  await stageDirectory(transaction, people);
  const place = { companyId, sourceId, cycleId, from, to };
  await judgeRows(transaction, { ...place, mappingSha256: mappings.sha256, frozen: false });
  await retireRows(transaction, { ...place, complete: false, revision });
  const accepted = await acceptRows(transaction, call, sourceId, revision);
  if (accepted + ended > 0) await countAgain(transaction, companyId, asked, revision);
}

export function refuseWhenFrozen(frozenAt: Date | null): void {
  if (frozenAt === null) return;
  throw new Problem(
    409,
    'collection.frozen',
    `The cycle's inputs were frozen at ${frozenAt.toISOString()}; what changes now is late data and needs an approved re-score.`,
    { frozenAt: frozenAt.toISOString() },
  );
}

/** Late rows wait for an approval, not for another look. Rows of a dataset that is no longer configured stay held as they are. */
function readHeld(transaction: Transaction, companyId: string, asked: Reevaluation, late = false): Promise<HeldRow[]> {
  return transaction.query<HeldRow>(
    `select q.quarantined_row_id as "quarantinedRowId", q.batch_id as "batchId", q.dataset_id as "datasetId", q.row_no as "rowNo",
            q.row_key as "rowKey", q.sha256, q.reason, s.raw || coalesce(q.correction, '{}') as raw
     from metrics.quarantined_row q join metrics.source_row s on s.company_id = q.company_id
       and (s.batch_id, s.dataset_id, s.row_no) = (q.batch_id, q.dataset_id, q.row_no)
     where q.company_id = $1 and q.source_id = $2 and q.cycle_id = $3 and q.state = 'open' and (q.reason = 'late') = $5
       and ($4::uuid is null or q.quarantined_row_id = $4)`,
    [companyId, asked.sourceId, asked.cycleId, asked.quarantinedRowId ?? null, late],
  );
}

function evaluated(held: HeldRow, mappings: Mappings): EvaluatedRow[] {
  const context = mappings.ofDataset.get(held.datasetId);
  const mapped = context && mapRow(held.raw, context);
  return mapped ? [{ ...held, mapped, held }] : [];
}

async function acceptRows(
  transaction: Transaction,
  call: MetricsCall,
  sourceId: string,
  revision: bigint,
): Promise<number> {
  const { companyId } = call;
  await transaction.query(
    `update metrics.source_row s set accepted_revision = $2, occurred_on = r.occurred_on from staged_row r
     where s.company_id = $1 and (s.batch_id, s.dataset_id, s.row_no) = (r.batch_id, r.dataset_id, r.row_no)
       and r.verdict in ('new', 'changed')`,
    [companyId, revision],
  );
  await transaction.query(insertObservations, [companyId, sourceId, revision]);
  await transaction.query(
    `update metrics.quarantined_row q set reason = r.reason, detail = r.detail from staged_row r
     where q.company_id = $1 and q.quarantined_row_id = r.quarantined_row_id and r.verdict = 'held'
       and (q.reason, q.detail) is distinct from (r.reason, r.detail)`,
    [companyId],
  );
  const accepted = await transaction.query(
    `update metrics.quarantined_row q set state = 'accepted', resolved_at = platform.now(), resolved_by = $2
     from staged_row r
     where q.company_id = $1 and q.quarantined_row_id = r.quarantined_row_id and r.verdict in ('new', 'changed', 'unchanged')
     returning q.quarantined_row_id`,
    [companyId, call.actor?.accountId ?? null],
  );
  return accepted.length;
}

async function settle(
  transaction: Transaction,
  call: MetricsCall,
  asked: Reevaluation,
  revision: bigint,
): Promise<void> {
  const { companyId } = call;
  const { sourceId, cycleId } = asked;
  await countAgain(transaction, companyId, asked, revision);
  if (await withdrawSignOff(transaction, companyId, cycleId, sourceId)) {
    await tell(transaction, 'metrics', companyId, [
      { type: sourceSignOffWithdrawn.type, payload: { cycleId, sourceId } },
    ]);
  }
}

async function countAgain(
  transaction: Transaction,
  companyId: string,
  { sourceId, cycleId }: Reevaluation,
  revision: bigint,
): Promise<void> {
  await transaction.query('update metrics.source set revision = $3 where company_id = $1 and source_id = $2', [
    companyId,
    sourceId,
    revision,
  ]);
  for (const batchId of await standingBatches(transaction, companyId, cycleId, sourceId)) {
    await reconcileBatch(transaction, companyId, batchId);
  }
}
