import type { ValueExpression } from '../../../../libs/contracts/metrics/source-config.js';
import { Decimal } from '../../../../libs/domain/scoring/decimal.js';
import { holds } from './condition.js';
import { numberOf } from './number.js';
import { RowProblem, type SourceRow, textOf } from './row.js';
import { timeOf } from './times.js';

const millisecondsPerHour = 3_600_000;
/** A millionth of an hour is 3.6 ms: finer than any ticket system, short enough to read. */
const hourDigits = 6;

export function numberFrom(expression: ValueExpression, raw: SourceRow['raw'], zone: string): Decimal {
  if ('constant' in expression) return new Decimal(expression.constant);
  if ('column' in expression) return numberOf(required(raw, expression.column), expression.column);
  if ('hoursBetween' in expression) return hoursBetween(expression.hoursBetween, raw, zone);
  if ('choice' in expression) return chosen(expression.choice, raw);
  if ('when' in expression)
    return numberFrom(holds(expression.when, raw, zone) ? expression.is : expression.otherwise, raw, zone);
  if ('times' in expression) {
    const { value, by = '1', per = '1' } = expression.times;
    return numberFrom(value, raw, zone).times(by).div(per);
  }
  if ('sum' in expression)
    return expression.sum.reduce((sum, one) => sum.plus(numberFrom(one, raw, zone)), new Decimal(0));
  const [from, less] = expression.difference;
  return numberFrom(from, raw, zone).minus(numberFrom(less, raw, zone));
}

export function required(raw: SourceRow['raw'], column: string): string {
  const text = textOf(raw, column);
  if (text === '') throw new RowProblem('missing_value', { column });
  return text;
}

function hoursBetween({ from, to }: { from: string; to: string }, raw: SourceRow['raw'], zone: string): Decimal {
  const start = timeOf(required(raw, from), from, zone).toMillis();
  const end = timeOf(required(raw, to), to, zone).toMillis();
  return new Decimal(end - start).div(millisecondsPerHour).toDecimalPlaces(hourDigits);
}

function chosen(
  { column, values }: { column: string; values: Record<string, string> },
  raw: SourceRow['raw'],
): Decimal {
  const text = required(raw, column);
  const value = Object.hasOwn(values, text) ? values[text] : undefined;
  if (value === undefined) throw new RowProblem('unknown_choice', { column, seen: text });
  return new Decimal(value);
}
