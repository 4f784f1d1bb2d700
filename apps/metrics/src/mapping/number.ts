import { Decimal } from '../../../../libs/domain/scoring/decimal.js';
import { RowProblem } from './row.js';

const plainNumber = /^-?\d{1,20}(\.\d{1,34})?$/;

/** ASCII digits, an optional sign and point; "1,234" or "12 %" could mean two things and is not guessed. */
export function numberOf(text: string, column: string): Decimal {
  if (!plainNumber.test(text)) throw new RowProblem('not_a_number', { column, seen: text });
  return new Decimal(text);
}
