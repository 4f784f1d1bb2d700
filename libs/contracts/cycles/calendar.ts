import { z } from 'zod';
import { operation } from '../route.js';
import { isoDate, writtenText } from '../values.js';

const dayKind = z.enum(['working', 'rest']);

/** Holidays the calendar knows, as message files name them. */
export const holidays = [
  'new_years_day',
  'spring_festival',
  'tomb_sweeping_day',
  'labour_day',
  'dragon_boat_festival',
  'mid_autumn_festival',
  'national_day',
] as const;

const calendarDay = z.strictObject({
  day: isoDate,
  kind: dayKind,
  /** null: the company's own day. */
  holiday: z.enum(holidays).nullable(),
  /** What the company says to its own day. */
  note: z.string().nullable(),
  /** Shipped with Kaohe, or the company's own word, which wins. */
  source: z.enum(['shipped', 'company']),
});
const calendarYear = z.strictObject({
  year: z.int(),
  /** false: weekends alone are known, deadlines in it are provisional. */
  loaded: z.boolean(),
  /** Days that differ from Monday to Friday. */
  days: z.array(calendarDay),
});
const params = z.strictObject({ year: z.coerce.number().int().min(2000).max(2100) });

export const calendarHttp = {
  getCalendar: operation({
    subject: 'cycles.getCalendar',
    method: 'GET',
    path: '/calendar/:year',
    summary: "The company's working-day calendar of a year: holidays, make-up days and its own exceptions",
    policy: { allow: 'signed_in' },
    params,
    reply: calendarYear,
  }),
  putCalendarDays: operation({
    subject: 'cycles.putCalendarDays',
    method: 'PUT',
    path: '/calendar/:year/days',
    summary: "Sets or removes the company's own exceptions; they count for deadlines of tasks opened from then on",
    policy: { allow: ['hr', 'administrator'] },
    params,
    body: z.strictObject({
      days: z
        .array(
          z.strictObject({
            day: isoDate,
            /** null: the shipped calendar counts again. */
            kind: dayKind.nullable(),
            note: writtenText(200),
          }),
        )
        .min(1)
        .max(100),
    }),
    reply: calendarYear,
  }),
} as const;
