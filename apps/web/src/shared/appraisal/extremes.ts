import type { SheetLine } from '../../../../../libs/contracts/cycles/http.js';
import { compare } from './exact.js';

const shown = 3;

export interface Extremes {
  /** The best first. */
  readonly strongest: readonly SheetLine[];
  /** The worst first; no line is in both. */
  readonly weakest: readonly SheetLine[];
}

/** The lines worth talking about: at most three at each end. */
export function extremesOf(lines: readonly SheetLine[]): Extremes {
  const scored = lines
    .filter((line) => line.scoreNow !== null)
    .toSorted((a, b) => compare(b.scoreNow ?? '0', a.scoreNow ?? '0'));
  const each = Math.min(shown, Math.ceil(scored.length / 2));
  const strongest = scored.slice(0, each);
  return { strongest, weakest: scored.slice(each).slice(-shown).reverse() };
}
