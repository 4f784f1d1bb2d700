import type { Cell, CellStyle } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';

/** Text, or a number or date that the reader's spreadsheet can calculate with. Decimals come as strings and keep their shown digits. */
export type OutputCell =
  | string
  | null
  | { readonly number: string; readonly format?: string }
  | { readonly date: string }
  | { readonly bold: string };

export interface OutputSheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly OutputCell[])[];
  /** Widths in characters; fitted to the content where none is given. */
  readonly widths?: readonly number[];
  /** Values a column offers as a list, by its index. */
  readonly choices?: Readonly<Record<number, readonly string[]>>;
}

const dateFormat = 'yyyy-mm-dd';

/** Header rows are frozen, bold and filterable. Text is always text: a cell that looks like a formula stays inert, also after an edit. */
export async function writeWorkbook(
  sheets: readonly OutputSheet[],
  /** The moment the file names as its making: the same one, and the same content is the same to the byte. */
  madeAt = new Date(),
): Promise<Buffer> {
  const bytes = await writeXlsx({
    properties: { created: madeAt, modified: madeAt },
    defaultFont: { name: 'Noto Sans CJK SC', size: 11 },
    sheets: sheets.map((sheet) => ({
      name: sheetName(sheet.name),
      columns: sheet.header.map((_, index) => {
        const width = sheet.widths?.[index];
        return width === undefined ? { autoWidth: true } : { width };
      }),
      rows: [[...sheet.header], ...sheet.rows.map((row) => row.map(rawValue))],
      cells: new Map<string, Partial<Cell>>([
        ...sheet.header.map((_, column) => styled(0, column, { font: { bold: true } })),
        ...sheet.rows.flatMap((row, index) => styledCells(row, index + 1)),
      ]),
      freezePane: { rows: 1 },
      ...(sheet.header.length > 0 && sheet.rows.length > 0
        ? { autoFilter: { range: `A1:${columnName(sheet.header.length - 1)}${sheet.rows.length + 1}` } }
        : {}),
      dataValidations: Object.entries(sheet.choices ?? {}).map(([column, values]) => ({
        type: 'list' as const,
        values: [...values],
        range: `${columnName(Number(column))}2:${columnName(Number(column))}1001`,
      })),
    })),
  });
  return Buffer.from(bytes);
}

function rawValue(cell: OutputCell): string | number | Date | null {
  if (cell === null || typeof cell === 'string') return cell;
  if ('bold' in cell) return cell.bold;
  if ('date' in cell) return new Date(`${cell.date}T00:00:00Z`);
  const value = Number(cell.number);
  if (!Number.isFinite(value)) throw new Error(`a number cell holds "${cell.number}"; give plain decimal digits`);
  return value;
}

const styled = (row: number, column: number, style: CellStyle): [string, Partial<Cell>] => [
  `${row},${column}`,
  { style },
];

function styledCells(row: readonly OutputCell[], rowIndex: number): [string, Partial<Cell>][] {
  return row.flatMap((cell, column) => {
    const style = styleOf(cell);
    return style ? [styled(rowIndex, column, style)] : [];
  });
}

function styleOf(cell: OutputCell): CellStyle | undefined {
  if (cell === null) return undefined;
  // The text format keeps "=1+1" what it is when somebody edits the cell and presses Enter.
  if (typeof cell === 'string') return looksLikeFormula(cell) ? { numFmt: '@' } : undefined;
  if ('bold' in cell) return { font: { bold: true }, numFmt: '@' };
  return { numFmt: 'date' in cell ? dateFormat : (cell.format ?? numberFormat(cell.number)) };
}

/** As many decimals as the value was given with. */
function numberFormat(digits: string): string {
  const decimals = digits.split('.')[1]?.length ?? 0;
  return decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
}

/** Beginnings by which spreadsheets take text for a formula, full-width ones too. */
export const looksLikeFormula = (text: string): boolean => /^\s*[=+\-@\t\r＝＋－＠]/u.test(text);

/** Excel allows 31 characters and none of these. */
const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);

const columnName = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));
