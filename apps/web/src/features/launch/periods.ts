import type { CycleKind } from '../../../../../libs/contracts/values.js';
import { type PeriodDates, periodAt, periodBefore } from '../../../../../libs/domain/calendar/period.js';

const offered: Readonly<Record<CycleKind, number>> = { month: 13, quarter: 6, year: 3 };

/** Periods somebody may want to launch, the one that still runs first. */
export function periodsTo(kind: CycleKind, today: string): readonly PeriodDates[] {
  const periods = [periodAt(kind, today)];
  for (let last = periods[0]; last && periods.length < offered[kind]; periods.push(last))
    last = periodBefore(kind, last.from);
  return periods;
}

/** The last period that is over: whoever launches usually means that one. */
export const lastOver = (kind: CycleKind, today: string): string => periodBefore(kind, periodAt(kind, today).from).from;
