import type { CycleKind } from '../../../../../libs/contracts/values.js';
import { type PeriodDates, periodOf } from '../../../../../libs/domain/calendar/period.js';

const monthsOf: Readonly<Record<CycleKind, number>> = { month: 1, quarter: 3, year: 12 };
const offered: Readonly<Record<CycleKind, number>> = { month: 13, quarter: 6, year: 3 };

/** Periods somebody may want to launch, the one that still runs first. */
export function periodsTo(kind: CycleKind, today: string): readonly PeriodDates[] {
  const length = monthsOf[kind];
  const [year = 0, month = 1] = today.split('-').map(Number);
  const current = year * 12 + Math.floor((month - 1) / length) * length;
  return Array.from({ length: offered[kind] }, (_, index) => firstDay(current - index * length)).flatMap((from) => {
    const period = periodOf(kind, from);
    return period ? [{ from, to: period.to }] : [];
  });
}

/** The last period that is over: whoever launches usually means that one. */
export function lastOver(kind: CycleKind, today: string): string {
  const over = periodsTo(kind, today).find(({ to }) => to <= today);
  return over?.from ?? today;
}

const firstDay = (months: number): string =>
  `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
