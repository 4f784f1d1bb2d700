import type { DataSource } from 'typeorm';
import type { admitLateData, previewLateData } from '../../../../libs/contracts/metrics/late-data.js';
import type { AnswerOf, RequestOf } from '../../../../libs/contracts/route.js';
import { Decimal } from '../../../../libs/domain/scoring/decimal.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { audit } from '../audit.js';
import { admitHeld, type Surroundings, surroundingsOf } from '../batches/reevaluate.js';
import { clearStaged, Staging } from '../batches/staging.js';
import { type MetricsCall, scopeOf } from '../caller.js';
import { readCollection } from '../collections/collection-rows.js';
import type { Organisation } from '../organisation/organisation.js';
import { computeWithin, keepWithin } from '../runs/compute-run.js';
import { readResults } from '../runs/read-results.js';
import type { ScoredPerson } from '../runs/score-people.js';
import {
  endWithdrawn,
  type HeldLate,
  keepLatest,
  type LastLine,
  readHeldLate,
  readLastLines,
  readReached,
  takeSnapshot,
} from './late-rows.js';

type Preview = typeof previewLateData;
type Admit = typeof admitLateData;
type Exclusions = RequestOf<Preview>['exclusions'];

/** A run takes so many people; a message so many results. */
const mostInRun = 500;
const mostShown = 60;

/** Done in full and rolled back: what is shown is what an approval does. */
export async function preview(
  database: DataSource,
  organisation: Organisation,
  call: MetricsCall,
  { cycleId, exclusions }: RequestOf<Preview>,
): Promise<AnswerOf<Preview>> {
  const surroundings = await surroundingsOf(organisation, call);
  return Staging.use(database, scopeOf(call), async (staging) => {
    try {
      return await staging.transaction(async (transaction) => {
        const held = await readHeldLate(transaction, call.companyId, cycleId);
        if (held.rows.length === 0) return { ...held, rows: [], personIds: [], results: [] };
        const { personIds } = await admit(transaction, call, { cycleId, exclusions, held }, surroundings);
        const results = await resultsWithin(transaction, call, cycleId, exclusions, personIds.slice(0, mostShown));
        throw new NotWritten({ rows: [...held.rows], digest: held.digest, personIds: [...personIds], results });
      });
    } catch (error) {
      if (error instanceof NotWritten) return error.seen;
      throw error;
    }
  });
}

/** Ends the transaction without its effects, with what was seen in it. */
class NotWritten extends Error {
  constructor(readonly seen: AnswerOf<Preview>) {
    super('a preview writes nothing');
  }
}

async function resultsWithin(
  transaction: Transaction,
  call: MetricsCall,
  cycleId: string,
  exclusions: Exclusions,
  personIds: readonly string[],
): Promise<AnswerOf<Preview>['results']> {
  if (personIds.length === 0) return [];
  const request = { cycleId, requestKey: 'preview', personIds: [...personIds], exclusions };
  const computed = await computeWithin(transaction, call.companyId, request);
  const { runId } = await keepWithin(transaction, call, request, computed);
  return readResults(transaction, call.companyId, runId, { after: null, limit: mostShown });
}

/** One transaction: the rows, the snapshot and who is touched stand together or not at all. Safe to repeat. */
export async function admitOnce(
  database: DataSource,
  organisation: Organisation,
  call: MetricsCall,
  { cycleId, requestKey, digest, exclusions }: RequestOf<Admit>,
): Promise<AnswerOf<Admit>> {
  const surroundings = await surroundingsOf(organisation, call);
  return Staging.use(database, scopeOf(call), (staging) =>
    staging.transaction(async (transaction) => {
      const { companyId } = call;
      // Whoever asks at the same time waits here and finds it done.
      await transaction.query('select from metrics.collection where company_id = $1 and cycle_id = $2 for update', [
        companyId,
        cycleId,
      ]);
      const [earlier] = await transaction.query<AnswerOf<Admit>>(
        `select snapshot_no as "snapshotNo", person_ids as "personIds" from metrics.late_admission
         where company_id = $1 and cycle_id = $2 and request_key = $3`,
        [companyId, cycleId, requestKey],
      );
      if (earlier) return earlier;
      const held = await readHeldLate(transaction, companyId, cycleId);
      if (held.digest !== digest) throw changed();
      const { snapshotNo, personIds } = await admit(transaction, call, { cycleId, exclusions, held }, surroundings);
      const rows = held.rows.reduce((sum, one) => sum + one.rows, 0);
      await transaction.query(
        `insert into metrics.late_admission (company_id, cycle_id, request_key, snapshot_no, digest, rows, person_ids)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [companyId, cycleId, requestKey, snapshotNo, digest, rows, personIds],
      );
      await audit(transaction, call, {
        action: 'collection.late_data_admitted',
        subjectType: 'collection',
        subjectId: cycleId,
        after: { cycleId, requestKey, snapshotNo, rows, people: personIds.length },
      });
      return { snapshotNo, personIds: [...personIds] };
    }),
  );
}

const changed = (): Problem =>
  new Problem(
    409,
    'late_data.changed',
    'Other late rows are held now than were looked at; look at their effect again and propose it anew.',
  );

interface Admission {
  readonly cycleId: string;
  readonly exclusions: Exclusions;
  readonly held: HeldLate;
}

/** The held rows count, and who has another result by that. */
async function admit(
  transaction: Transaction,
  call: MetricsCall,
  { cycleId, exclusions, held }: Admission,
  surroundings: Surroundings,
): Promise<{ snapshotNo: number; personIds: readonly string[] }> {
  const { companyId } = call;
  const { frozenAt } = await readCollection(transaction, companyId, cycleId);
  if (frozenAt === null)
    throw new Problem(409, 'late_data.not_frozen', 'The inputs are still open; nothing is late before the cut-off.');
  await keepLatest(transaction, companyId, cycleId);
  const accountId = call.actor?.accountId ?? null;
  for (const { sourceId } of held.rows) {
    await clearStaged(transaction);
    await admitHeld(transaction, call, { sourceId, cycleId }, surroundings, (revision) =>
      endWithdrawn(transaction, companyId, { cycleId, sourceId, revision, accountId }),
    );
  }
  const sources = held.rows.map(({ sourceId }) => sourceId);
  const snapshotNo = await takeSnapshot(transaction, companyId, cycleId, sources);
  const reached = await readReached(transaction, companyId, cycleId, snapshotNo);
  const personIds: string[] = [];
  for (let from = 0; from < reached.length; from += mostInRun) {
    const part = reached.slice(from, from + mostInRun);
    const request = { cycleId, requestKey: 'late', personIds: part, exclusions };
    const { people } = await computeWithin(transaction, companyId, request);
    const before = await readLastLines(transaction, companyId, cycleId, part);
    personIds.push(...people.filter((person) => differs(person, before)).map(({ personId }) => personId));
  }
  return { snapshotNo, personIds };
}

/** Somebody without a run yet is computed with these figures anyway. */
function differs({ personId, segments }: ScoredPerson, before: readonly LastLine[]): boolean {
  const own = before.filter((line) => line.personId === personId);
  if (own.length === 0) return false;
  return segments.some(({ segmentNo, lines }) =>
    lines.some((line) => {
      const last = own.find((one) => one.segmentNo === segmentNo && one.kpiId === line.kpiId);
      return !last || last.state !== line.state || !same(last.actual, line.actual) || !same(last.score, line.score);
    }),
  );
}

const same = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : new Decimal(one).eq(other);
