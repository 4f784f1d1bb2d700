/** The month the demo lives: days of the company's zone, `to` is the day after the last. */
export const month = { from: '2026-10-01', to: '2026-11-01', lastDay: '2026-10-31' } as const;

/** Where the twelve months of history before it begin. */
export const historyFrom = '2025-10-01';

const dayMs = 86_400_000;

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** Days of work in October 2026: the National Day week is off, Saturday the 10th is worked for it. */
export const workingDays: readonly string[] = Array.from({ length: 31 }, (_, index) =>
  addDays(month.from, index),
).filter((date) => {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return date >= '2026-10-08' && (date === '2026-10-10' || (weekday !== 0 && weekday !== 6));
});

export const laterOf = (...dates: readonly [string, ...string[]]): string => dates.toSorted().at(-1) ?? dates[0];

/** When the month's files were made, as they say themselves. */
export const filesMadeAt = new Date('2026-11-02T01:00:00Z');
