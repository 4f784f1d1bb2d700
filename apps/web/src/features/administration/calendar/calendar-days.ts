import type { cyclesHttp } from '../../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../../libs/contracts/route.js';
import { addDays } from '../../../../../../libs/domain/calendar/working-calendar.js';

export type CalendarDay = ReplyOf<typeof cyclesHttp.getCalendar>['days'][number];

/** 0 is Monday. */
export const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The weeks of a month (`2026-10`), Monday first; null where a week reaches out of it. */
export function weeksOf(month: string): readonly (readonly (string | null)[])[] {
  const first = `${month}-01`;
  const days: (string | null)[] = Array.from({ length: weekdayOf(first) }, () => null);
  for (let day = first; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  while (days.length % 7 !== 0) days.push(null);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/** `2026-01` to `2026-12`. */
export const monthsOf = (year: number): readonly string[] =>
  Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
