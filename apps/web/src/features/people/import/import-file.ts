import { Decimal } from 'decimal.js';
import { parseCsv } from 'hucre/csv';
import { type CellValue, readXlsx, writeXlsx } from 'hucre/xlsx';
import { csvOf } from '../../../shared/csv.js';

export interface ImportRow {
  /** As the person who made the file sees it, from 1. */
  readonly rowNo: number;
  readonly cells: readonly string[];
}
export interface ImportSheet {
  readonly name: string;
  /** The first row with content. */
  readonly header: ImportRow;
  readonly rows: readonly ImportRow[];
}
export interface ImportFile {
  readonly name: string;
  readonly kind: 'csv' | 'xlsx';
  readonly sheets: readonly ImportSheet[];
}

/** The file's cells, numbered as the server's report names them. */
export async function readImportFile(file: File): Promise<ImportFile> {
  const content = new Uint8Array(await file.arrayBuffer());
  const workbook = content[0] === 0x50 && content[1] === 0x4b;
  if (!workbook) return { name: file.name, kind: 'csv', sheets: sheetOf('CSV', parseCsv(decoded(content))) };
  const { sheets } = await readXlsx(content, { sheets: (sheet) => !sheet.hidden && !sheet.veryHidden });
  return { name: file.name, kind: 'xlsx', sheets: sheets.flatMap((sheet) => sheetOf(sheet.name, sheet.rows)) };
}

/** The same kind of file with the corrected cells, every cell as text. */
export async function writeImportFile({ name, kind, sheets }: ImportFile): Promise<File> {
  if (kind === 'csv') {
    const [first = [], ...others] = sheets.flatMap(withGaps);
    return new File([csvOf(first, others)], name, { type: 'text/csv' });
  }
  const bytes = await writeXlsx({
    sheets: sheets.map((sheet) => ({ name: sheet.name, rows: withGaps(sheet).map((cells) => [...cells]) })),
  });
  return new File([new Uint8Array(bytes)], name);
}

/** Empty rows stay where they were, so that the next report counts as this one did. */
function withGaps({ header, rows }: ImportSheet): (readonly string[])[] {
  const all: (readonly string[])[] = [];
  for (const { rowNo, cells } of [header, ...rows]) all[rowNo - 1] = cells;
  return Array.from(all, (cells) => cells ?? []);
}

function sheetOf(name: string, raw: readonly (readonly CellValue[])[]): ImportSheet[] {
  const [header, ...rows] = raw
    .map((cells, index): ImportRow => ({ rowNo: index + 1, cells: cells.map(textOf) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  return header ? [{ name, header, rows }] : [];
}

/** As the server reads a cell: plain decimal digits, days as `YYYY-MM-DD`. */
function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return new Decimal(value).toFixed();
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value).trim();
}

/** UTF-8, else GB18030, which Chinese Excel writes. */
function decoded(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('gb18030').decode(content);
  }
}
