import { clamp, type Decimal, decimal, rounded, text, type Weighed, weightedMean, zero } from './decimal.js';
import { gradeOf, lowerGrade } from './grades.js';
import type { DimensionResult, Outcome, ScoreLine, SegmentResult, TotalRules } from './person.js';
import { counts } from './weights.js';

/** What a total is made of: a segment as a run holds it, or the rows it was stored as. */
export interface SegmentScores extends Pick<SegmentResult, 'segmentNo' | 'days' | 'counted'> {
  readonly dimensions: readonly Pick<DimensionResult, 'dimensionId' | 'rawWeight'>[];
  readonly lines: readonly Pick<ScoreLine, 'kpiId' | 'dimension' | 'rawWeight' | 'score' | 'state'>[];
}

type Lines = SegmentScores['lines'];

export const nothingScored: Outcome = {
  total: null,
  totalUnrounded: null,
  beforeVeto: null,
  gradeBeforeVeto: null,
  grade: null,
};

/** Steps 6 to 10; null scores of counted segments leave the person without a total. */
export function outcomeOf(segments: readonly SegmentScores[], rules: TotalRules): Outcome {
  const effects = rules.vetoes.map((veto) => veto.effect);
  const plain = withPoints(overSegments(segments, new Set(), rules), rules);
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
  segments: readonly SegmentScores[],
  zeroed: ReadonlySet<string>,
  rules: TotalRules,
): Decimal | null {
  const { months } = rules;
  if (months !== null && decimal(months.ownWeight).isZero()) return decimal(months.mean);
  const weighed: Weighed[] = [];
  for (const segment of segments.filter((one) => one.counted)) {
    const value = segmentScore(segment.lines, segment.dimensions, zeroed);
    if (value === null) return null;
    weighed.push({ weight: decimal(String(segment.days)), value });
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
  lines: Lines,
  dimensions: SegmentScores['dimensions'],
  zeroed: ReadonlySet<string> = new Set(),
): Decimal | null {
  if (lines.some((line) => line.state === 'blocked')) return null;
  if (dimensions.length === 0) return meanOfLines(lines);
  const parts: Weighed[] = [];
  for (const { dimensionId, rawWeight } of dimensions) {
    const value = dimensionScore(lines, dimensionId);
    if (value !== null) parts.push({ weight: decimal(rawWeight), value: zeroed.has(dimensionId) ? zero : value });
  }
  return weightedMean(parts);
}

export function dimensionScore(lines: Lines, dimensionId: string): Decimal | null {
  return meanOfLines(lines.filter((line) => line.dimension === dimensionId));
}

function meanOfLines(lines: Lines): Decimal | null {
  const weighed: Weighed[] = [];
  for (const { state, score, rawWeight } of lines)
    if (counts(state) && score !== null) weighed.push({ weight: decimal(rawWeight), value: decimal(score) });
  return weightedMean(weighed);
}
