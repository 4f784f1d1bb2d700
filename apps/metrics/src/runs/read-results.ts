import type { PersonScoreResult, ScoreLine } from '../../../../libs/contracts/metrics/messages.js';
import type { CompiledKpi } from '../../../../libs/domain/scoring/compiled.js';
import type { PersonResult, SegmentResult, TotalRules } from '../../../../libs/domain/scoring/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { byPerson } from './by-person.js';
import { readStandards, type Standards, standardKey } from './standards.js';

export interface RunRow {
  readonly runId: string;
  readonly runNo: number;
  readonly cycleId: string;
  readonly snapshotNo: number;
  readonly scoringRules: string;
  readonly rules: readonly TotalRules[];
}

export async function readRun(transaction: Transaction, companyId: string, runId: string): Promise<RunRow> {
  const [run] = await transaction.query<RunRow>(
    `select run_id as "runId", run_no as "runNo", cycle_id as "cycleId", snapshot_no as "snapshotNo", scoring_rules as "scoringRules", rules
     from metrics.score_run where company_id = $1 and run_id = $2`,
    [companyId, runId],
  );
  if (!run) throw notFound('score_run', runId);
  return run;
}

/** A segment as it is stored, without its lines. */
export type StoredSegment = Omit<SegmentResult, 'lines'>;

export interface ResultRow {
  readonly personId: string;
  readonly status: PersonResult['status'];
  readonly total: string | null;
  readonly totalUnrounded: string | null;
  readonly grade: string | null;
  readonly beforeVeto: string | null;
  readonly gradeBeforeVeto: string | null;
  readonly rulesNo: number | null;
  readonly blockedBy: PersonScoreResult['blockedBy'] | null;
  readonly segments: readonly StoredSegment[];
}

export interface LineRow {
  readonly personId: string;
  readonly segmentNo: number;
  readonly lineNo: number;
  readonly kpiId: string;
  readonly state: ScoreLine['state'];
  readonly rawWeight: string;
  readonly effectiveWeight: string;
  readonly target: string | null;
  readonly actual: string | null;
  readonly score: string | null;
  readonly shown: string | null;
  readonly evidenceCount: number;
  readonly detail: {
    readonly dimension: string | null;
    readonly inputs: unknown;
    readonly floor: string;
    readonly cap: string;
    readonly reason: string | null;
    readonly exclusion: unknown;
    readonly explanation: Record<string, unknown> | null;
  };
}

/** A run's rows in the order of person id; `personIds` limits them, else the page after `after`. */
export async function readRows(
  transaction: Transaction,
  companyId: string,
  runId: string,
  page: { personId?: string | null; after?: string | null; limit: number },
): Promise<{ results: ResultRow[]; lines: Map<string, LineRow[]> }> {
  const results = await transaction.query<ResultRow>(
    `select person_id as "personId", status, total::text, total_unrounded::text as "totalUnrounded", grade, before_veto::text as "beforeVeto",
            grade_before_veto as "gradeBeforeVeto", rules_no as "rulesNo", blocked_by as "blockedBy", segments
     from metrics.score_result where company_id = $1 and run_id = $2 and ($3::uuid is null or person_id = $3)
       and ($4::uuid is null or person_id > $4) order by person_id limit $5`,
    [companyId, runId, page.personId ?? null, page.after ?? null, page.limit],
  );
  const lines = await transaction.query<LineRow>(
    `select person_id as "personId", segment_no as "segmentNo", line_no as "lineNo", kpi_id as "kpiId", state, raw_weight::text as "rawWeight",
            effective_weight::text as "effectiveWeight", target::text, actual::text, score::text, shown::text,
            evidence_count as "evidenceCount", detail
     from metrics.score_line where company_id = $1 and run_id = $2 and person_id = any($3::uuid[])
     order by person_id, segment_no, line_no`,
    [companyId, runId, results.map(({ personId }) => personId)],
  );
  return { results, lines: byPerson(lines) };
}

/** Results as other services read them: names, model and parameters come from the standard version they were scored by. */
export async function readResults(
  transaction: Transaction,
  companyId: string,
  runId: string,
  page: Parameters<typeof readRows>[3],
): Promise<PersonScoreResult[]> {
  const run = await readRun(transaction, companyId, runId);
  const standards = await readStandards(transaction, companyId, run.cycleId);
  const { results, lines } = await readRows(transaction, companyId, runId, page);
  return results.map((result) => personResult(run, result, lines.get(result.personId) ?? [], standards));
}

function personResult(run: RunRow, row: ResultRow, lines: readonly LineRow[], standards: Standards): PersonScoreResult {
  const { rulesNo, blockedBy, segments, ...result } = row;
  const ofSegment = new Map(segments.map((segment) => [segment.segmentNo, segment]));
  const rules = rulesNo === null ? undefined : run.rules[rulesNo];
  return {
    ...result,
    runId: run.runId,
    runNo: run.runNo,
    scoringRules: run.scoringRules,
    blockedBy: blockedBy ?? [],
    // The contract's type is mutable, and nobody changes an answer.
    rules: (rules ?? null) as PersonScoreResult['rules'],
    segments: segments.map(({ version, dimensions, ...segment }) => ({
      ...segment,
      standardVersion: version,
      dimensions: [...dimensions],
      adjustmentLimit: standardOf(segment.standardId, version, standards).defaults.adjustmentLimit,
    })),
    lines: lines.map((line) => scoreLine(line, kpiOf(line, ofSegment.get(line.segmentNo), standards))),
  };
}

function standardOf(standardId: string, version: number, standards: Standards) {
  const standard = standards.get(standardKey(standardId, version));
  if (!standard) throw new Error(`the collection lost the standard ${standardId} version ${version} that scored it`);
  return standard;
}

export function kpiOf(
  line: Pick<LineRow, 'kpiId'>,
  segment: StoredSegment | undefined,
  standards: Standards,
): CompiledKpi {
  const standard = segment && standardOf(segment.standardId, segment.version, standards);
  const found = standard?.positions.get(segment?.positionId ?? '')?.find(({ kpi }) => kpi.kpiId === line.kpiId);
  if (!found) throw new Error(`the standard of a stored line has no KPI ${line.kpiId}`);
  return found;
}

/** Written out field by field: a launch makes hundreds of thousands of lines, and spreading each costs several times as much. */
function scoreLine(line: LineRow, { kpi }: CompiledKpi): ScoreLine {
  const { dimension, floor, cap, reason, inputs, exclusion, explanation } = line.detail;
  return {
    segmentNo: line.segmentNo,
    kpiId: line.kpiId,
    dimension,
    names: kpi.names,
    unit: kpi.unit,
    sourceId: kpi.sourceId,
    model: kpi.model.model,
    parameters: parametersOf(kpi),
    target: line.target,
    actual: line.actual,
    rawWeight: line.rawWeight,
    effectiveWeight: line.effectiveWeight,
    floor,
    cap,
    score: line.score,
    shown: line.shown,
    state: line.state,
    reason,
    explanation: { ...explanation, inputs, ...(exclusion ? { exclusion } : {}) },
    evidenceCount: line.evidenceCount,
  };
}

const parameters = new WeakMap<CompiledKpi['kpi'], ScoreLine['parameters']>();

/** What a model has beside its name; the same for everybody. */
function parametersOf(kpi: CompiledKpi['kpi']): ScoreLine['parameters'] {
  const known = parameters.get(kpi);
  if (known) return known;
  const { model: _, ...others } = kpi.model;
  parameters.set(kpi, others);
  return others;
}
