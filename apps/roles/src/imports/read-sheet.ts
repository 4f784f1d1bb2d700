import type { ImportProblem } from '../../../../libs/contracts/roles/http.js';
import type { Table } from '../../../../libs/platform/spreadsheet/index.js';
import { type Column, recogniseColumns } from './organisation-columns.js';

export interface SheetRow<Key extends string> {
  readonly rowNo: number;
  /** '' where the cell is empty. */
  readonly values: Readonly<Record<Key, string>>;
}
export interface Sheet<Key extends string> {
  readonly name: string;
  readonly rows: readonly SheetRow<Key>[];
  readonly problems: readonly ImportProblem[];
  /** The header a column goes by in this file. */
  readonly headerOf: (key: Key) => string;
}

/** A table by its columns: headers that are missing, unknown or twice are problems, and so are empty cells that are needed. */
export function readSheet<Key extends string>(table: Table, columns: Readonly<Record<Key, Column>>): Sheet<Key> {
  const recognised = recogniseColumns(table.header, columns);
  const keys = Object.keys(columns) as Key[];
  const headerOf = (key: Key): string => table.header[recognised.indexOf(key)] ?? columns[key].headers.en;
  const rows = table.rows.map(({ rowNo, cells }) => ({
    rowNo,
    values: Object.fromEntries(keys.map((key) => [key, cells[recognised.indexOf(key)] ?? ''])) as Record<Key, string>,
  }));
  const problem = (rowNo: number, column: string, value: string, code: string, message: string): ImportProblem => ({
    sheet: table.name,
    row: rowNo,
    column,
    value,
    code,
    message,
  });
  const ofHeader = [
    ...keys
      .filter((key) => columns[key].required && !recognised.includes(key))
      .map((key) => problem(1, columns[key].headers.en, '', 'import.column_missing', 'Add this column.')),
    ...table.header.flatMap((text, index) => {
      const key = recognised[index];
      if (text === '') return [];
      if (!key) {
        return [problem(1, text, text, 'import.column_unknown', 'No such column is read; mend its name or remove it.')];
      }
      return recognised.indexOf(key) === index
        ? []
        : [problem(1, text, text, 'import.column_repeated', 'The column stands twice; keep one.')];
    }),
  ];
  // Without its columns every row would be wrong again for the same reason.
  if (ofHeader.length > 0) return { name: table.name, rows: [], problems: ofHeader, headerOf };
  const emptyCells = rows.flatMap(({ rowNo, values }) =>
    keys
      // The top has no manager: that cell alone may be empty.
      .filter((key) => columns[key].required && key !== 'manager' && values[key] === '')
      .map((key) => problem(rowNo, headerOf(key), '', 'import.cell_empty', 'Fill in this cell.')),
  );
  const bad = new Set(emptyCells.map((found) => found.row));
  return { name: table.name, rows: rows.filter((row) => !bad.has(row.rowNo)), problems: emptyCells, headerOf };
}
