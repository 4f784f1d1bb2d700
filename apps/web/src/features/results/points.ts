import type { SheetLine } from '../../../../../libs/contracts/cycles/http.js';
import { percentOf } from '../../shared/appraisal/exact.js';

/** Score × effective weight: what a line gives its segment's score. */
export const pointsOf = ({
  scoreNow,
  effectiveWeight,
}: Pick<SheetLine, 'scoreNow' | 'effectiveWeight'>): string | null =>
  scoreNow === null ? null : percentOf(scoreNow, effectiveWeight);

/** For a bar's length, which needs no decimals. */
export const mostPoints = (lines: readonly SheetLine[]): number =>
  Math.max(0, ...lines.map((line) => Number(pointsOf(line) ?? 0)));

/** In per cent of the most, for a bar. */
export const shareOf = (points: string | null, most: number): string =>
  points === null || most === 0 ? '0' : Math.max(0, (Number(points) * 100) / most).toFixed(1);
