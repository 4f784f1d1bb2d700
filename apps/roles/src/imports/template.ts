import type { Locale, LocalisedText } from '../../../../libs/contracts/values.js';
import { writeWorkbook } from '../../../../libs/platform/spreadsheet/index.js';
import { type Column, departmentColumns, peopleColumns, sheetNames } from './organisation-columns.js';

/** A workbook to fill in: headers in the reader's language, positions offered as a list. */
export function importTemplate(locale: Locale, positions: readonly { names: LocalisedText }[]): Promise<Buffer> {
  const headers = (columns: Record<string, Column>) => Object.values(columns).map((column) => column.headers[locale]);
  const positionColumn = Object.keys(peopleColumns).indexOf('position');
  return writeWorkbook([
    {
      name: sheetNames.people[locale],
      header: headers(peopleColumns),
      rows: [],
      widths: headers(peopleColumns).map(() => 18),
      choices: positions.length > 0 ? { [positionColumn]: positions.map(({ names }) => names[locale]) } : {},
    },
    {
      name: sheetNames.departments[locale],
      header: headers(departmentColumns),
      rows: [],
      widths: headers(departmentColumns).map(() => 22),
    },
  ]);
}
