import type { OutputCell } from '../../../../libs/platform/spreadsheet/index.js';
import { writeWorkbook } from '../../../../libs/platform/spreadsheet/index.js';
import { filesMadeAt } from '../month.js';
import type { Form } from './forms.js';
import { gb18030 } from './gb18030.js';

export interface SurveyFile {
  readonly name: string;
  readonly content: Buffer;
}

export async function surveyFile(form: Form): Promise<SurveyFile> {
  switch (form.format) {
    case 'xlsx':
      return { name: `${form.name}.xlsx`, content: await workbook(form) };
    case 'csv_utf8':
      return { name: `${form.name}.csv`, content: Buffer.from(csv(form), 'utf8') };
    case 'csv_gb18030':
      return { name: `${form.name}.csv`, content: gb18030(csv(form)) };
  }
}

function workbook(form: Form): Promise<Buffer> {
  const rows = form.rows.map((row) =>
    row.map((text, index): OutputCell => {
      const isNumber = form.numbers.includes(form.header[index] ?? '') && /^\d+(\.\d+)?$/.test(text);
      return isNumber ? { number: text } : text;
    }),
  );
  return writeWorkbook([{ name: form.sheet, header: form.header, rows }], filesMadeAt);
}

const csv = (form: Form): string => `${[form.header, ...form.rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
