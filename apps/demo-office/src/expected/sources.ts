import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CopyValue } from '../../../../libs/platform/database/index.js';
import { readTable } from '../../../../libs/platform/spreadsheet/index.js';
import type { OfficeSystem } from '../office/records.js';

type Rows = readonly (readonly CopyValue[])[];

export function officeRows(folder: string): Rows {
  return ['oa.json', 'tickets.json'].flatMap((file) => {
    const system: OfficeSystem = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return system.collections.flatMap(({ name, records }) =>
      records.map((record, index): CopyValue[] => [name, index, JSON.stringify(record)]),
    );
  });
}

/** The surveys whose figures a month needs, each by its own encoding. */
export async function answerRows(folder: string): Promise<Rows> {
  const read = (file: string): Buffer => readFileSync(join(folder, 'surveys', file));
  const forms: [string, readonly (readonly string[])[]][] = [
    ['customer-satisfaction', await sheetRows(read('customer-satisfaction.xlsx'))],
    ['participants', await sheetRows(read('participants.xlsx'))],
    ['sales-follow-up', csvRows(read('sales-follow-up.csv'), 'gb18030')],
    ['search-index', csvRows(read('search-index.csv'), 'utf-8')],
  ];
  return forms.flatMap(([form, rows]) => rows.map((cells, index): CopyValue[] => [form, index, JSON.stringify(cells)]));
}

const sheetRows = async (content: Buffer): Promise<(readonly string[])[]> =>
  (await readTable(content)).rows.map((row) => row.cells);

/** The demo's CSV files have no quoted cells. */
const csvRows = (content: Buffer, encoding: string): string[][] =>
  new TextDecoder(encoding)
    .decode(content)
    .split('\r\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split(','));
