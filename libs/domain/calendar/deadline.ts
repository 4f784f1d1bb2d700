import { parseSpan } from './span.js';
import { addDays, addWorkingDays, type CalendarTable } from './working-calendar.js';
import { dateIn, instantIn } from './zone.js';

export interface CompanyClock {
  readonly calendar: CalendarTable;
  readonly timeZone: string;
}

export interface Deadline {
  readonly at: string;
  readonly provisional: boolean;
}

/** When people are at their desks to read a reminder. */
const morning = '09:00';

/** The end of a window of so many working days: the midnight that closes its last day. */
export const windowEnd = (from: string, span: string, clock: CompanyClock): Deadline =>
  after(from, span, clock, (date) => instantIn(clock.timeZone, addDays(date, 1)));

/** A reminder's or an escalation's time: the morning of that working day. */
export const markAfter = (from: string, span: string, clock: CompanyClock): Deadline =>
  after(from, span, clock, (date) => instantIn(clock.timeZone, date, morning));

function after(from: string, text: string, clock: CompanyClock, at: (date: string) => string): Deadline {
  const span = parseSpan(text);
  if (span.unit === 'milliseconds')
    return { at: new Date(Date.parse(from) + span.milliseconds).toISOString(), provisional: false };
  const day = addWorkingDays(dateIn(clock.timeZone, from), span.days, clock.calendar);
  return { at: at(day.date), provisional: day.provisional };
}

/** A deadline moved by working days, at its own time of day. */
export function moveByWorkingDays(deadline: string, days: number, clock: CompanyClock): string {
  // A window ends at the midnight after its last day: the instant before it lies on that day.
  const lastInstant = new Date(Date.parse(deadline) - 1).toISOString();
  const date = dateIn(clock.timeZone, lastInstant);
  const moved = addWorkingDays(date, days, clock.calendar).date;
  const shift = Date.parse(instantIn(clock.timeZone, moved)) - Date.parse(instantIn(clock.timeZone, date));
  return new Date(Date.parse(deadline) + shift).toISOString();
}
