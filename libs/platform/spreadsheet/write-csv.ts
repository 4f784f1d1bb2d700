import { writeCsv as write } from 'hucre/csv';
import { looksLikeFormula } from './write-workbook.js';

const plainNumber = /^-?\d+(?:\.\d+)?$/;

/** CSV as programs and spreadsheets of any language read it: UTF-8 with its mark, RFC 4180; text that a spreadsheet would run is made inert. */
export const writeCsv = (header: readonly string[], rows: readonly (readonly (string | null)[])[]): Buffer =>
  Buffer.from(
    write(
      [header, ...rows].map((row) => row.map(inert)),
      { bom: true },
    ),
  );

const inert = (text: string | null): string | null =>
  text !== null && looksLikeFormula(text) && !plainNumber.test(text) ? `'${text}` : text;
