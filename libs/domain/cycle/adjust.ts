import { checkAdjustment, totalWithAdjustments } from '../scoring/adjustments.js';
import type { LineAdjustment, Outcome, ScoreLine, SegmentResult, TotalRules } from '../scoring/person.js';
import { type Refusal, refuse } from './refusal.js';

type AdjustedLine = Pick<
  ScoreLine,
  'kpiId' | 'dimension' | 'rawWeight' | 'score' | 'shown' | 'state' | 'floor' | 'cap'
>;

/** A run's result for one person as the cycle keeps it. */
export interface KeptResult {
  readonly rules: TotalRules;
  readonly segments: readonly (Pick<SegmentResult, 'segmentNo' | 'days' | 'counted'> & {
    readonly dimensions: readonly { readonly dimensionId: string; readonly rawWeight: string }[];
    readonly adjustmentLimit: string;
    readonly lines: readonly AdjustedLine[];
  })[];
}

export interface MovedLine extends LineAdjustment {
  readonly scoreBefore: string;
}

export type Adjusted = { readonly ok: true; readonly outcome: Outcome; readonly moved: readonly MovedLine[] } | Refusal;

/**
 * A reviewer's new line scores, each within its standard's limit from what was computed, and the total they make with the `earlier` ones of
 * another reviewer, of which they take a line's place.
 */
export function adjust(
  result: KeptResult,
  adjustments: readonly LineAdjustment[],
  earlier: readonly LineAdjustment[] = [],
): Adjusted {
  const moved: MovedLine[] = [];
  for (const { segmentNo, kpiId, score } of adjustments) {
    const segment = result.segments.find((one) => one.segmentNo === segmentNo);
    const line = segment?.lines.find((one) => one.kpiId === kpiId);
    if (!segment || !line) return refuse('adjustment.line_unknown', { segmentNo, kpiId });
    if (moved.some((one) => one.segmentNo === segmentNo && one.kpiId === kpiId))
      return refuse('adjustment.twice', { segmentNo, kpiId });
    const check = checkAdjustment(line, score, segment.adjustmentLimit);
    if (!check.ok) return refuse(check.code, { kpiId, seen: check.seen, from: check.from, to: check.to });
    const before = earlier.find((one) => one.segmentNo === segmentNo && one.kpiId === kpiId);
    moved.push({ segmentNo, kpiId, score, scoreBefore: before?.score ?? line.score ?? '' });
  }
  // The later of two for a line counts.
  return { ok: true, outcome: totalWithAdjustments(result.segments, [...earlier, ...moved], result.rules), moved };
}
