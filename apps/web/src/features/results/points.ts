import { Decimal } from 'decimal.js';
import type { SheetLine } from '../../../../../libs/contracts/cycles/http.js';

/** Score × effective weight: what a line gives its segment's score. */
export const pointsOf = ({
  scoreNow,
  effectiveWeight,
}: Pick<SheetLine, 'scoreNow' | 'effectiveWeight'>): string | null =>
  scoreNow === null ? null : new Decimal(scoreNow).times(effectiveWeight).dividedBy(100).toFixed(2);

export const mostPoints = (lines: readonly SheetLine[]): string =>
  Decimal.max(0, ...lines.map((line) => pointsOf(line) ?? 0)).toFixed();

/** In per cent of the most, for a bar. */
export const shareOf = (points: string | null, most: string): string =>
  points === null || new Decimal(most).isZero()
    ? '0'
    : Decimal.max(0, new Decimal(points).times(100).dividedBy(most)).toFixed(1);
