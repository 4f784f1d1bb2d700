import type { FileDataset, FileSourceConfig } from '../../../../libs/contracts/metrics/source-config.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { readSheets, type Table } from '../../../../libs/platform/spreadsheet/index.js';
import { columnsRead } from '../mapping/columns.js';
import type { SourceRow } from '../mapping/row.js';
import type { Delivery, SourceConnector, SourceTotal } from './port.js';
import { sourceTotal } from './total.js';

/** Sheets named so hold notes for people. */
export const isNoteSheet = (name: string): boolean => name.startsWith('#');

/** Reads an uploaded XLSX or CSV. Every sheet with content must be a dataset's, its totals' or notes: none is passed over. */
export class FileConnector implements SourceConnector {
  constructor(
    private readonly config: FileSourceConfig,
    private readonly content: Buffer,
    /** The dataset the uploader named, for tables that fit several. */
    private readonly datasetId?: string,
  ) {}

  fetch(): Delivery {
    const totals: SourceTotal[] = [];
    return { rows: this.rows(totals), totals: () => totals };
  }

  private async *rows(totals: SourceTotal[]): AsyncGenerator<SourceRow> {
    const sheets = (await readSheets(this.content)).filter(
      ({ name, header }) => header.length > 0 && !isNoteSheet(name),
    );
    const totalsSheets = new Map(this.config.datasets.map((dataset) => [dataset.totalsSheet, dataset]));
    const rowsInDataset = new Map<string, string>();
    for (const sheet of sheets) {
      const totalsOfDataset = totalsSheets.get(sheet.name);
      if (totalsOfDataset) {
        totals.push(...totalsIn(sheet, this.config.datasets));
        continue;
      }
      const dataset = this.datasetOf(sheet);
      const other = rowsInDataset.get(dataset.datasetId);
      if (other !== undefined) throw twice(dataset.datasetId, other, sheet.name);
      rowsInDataset.set(dataset.datasetId, sheet.name);
      yield* rowsIn(sheet, dataset.datasetId);
    }
    if (rowsInDataset.size === 0) {
      throw new Problem(
        422,
        'upload.no_table',
        'The file has no table that this source knows; start from its template and send the file again.',
      );
    }
  }

  private datasetOf(sheet: Table): FileDataset {
    const { datasets } = this.config;
    const wanted =
      this.datasetId === undefined ? datasets : datasets.filter(({ datasetId }) => datasetId === this.datasetId);
    const named = wanted.filter(({ sheets }) => sheets.includes(sheet.name));
    const fitting = (named.length > 0 ? named : wanted).filter(
      (dataset) => missingColumns(dataset, sheet).length === 0,
    );
    const [only] = fitting;
    if (only && fitting.length === 1) return only;
    if (fitting.length > 1) throw ambiguous(sheet, fitting);
    throw unknownSheet(sheet, named[0] ?? (wanted.length === 1 ? wanted[0] : undefined));
  }
}

const missingColumns = ({ mapping }: FileDataset, { header }: Table): string[] =>
  columnsRead(mapping).filter((column) => !header.includes(column));

function* rowsIn({ header, rows, name }: Table, datasetId: string): Generator<SourceRow> {
  const repeated = header.find((column, index) => column !== '' && header.indexOf(column) !== index);
  if (repeated !== undefined) {
    throw new Problem(
      422,
      'upload.column_twice',
      `The sheet "${name}" has the column "${repeated}" twice; remove one and send the file again.`,
      {
        sheet: name,
        column: repeated,
      },
    );
  }
  for (const { rowNo, cells } of rows) {
    const columns = Math.max(header.length, cells.length);
    const raw: Record<string, string> = {};
    for (let index = 0; index < columns; index += 1) raw[header[index] || `column ${index + 1}`] = cells[index] ?? '';
    yield { datasetId, rowNo, raw };
  }
}

/** Two columns, measure and total; the measure's dataset is the one that maps to it. */
function totalsIn({ rows, header, name }: Table, datasets: readonly FileDataset[]): SourceTotal[] {
  const here = datasets.filter(({ totalsSheet }) => totalsSheet === name);
  const lines = isTotal(header) ? [header, ...rows.map(({ cells }) => cells)] : rows.map(({ cells }) => cells);
  return lines.map(([measure = '', total]) => {
    const dataset = here.find(({ mapping }) => mapping.observations.some(({ input }) => input === measure)) ?? here[0];
    return sourceTotal(dataset?.datasetId ?? name, measure, total);
  });
}

/** A totals sheet without a heading begins with a total. */
const isTotal = (cells: readonly string[]): boolean => /^-?\d+(\.\d+)?$/.test(cells[1] ?? '');

const twice = (datasetId: string, one: string, other: string): Problem =>
  new Problem(
    422,
    'upload.dataset_twice',
    `The sheets "${one}" and "${other}" both hold ${datasetId}; send them as two files.`,
    {
      datasetId,
      one,
      other,
    },
  );

const ambiguous = (sheet: Table, fitting: readonly FileDataset[]): Problem => {
  const datasets = fitting.map(({ datasetId }) => datasetId).join(', ');
  return new Problem(
    422,
    'upload.dataset_ambiguous',
    `The columns of the sheet "${sheet.name}" fit several datasets (${datasets}); name one with datasetId, or name the sheet as the template does.`,
    { sheet: sheet.name, datasets },
  );
};

function unknownSheet(sheet: Table, expected: FileDataset | undefined): Problem {
  const missing = expected ? missingColumns(expected, sheet).join(', ') : '';
  return new Problem(
    422,
    'upload.sheet_unknown',
    expected
      ? `The sheet "${sheet.name}" lacks the column(s) ${missing} of ${expected.datasetId}; add them and send the file again.`
      : `The sheet "${sheet.name}" is none that this source knows; name it as the template does, or begin its name with # if it holds notes.`,
    { sheet: sheet.name, ...(expected ? { datasetId: expected.datasetId, missing } : {}) },
  );
}
