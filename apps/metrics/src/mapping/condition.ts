import type { Condition } from '../../../../libs/contracts/metrics/source-config.js';
import { Decimal } from '../../../../libs/domain/scoring/decimal.js';
import { numberOf } from './number.js';
import { type SourceRow, textOf } from './row.js';
import { timeOf } from './times.js';

const hourMs = 3_600_000;

export function holds(condition: Condition, raw: SourceRow['raw'], zone: string): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, raw, zone));
  if ('any' in condition) return condition.any.some((one) => holds(one, raw, zone));
  if ('not' in condition) return !holds(condition.not, raw, zone);
  if ('withinHours' in condition) {
    const ms = millisecondsBetween(condition.from, condition.to, raw, zone);
    return ms !== null && new Decimal(ms).lte(new Decimal(condition.withinHours).times(hourMs));
  }
  if ('notAfter' in condition) {
    const ms = millisecondsBetween(condition.column, condition.notAfter, raw, zone);
    return ms !== null && ms >= 0;
  }
  const text = textOf(raw, condition.column);
  if ('empty' in condition) return (text === '') === condition.empty;
  if ('equals' in condition) return text === condition.equals;
  if ('in' in condition) return condition.in.includes(text);
  if (text === '') return false;
  const number = numberOf(text, condition.column);
  if ('atLeast' in condition) return number.gte(condition.atLeast);
  if ('atMost' in condition) return number.lte(condition.atMost);
  if ('above' in condition) return number.gt(condition.above);
  return number.lt(condition.below);
}

/** null when either end is empty: what has not happened is neither early nor late. */
function millisecondsBetween(from: string, to: string, raw: SourceRow['raw'], zone: string): number | null {
  const start = textOf(raw, from);
  const end = textOf(raw, to);
  if (start === '' || end === '') return null;
  return timeOf(end, to, zone).toMillis() - timeOf(start, from, zone).toMillis();
}
