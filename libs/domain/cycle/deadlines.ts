import { type CompanyClock, type Deadline, markAfter, moveByWorkingDays, windowEnd } from '../calendar/deadline.js';
import type { PeriodDates } from '../calendar/period.js';
import { parseSpan } from '../calendar/span.js';
import { addDays } from '../calendar/working-calendar.js';
import { instantIn } from '../calendar/zone.js';
import { type Route, windowsOf } from './route.js';
import type { TaskStage } from './stages.js';

export interface TaskTimes {
  readonly dueAt: string;
  /** In order of time. */
  readonly remindAt: readonly string[];
  readonly escalateAt: string | null;
  readonly deems: boolean;
}

/** When a task opened now is due, reminded of, escalated. `extraDays` are working days HR gave the stage. */
export function taskTimes(
  route: Route,
  stage: TaskStage,
  openedAt: string,
  reportDueAt: string,
  clock: CompanyClock,
  extraDays = 0,
): TaskTimes {
  const { window, reminders, escalateAfter } = windowsOf(route, stage);
  const end = windowEnd(openedAt, window, clock).at;
  const cut = route.endsByReport.includes(stage) && openedAt < reportDueAt && reportDueAt < end;
  const extend = (at: string): string => (extraDays === 0 ? at : moveByWorkingDays(at, extraDays, clock));
  const remindAt = reminders
    .map((span) => markAfter(openedAt, span, clock).at)
    .filter((at) => at > openedAt)
    .sort();
  return {
    dueAt: extend(cut ? reportDueAt : end),
    remindAt,
    escalateAt: escalateAfter === null ? null : extend(markAfter(openedAt, escalateAfter, clock).at),
    deems: route.deemedBySilence.includes(stage),
  };
}

export interface CycleDeadlines {
  readonly cutOffAt: string;
  readonly reportDueAt: string;
  readonly provisional: boolean;
}

/** A cycle launched long after its period still leaves its sources the window: it counts from whichever is later. */
export function cycleDeadlines(
  route: Route,
  period: PeriodDates,
  launchedAt: string,
  clock: CompanyClock,
): CycleDeadlines {
  const lastInstant = new Date(Date.parse(instantIn(clock.timeZone, period.to)) - 1).toISOString();
  const fixedLength = parseSpan(route.cutOff).unit === 'milliseconds';
  const from = fixedLength || lastInstant < launchedAt ? launchedAt : lastInstant;
  const cutOff: Deadline = windowEnd(from, route.cutOff, clock);
  return {
    cutOffAt: cutOff.at,
    reportDueAt: instantIn(clock.timeZone, addDays(period.to, route.reportDueDay)),
    provisional: cutOff.provisional,
  };
}
