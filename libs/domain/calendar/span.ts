/** A window or a mark in a route: working days of the company's calendar (`WD3`) or a fixed length (`PT20S`, `P2D`, ISO 8601 without years and months). */
export type Span =
  | { readonly unit: 'working_days'; readonly days: number }
  | { readonly unit: 'milliseconds'; readonly milliseconds: number };

const workingDays = /^WD(\d{1,3})$/;
const duration = /^P(?=.)(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?=.)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/;
const unitMs = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000];

export const isSpan = (text: string): boolean => workingDays.test(text) || duration.test(text);

export function parseSpan(text: string): Span {
  const days = workingDays.exec(text);
  if (days) return { unit: 'working_days', days: Number(days[1]) };
  const parts = duration.exec(text);
  if (!parts)
    throw new RangeError(`Not a span: ${JSON.stringify(text)}. Give working days as "WD3" or a length as "PT20S".`);
  const milliseconds = unitMs.reduce((sum, unit, index) => sum + unit * Number(parts[index + 1] ?? 0), 0);
  return { unit: 'milliseconds', milliseconds };
}

export const workingDaySpan = (days: number): string => `WD${days}`;

/** Of a span that is known to count in working days. */
export function workingDaysOf(text: string): number {
  const span = parseSpan(text);
  if (span.unit === 'working_days') return span.days;
  throw new RangeError(`${text} is a length, not a number of working days.`);
}
