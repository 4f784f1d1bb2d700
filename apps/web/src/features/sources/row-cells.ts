import type { QuarantinedRow } from '../../../../../libs/contracts/metrics/http.js';

export interface Cell {
  /** As a mapping names it: a dot goes one level down. */
  readonly column: string;
  readonly value: string;
}

/** A row as it came, a cell for every value in it. */
export function cellsOf(row: QuarantinedRow['sourceRow'], prefix = ''): readonly Cell[] {
  return Object.entries(row).flatMap(([name, value]) => {
    const column = `${prefix}${name}`;
    if (isObject(value)) return cellsOf(value, `${column}.`);
    return [{ column, value: value === null || value === undefined ? '' : textOf(value) }];
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** The column a held row points at. */
export const faultyColumns = ({ detail }: Pick<QuarantinedRow, 'detail'>): readonly string[] =>
  [detail.column, ...(Array.isArray(detail.columns) ? detail.columns : [])].filter((one) => typeof one === 'string');
