import type { CycleKind } from '../scoring/standard.js';

/** Dates of the company's zone, `to` exclusive. */
export interface PeriodDates {
  readonly from: string;
  readonly to: string;
}

const monthsOf: Readonly<Record<CycleKind, number>> = { month: 1, quarter: 3, year: 12 };

/** The period of a kind that begins on `from`; null when no such period begins there (a quarter begins in January, April, July or October). */
export function periodOf(kind: CycleKind, from: string): PeriodDates | null {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  if (day !== 1 || (month - 1) % monthsOf[kind] !== 0) return null;
  const next = new Date(Date.UTC(year, month - 1 + monthsOf[kind], 1));
  return { from, to: next.toISOString().slice(0, 10) };
}
