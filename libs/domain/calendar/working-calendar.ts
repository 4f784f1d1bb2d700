/** Days that differ from Monday-to-Friday: holidays, and the weekend days worked in exchange (調休). Dates are `YYYY-MM-DD`. */
export interface CalendarTable {
  readonly exceptions: ReadonlyMap<string, 'working' | 'rest'>;
  /** Years whose holidays are known; in any other the weekend alone decides. */
  readonly loadedYears: ReadonlySet<number>;
}

export interface WorkingDay {
  readonly date: string;
  /** A year on the way is not loaded: the date may move once its holidays are known. */
  readonly provisional: boolean;
}

const dayMs = 86_400_000;

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs;

export function isWorkingDay(date: string, calendar: CalendarTable): boolean {
  const exception = calendar.exceptions.get(date);
  if (exception !== undefined) return exception === 'working';
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The `count`-th working day after `date`; for 0 the day itself. */
export function addWorkingDays(date: string, count: number, calendar: CalendarTable): WorkingDay {
  let day = date;
  let provisional = !calendar.loadedYears.has(Number(day.slice(0, 4)));
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    provisional ||= !calendar.loadedYears.has(Number(day.slice(0, 4)));
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return { date: day, provisional };
}

/** The `count`-th working day before `date`. */
export function workingDaysBefore(date: string, count: number, calendar: CalendarTable): string {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, -1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}
