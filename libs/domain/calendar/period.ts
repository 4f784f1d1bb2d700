import type { CycleKind } from '../scoring/standard.js';

/** Dates of the company's zone, `to` exclusive. */
export interface PeriodDates {
  readonly from: string;
  readonly to: string;
}

const monthsOf: Readonly<Record<CycleKind, number>> = { month: 1, quarter: 3, year: 12 };

/** The period of a kind that `date` lies in. */
export function periodAt(kind: CycleKind, date: string): PeriodDates {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return periodFrom(kind, year, Math.floor((month - 1) / monthsOf[kind]) * monthsOf[kind]);
}

/** The period of a kind before one that begins on `from`. */
export function periodBefore(kind: CycleKind, from: string): PeriodDates {
  const [year = 0, month = 1] = from.split('-').map(Number);
  return periodFrom(kind, year, month - 1 - monthsOf[kind]);
}

/** `monthIndex` counts from January, 0, and may lie outside of the year. */
const periodFrom = (kind: CycleKind, year: number, monthIndex: number): PeriodDates => ({
  from: firstDay(year, monthIndex),
  to: firstDay(year, monthIndex + monthsOf[kind]),
});

const firstDay = (year: number, monthIndex: number): string =>
  new Date(Date.UTC(year, monthIndex, 1)).toISOString().slice(0, 10);

/** The period of a kind that begins on `from`; null when no such period begins there (a quarter begins in January, April, July or October). */
export function periodOf(kind: CycleKind, from: string): PeriodDates | null {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  if (day !== 1 || (month - 1) % monthsOf[kind] !== 0) return null;
  return periodFrom(kind, year, month - 1);
}
