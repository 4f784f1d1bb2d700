import { DateTime } from 'luxon';
import { RowProblem } from './row.js';

const dayPattern = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/;
const monthPattern = /^(\d{4})[-/](\d{1,2})$/;
const timePattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}(?::?\d{2})?)?$/;

const two = (digits: string): string => digits.padStart(2, '0');

export function dayOf(text: string, column: string): string {
  const match = dayPattern.exec(text);
  const day = match && `${match[1]}-${two(match[2] ?? '')}-${two(match[3] ?? '')}`;
  if (!day || !DateTime.fromISO(day, { zone: 'utc' }).isValid)
    throw new RowProblem('not_a_date', { column, seen: text });
  return day;
}

export function firstDayOfMonth(text: string, column: string): string {
  const match = monthPattern.exec(text);
  const month = Number(match?.[2]);
  if (!match || month < 1 || month > 12) throw new RowProblem('not_a_date', { column, seen: text });
  return `${match[1]}-${two(match[2] ?? '')}-01`;
}

/** A time without zone is the company's, as office systems write it; a day alone is its first moment. */
export function timeOf(text: string, column: string, zone: string): DateTime {
  const match = timePattern.exec(text);
  const iso = match ? `${match[1]}T${match[2]}${match[3] ?? ''}` : dayPattern.test(text) ? dayOf(text, column) : null;
  const time = iso === null ? null : DateTime.fromISO(iso, { zone });
  if (!time?.isValid) throw new RowProblem('not_a_time', { column, seen: text });
  return time;
}

export const dayOfTime = (text: string, column: string, zone: string): string =>
  timeOf(text, column, zone).setZone(zone).toFormat('yyyy-MM-dd');
