import { clamp, Decimal, decimal, rounded, text, type Weighed, weightedMean, zero } from './decimal.js';
import { gradeOf, lowerGrade } from './grades.js';
import type { DimensionResult, LineState, Outcome, ScoreLine, SegmentResult, TotalRules } from './person.js';
import { counts } from './weights.js';

/** What a total is made of: a segment as a run holds it, or the rows it was stored as. */
export interface SegmentScores extends Pick<SegmentResult, 'segmentNo' | 'days' | 'counted'> {
  readonly dimensions: readonly Pick<DimensionResult, 'dimensionId' | 'rawWeight'>[];
  readonly lines: readonly Pick<ScoreLine, 'kpiId' | 'dimension' | 'rawWeight' | 'score' | 'state'>[];
}

/** A line with its digits parsed. */
export interface ScoredPart {
  readonly dimension: string | null;
  readonly weight: Decimal;
  readonly value: Decimal | null;
  readonly state: LineState;
}

/** A segment's score, with these dimensions set to 0; null while it has none. */
export interface WeighedSegment {
  readonly days: number;
  readonly counted: boolean;
  readonly score: (zeroed: ReadonlySet<string>) => Decimal | null;
}

export function storedSegment({ days, counted, lines, dimensions }: SegmentScores): WeighedSegment {
  const parts = lines.map(({ dimension, rawWeight, score, state }) => ({
    dimension,
    weight: decimal(rawWeight),
    value: score === null ? null : decimal(score),
    state,
  }));
  return { days, counted, score: (zeroed) => segmentScore(parts, dimensions, zeroed) };
}

const nothingZeroed: ReadonlySet<string> = new Set();

export const nothingScored: Outcome = {
  total: null,
  totalUnrounded: null,
  beforeVeto: null,
  gradeBeforeVeto: null,
  grade: null,
};

/** Steps 6 to 10; null scores of counted segments leave the person without a total. */
export function outcomeOf(segments: readonly WeighedSegment[], rules: TotalRules): Outcome {
  const effects = rules.vetoes.map((veto) => veto.effect);
  const plain = withPoints(overSegments(segments, nothingZeroed, rules), rules);
  if (plain === null) return nothingScored;
  const shown = rounded(plain, rules.digits);
  const grade = gradeOf(shown, rules.grades);
  if (effects.length === 0)
    return { total: shown, totalUnrounded: text(plain), beforeVeto: null, gradeBeforeVeto: null, grade };

  const zeroed = new Set(effects.flatMap((effect) => (effect.kind === 'dimension_zero' ? [effect.dimensionId] : [])));
  const left = withPoints(overSegments(segments, zeroed, rules), rules) ?? plain;
  const vetoed = effects.some((effect) => effect.kind === 'total_zero')
    ? clamp(zero, decimal(rules.totalFloor), decimal(rules.totalCap))
    : left;
  const total = rounded(vetoed, rules.digits);
  return {
    total,
    totalUnrounded: text(vetoed),
    beforeVeto: shown,
    gradeBeforeVeto: grade,
    grade: effects.reduce(
      (lowest, effect) => (effect.kind === 'grade_cap' ? lowerGrade(lowest, effect.grade, rules.grades) : lowest),
      gradeOf(total, rules.grades),
    ),
  };
}

function withPoints(score: Decimal | null, rules: TotalRules): Decimal | null {
  if (score === null) return null;
  const points = score.plus(decimal(rules.bonus)).minus(decimal(rules.penalty));
  return clamp(points, decimal(rules.totalFloor), decimal(rules.totalCap));
}

/** Σ days × score ÷ Σ days, then the months' share where the standard composes a longer cycle from them. */
function overSegments(
  segments: readonly WeighedSegment[],
  zeroed: ReadonlySet<string>,
  rules: TotalRules,
): Decimal | null {
  const { months } = rules;
  if (months !== null && decimal(months.ownWeight).isZero()) return decimal(months.mean);
  const weighed: Weighed[] = [];
  for (const segment of segments.filter((one) => one.counted)) {
    const value = segment.score(zeroed);
    if (value === null) return null;
    weighed.push({ weight: new Decimal(segment.days), value });
  }
  const own = weightedMean(weighed);
  if (own === null || months === null) return own;
  return weightedMean([
    { weight: decimal(months.monthsWeight), value: decimal(months.mean) },
    { weight: decimal(months.ownWeight), value: own },
  ]);
}

/** Step 6; null while a line is blocked or nothing counts. */
export function segmentScore(
  parts: readonly ScoredPart[],
  dimensions: SegmentScores['dimensions'],
  zeroed: ReadonlySet<string> = nothingZeroed,
): Decimal | null {
  if (parts.some((part) => part.state === 'blocked')) return null;
  if (dimensions.length === 0) return meanOf(parts);
  const weighed: Weighed[] = [];
  for (const { dimensionId, rawWeight } of dimensions) {
    const value = dimensionScore(parts, dimensionId);
    if (value !== null) weighed.push({ weight: decimal(rawWeight), value: zeroed.has(dimensionId) ? zero : value });
  }
  return weightedMean(weighed);
}

export function dimensionScore(parts: readonly ScoredPart[], dimensionId: string): Decimal | null {
  return meanOf(parts.filter((part) => part.dimension === dimensionId));
}

function meanOf(parts: readonly ScoredPart[]): Decimal | null {
  const weighed: Weighed[] = [];
  for (const { state, value, weight } of parts) if (counts(state) && value !== null) weighed.push({ weight, value });
  return weightedMean(weighed);
}
