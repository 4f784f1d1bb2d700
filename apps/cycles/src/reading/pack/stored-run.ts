import type { z } from 'zod';
import type { exclusion, PersonScoreResult, ScoreLine } from '../../../../../libs/contracts/metrics/messages.js';
import type { CycleKind } from '../../../../../libs/contracts/values.js';
import type { Explanation, InputUsed, Model, PersonResult } from '../../../../../libs/domain/scoring/index.js';
import type { Transaction } from '../../../../../libs/platform/database/index.js';

type StoredLine = Pick<
  ScoreLine,
  | 'segmentNo'
  | 'kpiId'
  | 'dimension'
  | 'model'
  | 'parameters'
  | 'target'
  | 'actual'
  | 'rawWeight'
  | 'effectiveWeight'
  | 'floor'
  | 'cap'
  | 'score'
  | 'shown'
  | 'state'
  | 'reason'
  | 'explanation'
>;
type Rows = Pick<
  PersonScoreResult,
  | 'status'
  | 'total'
  | 'totalUnrounded'
  | 'grade'
  | 'beforeVeto'
  | 'gradeBeforeVeto'
  | 'scoringRules'
  | 'rules'
  | 'segments'
  | 'blockedBy'
> & { readonly runId: string; readonly lines: readonly StoredLine[] };

/** The run an appraisal stands on, as it was stored. */
export interface StoredRun extends Rows {
  readonly personId: string;
  readonly kind: CycleKind;
  readonly period: { readonly from: string; readonly to: string };
}

export async function readStoredRun(
  transaction: Transaction,
  companyId: string,
  appraisalId: string,
): Promise<StoredRun | undefined> {
  const [row] = await transaction.query<StoredRun>(
    `select a.person_id as "personId", c.kind, jsonb_build_object('from', c.period_from, 'to', c.period_to) as period,
       r.run_id as "runId", r.status, r.total::text, r.total_unrounded as "totalUnrounded", r.grade, r.before_veto as "beforeVeto",
       r.grade_before_veto as "gradeBeforeVeto", r.scoring_rules as "scoringRules", r.rules, r.segments, r.blocked_by as "blockedBy",
       (select coalesce(jsonb_agg(jsonb_build_object('segmentNo', l.segment_no, 'kpiId', l.kpi_id, 'dimension', l.dimension,
          'model', l.model, 'parameters', l.parameters, 'target', l.target::text, 'actual', l.actual::text,
          'rawWeight', l.raw_weight::text, 'effectiveWeight', l.effective_weight::text, 'floor', l.floor::text, 'cap', l.cap::text,
          'score', l.score::text, 'shown', l.shown::text, 'state', l.state, 'reason', l.reason, 'explanation', l.explanation)
          order by l.segment_no, l.line_no), '[]')
        from cycles.appraisal_line l
        where l.company_id = a.company_id and l.appraisal_id = a.appraisal_id and l.run_no = a.run_no) as lines
     from cycles.appraisal a
     join cycles.cycle c on c.company_id = a.company_id and c.cycle_id = a.cycle_id
     join cycles.appraisal_result r on r.company_id = a.company_id and r.appraisal_id = a.appraisal_id and r.run_no = a.run_no
     where a.company_id = $1 and a.appraisal_id = $2`,
    [companyId, appraisalId],
  );
  return row;
}

/** A segment that no standard measured is not in the published formats: such a run cannot be computed from a file. */
export const isPublishable = ({ segments, blockedBy }: StoredRun): boolean =>
  segments.length > 0 && !blockedBy.some(({ reason }) => reason === 'standard_missing');

/** What a stored line keeps beside its columns. */
interface LineDetail {
  readonly inputs: readonly InputUsed[];
  readonly exclusion: z.output<typeof exclusion> | null;
  readonly explanation: Explanation | null;
}

export function detailOf({ explanation }: StoredLine): LineDetail {
  const kept = explanation as (Explanation & Partial<Pick<LineDetail, 'inputs' | 'exclusion'>>) | null;
  const {
    formula,
    numbers,
    unclamped,
    clamped,
    inputs = [],
    exclusion = null,
  } = kept ?? ({} as Partial<typeof kept & object>);
  return {
    inputs,
    exclusion,
    explanation:
      formula === undefined || numbers === undefined || unclamped === undefined
        ? null
        : { formula, numbers, unclamped, clamped: clamped ?? null },
  };
}

/** The run as `kaohe score` prints it. */
export function resultOf(run: StoredRun): PersonResult {
  const { status, total, totalUnrounded, beforeVeto, gradeBeforeVeto, grade, rules, scoringRules } = run;
  return {
    status,
    blockedBy: run.blockedBy as PersonResult['blockedBy'],
    total,
    totalUnrounded,
    beforeVeto,
    gradeBeforeVeto,
    grade,
    segments: run.segments.map(({ standardVersion, adjustmentLimit: _, ...segment }) => ({
      ...segment,
      version: standardVersion,
      lines: run.lines.filter(({ segmentNo }) => segmentNo === segment.segmentNo).map(lineOf),
    })),
    rules,
    scoringRules,
  };
}

function lineOf(line: StoredLine): PersonResult['segments'][number]['lines'][number] {
  const { segmentNo: _, parameters, explanation: __, ...own } = line;
  const { inputs, exclusion, explanation } = detailOf(line);
  return {
    ...own,
    model: own.model as Model['model'],
    params: { model: own.model, ...parameters } as Model,
    inputs,
    reason: own.reason as PersonResult['segments'][number]['lines'][number]['reason'],
    exclusion: exclusion && {
      kpiId: exclusion.kpiId,
      reason: exclusion.reason,
      approvedBy: exclusion.approvedBy,
    },
    explanation,
  };
}
