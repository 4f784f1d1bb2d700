import type { CompiledKpi } from './compiled.js';
import { text, zero } from './decimal.js';
import { type DraftLine, draftLine, finishedLine } from './draft-line.js';
import { figuresFrom } from './measure.js';
import type { Blocker, PersonInput, Segment, SegmentResult } from './person.js';
import { dimensionScore, segmentScore, type WeighedSegment } from './totals.js';
import { reweightedPercent, weighs, weightsOf } from './weights.js';

export interface ScoredSegment {
  readonly result: SegmentResult;
  readonly weighed: WeighedSegment;
  readonly blockers: readonly Blocker[];
}

/** Steps 2 to 6 for one position under one standard. */
export function scoreSegment(
  person: PersonInput,
  segment: Segment,
  segmentNo: number,
  counted: boolean,
): ScoredSegment {
  const kpis = segment.standard.positions.get(segment.positionId);
  const { result, weighed } = segmentResult(person, segment, segmentNo, counted, kpis ?? []);
  const blockers = result.lines.flatMap(({ kpiId, state, reason }): Blocker[] =>
    state === 'blocked' && reason !== null ? [{ kpiId, segmentNo, reason }] : [],
  );
  if (kpis === undefined)
    return { result, weighed, blockers: [{ kpiId: null, segmentNo, reason: 'position_unknown' }] };
  if (blockers.length > 0 || result.score !== null) return { result, weighed, blockers };
  const reason = result.lines.every((line) => line.state === 'not_due') ? 'nothing_due' : 'nothing_counts';
  return { result, weighed, blockers: [{ kpiId: null, segmentNo, reason }] };
}

function segmentResult(
  person: PersonInput,
  segment: Segment,
  segmentNo: number,
  counted: boolean,
  kpis: readonly CompiledKpi[],
): Pick<ScoredSegment, 'result' | 'weighed'> {
  const { standard, positionId, from, to, days } = segment;
  const { standardId, version, dimensions = [] } = standard.version;
  const figures = figuresFrom(segment.inputs);
  const drafts = withinReweightLimit(
    kpis.map((kpi) => draftLine(kpi, person, segment, figures)),
    segment,
  );
  const weights = weightsOf(drafts, dimensions, (line) => weighs(line.state));
  const lines = drafts.map((draft) => finishedLine(draft, weights.effective(draft), standard.defaults.digits));
  const parts = drafts.map(({ compiled, score, state }) => ({
    dimension: compiled.kpi.dimension ?? null,
    weight: compiled.rawWeight,
    value: score,
    state,
  }));
  const score = segmentScore(parts, dimensions);
  const result: SegmentResult = {
    segmentNo,
    standardId,
    version,
    positionId,
    from,
    to,
    days,
    counted,
    score: score && text(score),
    sumRaw: text(weights.sumRaw),
    dimensions: dimensions.map(({ dimensionId, rawWeight }) => ({
      dimensionId,
      rawWeight,
      effectiveWeight: text(weights.ofDimension(dimensionId) ?? zero),
      score: textOrNull(dimensionScore(parts, dimensionId)),
    })),
    lines,
  };
  return {
    result,
    weighed: {
      days,
      counted,
      score: (zeroed) => (zeroed.size === 0 ? score : segmentScore(parts, dimensions, zeroed)),
    },
  };
}

const textOrNull = (score: ReturnType<typeof dimensionScore>): string | null => score && text(score);

/** Too much gone at once is not a total of this job any more: the lines then wait for figures or for an approval by name. */
function withinReweightLimit(drafts: readonly DraftLine[], { standard }: Segment): readonly DraftLine[] {
  if (!drafts.some((line) => line.state === 'missing_reweighted')) return drafts;
  if (reweightedPercent(drafts, standard.version.dimensions ?? []).lte(standard.maxReweight)) return drafts;
  return drafts.map((line) =>
    line.state === 'missing_reweighted' ? { ...line, state: 'blocked', reason: 'reweight_refused' } : line,
  );
}
