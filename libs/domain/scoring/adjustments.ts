import { decimal, isDecimal, text } from './decimal.js';
import type { LineAdjustment, Outcome, ScoreLine, TotalRules } from './person.js';
import type { DecimalString } from './standard.js';
import { outcomeOf, type SegmentScores, storedSegment } from './totals.js';
import { counts } from './weights.js';

/** The total and grade after a manager moved lines: the same arithmetic over the stored lines and rules. */
export function totalWithAdjustments(
  segments: readonly SegmentScores[],
  adjustments: readonly LineAdjustment[],
  rules: TotalRules,
): Outcome {
  const moved = new Map(adjustments.map(({ segmentNo, kpiId, score }) => [`${segmentNo}/${kpiId}`, score]));
  return outcomeOf(
    segments.map((segment) =>
      storedSegment({
        ...segment,
        lines: segment.lines.map((line) => {
          const score = moved.get(`${segment.segmentNo}/${line.kpiId}`);
          return score === undefined || !counts(line.state) ? line : { ...line, score };
        }),
      }),
    ),
    rules,
  );
}

export type AdjustmentCheck =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code:
        | 'adjustment.not_a_decimal'
        | 'adjustment.line_has_no_score'
        | 'adjustment.out_of_bounds'
        | 'adjustment.over_limit';
      readonly seen: DecimalString;
      /** What would be accepted; null where nothing would. */
      readonly from: DecimalString | null;
      readonly to: DecimalString | null;
    };

/** The limit is counted from the score as people see it, so that 98.34 + 10 is not refused for a hidden digit. */
export function checkAdjustment(
  line: Pick<ScoreLine, 'state' | 'shown' | 'floor' | 'cap'>,
  score: DecimalString,
  limit: DecimalString,
): AdjustmentCheck {
  if (line.shown === null || !counts(line.state))
    return { ok: false, code: 'adjustment.line_has_no_score', seen: score, from: null, to: null };
  const shown = decimal(line.shown);
  const floor = decimal(line.floor);
  const cap = decimal(line.cap);
  const lowest = shown.minus(decimal(limit));
  const highest = shown.plus(decimal(limit));
  const from = text(lowest.lt(floor) ? floor : lowest);
  const to = text(highest.gt(cap) ? cap : highest);
  if (!isDecimal(score)) return { ok: false, code: 'adjustment.not_a_decimal', seen: score, from, to };
  const wanted = decimal(score);
  if (wanted.lt(floor) || wanted.gt(cap)) return { ok: false, code: 'adjustment.out_of_bounds', seen: score, from, to };
  if (wanted.lt(lowest) || wanted.gt(highest))
    return { ok: false, code: 'adjustment.over_limit', seen: score, from, to };
  return { ok: true };
}
