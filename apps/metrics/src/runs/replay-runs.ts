import type { DataSource } from 'typeorm';
import type { replayRuns as contract } from '../../../../libs/contracts/metrics/messages.js';
import type { AnswerOf } from '../../../../libs/contracts/route.js';
import { scoringRules } from '../../../../libs/domain/scoring/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { type MetricsCall, scopeOf } from '../caller.js';
import { type Collection, readCollection } from '../collections/collection-rows.js';
import { canonical } from '../mapping/row.js';
import type { Given } from './given.js';
import { evidenceCount, lineDetail, linesOf, segmentsWithoutLines } from './keep-run.js';
import { type LineRow, type ResultRow, type RunRow, readRows } from './read-results.js';
import { type ScoredPerson, scorePeople } from './score-people.js';
import { readStandards } from './standards.js';

type Answer = AnswerOf<typeof contract>;
type Difference = Answer['differences'][number];
type StoredRun = RunRow & { readonly given: Given };

/** More would not help anybody, and a message has a limit. */
const mostDifferences = 500;

/** Computes every run of a cycle again from its frozen observations and copied standards, and compares every digit with what is stored. */
export async function replayRuns(database: DataSource, call: MetricsCall, cycleId: string): Promise<Answer> {
  const scope = scopeOf(call);
  const { collection, runs } = await inTransaction(database, scope, async (transaction) => ({
    collection: await readCollection(transaction, call.companyId, cycleId),
    runs: await readStoredRuns(transaction, call.companyId, cycleId),
  }));
  const answer: Answer = { runs: runs.length, people: 0, lines: 0, differences: [] };
  for (const run of runs) {
    const replayed = await inTransaction(database, scope, (transaction) =>
      replay(transaction, call.companyId, collection, run),
    );
    answer.people += replayed.people;
    answer.lines += replayed.lines;
    answer.differences.push(...replayed.differences.slice(0, mostDifferences - answer.differences.length));
  }
  return answer;
}

const readStoredRuns = (transaction: Transaction, companyId: string, cycleId: string): Promise<StoredRun[]> =>
  transaction.query<StoredRun>(
    `select run_id as "runId", run_no as "runNo", cycle_id as "cycleId", snapshot_no as "snapshotNo", scoring_rules as "scoringRules",
            rules, given
     from metrics.score_run where company_id = $1 and cycle_id = $2 order by run_no`,
    [companyId, cycleId],
  );

async function replay(transaction: Transaction, companyId: string, collection: Collection, run: StoredRun) {
  const { results, lines } = await readRows(transaction, companyId, run.runId, { limit: 1_000_000 });
  const standards = await readStandards(transaction, companyId, run.cycleId);
  const people = await scorePeople(transaction, {
    companyId,
    collection,
    snapshotNo: run.snapshotNo,
    personIds: results.map(({ personId }) => personId),
    standards,
    given: run.given,
  });
  const again = new Map(people.map((person) => [person.personId, person]));
  const differences = results.flatMap((result) => {
    const person = again.get(result.personId);
    const stored = storedFacts(run, result, lines.get(result.personId) ?? []);
    return compare(run.runNo, result.personId, stored, person ? recomputedFacts(person) : new Map());
  });
  return { people: results.length, lines: [...lines.values()].reduce((sum, of) => sum + of.length, 0), differences };
}

/** What is compared, by the place it stands at: a person's own facts under '', a line's under its segment and KPI. */
type Facts = Map<string, string>;

const personPlace = '';
const linePlace = (segmentNo: number, kpiId: string): string => `${segmentNo}/${kpiId}`;

function storedFacts(run: StoredRun, result: ResultRow, lines: readonly LineRow[]): Facts {
  const { personId: _, rulesNo, blockedBy, ...rest } = result;
  const facts: Facts = new Map();
  const rules = rulesNo === null ? null : run.rules[rulesNo];
  facts.set(personPlace, canonical({ ...rest, blockedBy: blockedBy ?? [], rules, scoringRules: run.scoringRules }));
  for (const { personId: __, lineNo: ___, ...line } of lines) {
    facts.set(linePlace(line.segmentNo, line.kpiId), canonical(line));
  }
  return facts;
}

function recomputedFacts(person: ScoredPerson): Facts {
  const { status, total, totalUnrounded, grade, beforeVeto, gradeBeforeVeto, blockedBy, rules } = person;
  const facts: Facts = new Map();
  const segments = segmentsWithoutLines(person);
  facts.set(
    personPlace,
    canonical({
      status,
      total,
      totalUnrounded,
      grade,
      beforeVeto,
      gradeBeforeVeto,
      segments,
      blockedBy,
      rules,
      scoringRules,
    }),
  );
  for (const kept of linesOf([person])) {
    const { kpiId, state, rawWeight, effectiveWeight, target, actual, score, shown } = kept.line;
    const { segmentNo } = kept;
    const line = { segmentNo, kpiId, state, rawWeight, effectiveWeight, target, actual, score, shown };
    facts.set(
      linePlace(segmentNo, kpiId),
      canonical({ ...line, evidenceCount: evidenceCount(kept), detail: lineDetail(kept) }),
    );
  }
  return facts;
}

const absent = 'absent';

function compare(runNo: number, personId: string, stored: Facts, recomputed: Facts): Difference[] {
  const places = new Set([...stored.keys(), ...recomputed.keys()]);
  return [...places].flatMap((place) => {
    const before = stored.get(place) ?? absent;
    const after = recomputed.get(place) ?? absent;
    if (before === after) return [];
    const kpiId = place === personPlace ? null : (place.split('/')[1] ?? null);
    return [{ runNo, personId, kpiId, stored: before, recomputed: after }];
  });
}
