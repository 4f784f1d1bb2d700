import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { computeRun as contract } from '../../../../libs/contracts/metrics/messages.js';
import type { AnswerOf, RequestOf } from '../../../../libs/contracts/route.js';
import { scoringRules } from '../../../../libs/domain/scoring/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { audit } from '../audit.js';
import { type MetricsCall, scopeOf } from '../caller.js';
import { readCollection } from '../collections/collection-rows.js';
import { type Given, gatherGiven } from './given.js';
import { distinctRules, keepResults } from './keep-run.js';
import { type ScoredPerson, scorePeople } from './score-people.js';
import { readStandards } from './standards.js';

type Request = RequestOf<typeof contract>;
type Answer = AnswerOf<typeof contract>;

interface Computed {
  readonly people: readonly ScoredPerson[];
  readonly given: Given;
  readonly snapshotNo: number;
}

/** Reads and computes without a lock (frozen inputs do not move), then writes in one short transaction. The same key again answers the first run. */
export async function computeRun(database: DataSource, call: MetricsCall, request: Request): Promise<Answer> {
  const scope = scopeOf(call);
  const earlier = await inTransaction(database, scope, (transaction) => findRun(transaction, call.companyId, request));
  if (earlier) return earlier;
  const computed = await inTransaction(database, scope, (transaction) =>
    computeWithin(transaction, call.companyId, request),
  );
  return inTransaction(database, scope, (transaction) => keepWithin(transaction, call, request, computed));
}

/** Also within a transaction that has changed what is computed from. */
export async function computeWithin(transaction: Transaction, companyId: string, request: Request): Promise<Computed> {
  const collection = await readCollection(transaction, companyId, request.cycleId);
  if (collection.frozenAt === null) {
    throw new Problem(
      409,
      'collection.not_frozen',
      `The inputs of the cycle ${request.cycleId} are still open; freeze them before scoring.`,
      { cycleId: request.cycleId },
    );
  }
  const snapshotNo = await latestSnapshot(transaction, companyId, request.cycleId);
  const standards = await readStandards(transaction, companyId, request.cycleId);
  const given = await gatherGiven(transaction, companyId, collection, request, standards);
  const people = await scorePeople(transaction, {
    companyId,
    collection,
    snapshotNo,
    personIds: request.personIds,
    standards,
    given,
  });
  refuseStrangers(request, people);
  return { people, given, snapshotNo };
}

function refuseStrangers({ personIds, cycleId }: Request, people: readonly ScoredPerson[]): void {
  const known = new Set(people.map(({ personId }) => personId));
  const strangers = personIds.filter((personId) => !known.has(personId));
  if (strangers.length === 0) return;
  throw new Problem(
    422,
    'run.person_not_collected',
    `${strangers.length} person(s), first ${strangers[0]}, are not part of the collection of cycle ${cycleId}; open it with them first.`,
    { people: strangers.length, first: strangers[0] ?? null },
  );
}

async function latestSnapshot(transaction: Transaction, companyId: string, cycleId: string): Promise<number> {
  const [row] = await transaction.query<{ snapshotNo: number | null }>(
    `select max(snapshot_no) as "snapshotNo" from metrics.collection_snapshot where company_id = $1 and cycle_id = $2`,
    [companyId, cycleId],
  );
  // A cycle without sources has no rows of a snapshot; its first one is empty.
  return row?.snapshotNo ?? 1;
}

export async function keepWithin(
  transaction: Transaction,
  call: MetricsCall,
  request: Request,
  computed: Computed,
): Promise<Answer> {
  const { companyId } = call;
  const { cycleId, requestKey } = request;
  const { people, given, snapshotNo } = computed;
  // The row's lock makes the numbers of a cycle's runs gapless and lets one of two equal requests wait for the other.
  const [numbered] = await transaction.query<{ runNo: number }>(
    `update metrics.collection set last_run_no = last_run_no + 1 where company_id = $1 and cycle_id = $2 returning last_run_no as "runNo"`,
    [companyId, cycleId],
  );
  const earlier = await findRun(transaction, companyId, request);
  if (earlier) {
    await transaction.query(
      `update metrics.collection set last_run_no = last_run_no - 1 where company_id = $1 and cycle_id = $2`,
      [companyId, cycleId],
    );
    return earlier;
  }
  const { rules, indexOf } = distinctRules(people);
  const answer = {
    runId: randomUUID(),
    runNo: numbered?.runNo ?? 0,
    scored: people.filter(({ status }) => status === 'scored').length,
    blocked: people.filter(({ status }) => status === 'blocked').length,
  };
  await transaction.query(
    `insert into metrics.score_run (company_id, run_id, cycle_id, run_no, request_key, snapshot_no, scoring_rules, people, scored, blocked,
       given, rules, computed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      companyId,
      answer.runId,
      cycleId,
      answer.runNo,
      requestKey,
      snapshotNo,
      scoringRules,
      people.length,
      answer.scored,
      answer.blocked,
      JSON.stringify(given),
      JSON.stringify(rules),
      call.actor?.accountId ?? null,
    ],
  );
  await keepResults(transaction, companyId, answer.runId, people, indexOf);
  await audit(transaction, call, {
    action: 'score_run.computed',
    subjectType: 'score_run',
    subjectId: answer.runId,
    after: { cycleId, requestKey, snapshotNo, scoringRules, ...answer },
  });
  return answer;
}

async function findRun(
  transaction: Transaction,
  companyId: string,
  { cycleId, requestKey }: Request,
): Promise<Answer | null> {
  const [run] = await transaction.query<Answer>(
    `select run_id as "runId", run_no as "runNo", scored, blocked from metrics.score_run
     where company_id = $1 and cycle_id = $2 and request_key = $3`,
    [companyId, cycleId, requestKey],
  );
  return run ?? null;
}
