import type { SourceSchedule } from '../../../../libs/contracts/metrics/source-schedule.js';
import {
  addDays,
  type CalendarTable,
  dateIn,
  instantIn,
  isWorkingDay,
} from '../../../../libs/domain/calendar/index.js';

/** The longest a schedule waits for one of its days: a company does not rest for months. */
const daysAhead = 100;

const timesOf = ({ times }: SourceSchedule, zone: string, date: string): string[] =>
  times.map((time) => instantIn(zone, date, time)).sort();

/** 1 for Monday to 7 for Sunday. */
const weekdayOf = (date: string): number => ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

function isItsDay({ days }: SourceSchedule, date: string, calendar: CalendarTable): boolean {
  switch (days.kind) {
    case 'every_day':
      return true;
    case 'working_days':
      return isWorkingDay(date, calendar);
    case 'weekdays':
      return days.weekdays.includes(weekdayOf(date));
  }
}

/** The next of its times of day, on whatever day: whether that day is its own is asked when it has come, by the calendar of then. */
export function nextLook(schedule: SourceSchedule, zone: string, after: string): string {
  const today = dateIn(zone, after);
  for (let date = today; ; date = addDays(date, 1)) {
    const next = timesOf(schedule, zone, date).find((at) => Date.parse(at) > Date.parse(after));
    if (next !== undefined) return next;
  }
}

/** The latest of its times from `from` to `to`, both included; null: none. Several that were missed are one. */
export function latestDue(
  schedule: SourceSchedule,
  zone: string,
  calendar: CalendarTable,
  { from, to }: { readonly from: string; readonly to: string },
): string | null {
  for (let date = dateIn(zone, to); date >= dateIn(zone, from); date = addDays(date, -1)) {
    if (!isItsDay(schedule, date, calendar)) continue;
    const due = timesOf(schedule, zone, date).findLast(
      (at) => Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(to),
    );
    if (due !== undefined) return due;
  }
  return null;
}

/** Its next times, by the calendar as it stands now. */
export function nextTimes(
  schedule: SourceSchedule,
  zone: string,
  calendar: CalendarTable,
  { after, count }: { readonly after: string; readonly count: number },
): string[] {
  const today = dateIn(zone, after);
  const found = new Set<string>();
  for (let day = 0; day <= daysAhead && found.size < count; day += 1) {
    const date = addDays(today, day);
    if (!isItsDay(schedule, date, calendar)) continue;
    for (const at of timesOf(schedule, zone, date)) if (Date.parse(at) > Date.parse(after)) found.add(at);
  }
  return [...found].slice(0, count);
}
