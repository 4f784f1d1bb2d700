import { Decimal } from 'decimal.js';
import type { AppraisalSheet, SheetLine } from '../../../../../libs/contracts/cycles/http.js';

export interface LinePart {
  readonly line: SheetLine;
  /** Score × effective weight. */
  readonly points: Decimal;
}
export interface SegmentPart {
  readonly segment: AppraisalSheet['segments'][number];
  readonly lines: readonly LinePart[];
  readonly score: Decimal;
}
export interface TotalParts {
  readonly segments: readonly SegmentPart[];
  readonly sum: Decimal;
  /** The parts make the recorded total; where points or vetoes came on top they do not. */
  readonly explains: boolean;
}

/** How the lines make the total: within a segment by effective weight, over segments by days. */
export function totalParts(sheet: AppraisalSheet): TotalParts {
  const segments = sheet.segments.filter(({ counted }) => counted).map((segment) => segmentPart(sheet, segment));
  const days = segments.reduce((sum, { segment }) => sum + segment.days, 0);
  const sum = segments.reduce(
    (total, { segment, score }) => total.plus(score.times(segment.days).div(days)),
    new Decimal(0),
  );
  const recorded = sheet.totalUnrounded;
  return { segments, sum, explains: recorded !== null && sum.minus(recorded).abs().lt('0.000001') };
}

function segmentPart(sheet: AppraisalSheet, segment: SegmentPart['segment']): SegmentPart {
  const lines = sheet.lines
    .filter((line) => line.segmentNo === segment.segmentNo && line.scoreNow !== null)
    .map((line) => ({ line, points: new Decimal(line.scoreNow ?? 0).times(line.effectiveWeight).div(100) }));
  return { segment, lines, score: lines.reduce((sum, { points }) => sum.plus(points), new Decimal(0)) };
}

export interface ScoreChange {
  readonly segmentNo: number;
  readonly kpiId: string;
  readonly score: string;
}

/** The total as it would be; null where the parts do not explain today's. */
export function totalAfter(sheet: AppraisalSheet, changes: readonly ScoreChange[]): string | null {
  if (!totalParts(sheet).explains) return null;
  const lines = sheet.lines.map((line) => {
    const change = changes.find(({ segmentNo, kpiId }) => segmentNo === line.segmentNo && kpiId === line.kpiId);
    return change ? { ...line, scoreNow: change.score } : line;
  });
  return totalParts({ ...sheet, lines }).sum.toFixed();
}

/** Between which scores a line may be moved: its own bounds, and the standard's limit around the computed score. */
export function adjustableRange(line: SheetLine, limit: string): { readonly from: Decimal; readonly to: Decimal } {
  const score = new Decimal(line.score ?? 0);
  return { from: Decimal.max(line.floor, score.minus(limit)), to: Decimal.min(line.cap, score.plus(limit)) };
}
