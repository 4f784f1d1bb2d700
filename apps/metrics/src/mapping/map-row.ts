import type {
  ObservationMapping,
  QuarantineReason,
  RowMapping,
} from '../../../../libs/contracts/metrics/source-config.js';
import { text } from '../../../../libs/domain/scoring/decimal.js';
import { holds } from './condition.js';
import { RowProblem, type SourceRow, textOf } from './row.js';
import { dayOf, dayOfTime, firstDayOfMonth } from './times.js';
import { numberFrom, required } from './value.js';

export interface MappedValue {
  readonly inputId: string;
  readonly value: string;
}
export interface HeldBecause {
  readonly reason: QuarantineReason;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What a row says by itself; whether its person, day and key fit is decided over the whole batch. */
export interface MappedRow {
  /** null: the row has none and cannot be told from others. */
  readonly rowKey: string | null;
  readonly employeeCode: string | null;
  readonly occurredOn: string | null;
  /** What it measures, as far as that can be read. */
  readonly values: readonly MappedValue[];
  readonly held: HeldBecause | null;
}

export interface MappingContext {
  readonly mapping: RowMapping;
  readonly inputs: ReadonlySet<string>;
  readonly zone: string;
}

/** null: not this dataset's business (`only`). */
export function mapRow(raw: SourceRow['raw'], { mapping, inputs, zone }: MappingContext): MappedRow | null {
  const problems: HeldBecause[] = [];
  const attempt = <T>(read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      problems.push({ reason: error.reason, detail: error.detail });
      return null;
    }
  };

  if (mapping.only && attempt(() => mapping.only && holds(mapping.only, raw, zone)) === false) return null;
  const rowKey = attempt(() => rowKeyOf(raw, mapping));
  const employeeCode = attempt(() => employeeCodeOf(raw, mapping));
  const occurredOn = attempt(() => occurredOnOf(raw, mapping, zone));
  const values = mapping.observations.flatMap((observation) => {
    const value = attempt(() => observed(observation, raw, inputs, zone));
    return value ? [value] : [];
  });
  return { rowKey, employeeCode, occurredOn, values, held: problems[0] ?? null };
}

function rowKeyOf(raw: SourceRow['raw'], { rowKey }: RowMapping): string {
  const parts = rowKey.map((column) => textOf(raw, column));
  const missing = rowKey.filter((_, index) => parts[index] === '');
  if (missing.length === rowKey.length) throw new RowProblem('missing_key', { columns: missing });
  return parts.length === 1 ? (parts[0] ?? '') : JSON.stringify(parts);
}

/** Blank codes are a gap of the row, not a person nobody knows. */
const employeeCodeOf = (raw: SourceRow['raw'], { employeeCode }: RowMapping): string =>
  required(raw, employeeCode).toUpperCase();

function occurredOnOf(raw: SourceRow['raw'], { occurredOn: { column, as } }: RowMapping, zone: string): string {
  const seen = required(raw, column);
  if (as === 'date') return dayOf(seen, column);
  return as === 'month' ? firstDayOfMonth(seen, column) : dayOfTime(seen, column, zone);
}

function observed(
  { input, value, when, min, max, whole }: ObservationMapping,
  raw: SourceRow['raw'],
  inputs: ReadonlySet<string>,
  zone: string,
): MappedValue | null {
  if (when && !holds(when, raw, zone)) return null;
  const inputId = typeof input === 'string' ? input : required(raw, input.column);
  if (!inputs.has(inputId)) throw new RowProblem('unknown_input', { seen: inputId });
  const number = numberFrom(value, raw, zone);
  const seen = text(number);
  if (whole && !number.isInteger()) throw new RowProblem('not_whole', { inputId, seen });
  if (min !== null && number.lt(min))
    throw new RowProblem(number.isNegative() && !min.startsWith('-') ? 'negative_not_allowed' : 'out_of_range', {
      inputId,
      seen,
      min,
    });
  if (max !== null && number.gt(max)) throw new RowProblem('out_of_range', { inputId, seen, max });
  return { inputId, value: seen };
}
