import type { PeriodDates } from '../calendar/period.js';
import { addDays, addWorkingDays, type CalendarTable, workingDaysBefore } from '../calendar/working-calendar.js';

export interface LaunchDays {
  /** HR is told what stands in the way: two working days before the launch. */
  readonly checkOn: string;
  /** The first working day after the period. */
  readonly launchOn: string;
  /** A year on the way is not loaded. */
  readonly provisional: boolean;
}

/** When the cycle of a period launches by itself. */
export function launchDays({ to }: PeriodDates, calendar: CalendarTable): LaunchDays {
  const { date: launchOn, provisional } = addWorkingDays(addDays(to, -1), 1, calendar);
  return { checkOn: workingDaysBefore(launchOn, 2, calendar), launchOn, provisional };
}
