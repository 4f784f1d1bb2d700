import type { CopyValue } from '../../../../libs/platform/database/index.js';

/** Rows of one table of the ERP, in the order of its columns. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CopyValue[])[];
}

export const tableOf = (name: string, rows: readonly Readonly<Record<string, CopyValue>>[]): Table => {
  const columns = Object.keys(rows[0] ?? {});
  return { name, columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
};
