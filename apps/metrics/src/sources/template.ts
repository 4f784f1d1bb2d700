import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileSourceConfig } from '../../../../libs/contracts/metrics/source-config.js';
import { type Locale, locales } from '../../../../libs/contracts/values.js';
import { projectRoot } from '../../../../libs/platform/config/index.js';
import { type OutputSheet, writeWorkbook } from '../../../../libs/platform/spreadsheet/index.js';

interface Words {
  /** Begins with #: such sheets are not read. */
  readonly guideSheet: string;
  readonly dataset: string;
  readonly sheet: string;
  readonly column: string;
  readonly example: string;
}

const wordsOf = (locale: string): { words: Words; locale: Locale } => {
  const known = locales.find((one) => one === locale) ?? 'zh-Hant';
  const file = join(projectRoot, 'apps/metrics/src/sources/messages', `${known}.json`);
  return { words: JSON.parse(readFileSync(file, 'utf8')) as Words, locale: known };
};

/** A sheet per dataset with its header alone, so that a template sent back untouched holds no rows; examples stand in the guide. */
export function writeTemplate(config: FileSourceConfig, readerLocale: string): Promise<Buffer> {
  const { words, locale } = wordsOf(readerLocale);
  const sheets: OutputSheet[] = config.datasets.map(({ datasetId, sheets: [name = datasetId], columns }) => ({
    name,
    header: columns.map(({ header }) => header),
    rows: [],
  }));
  const guide: OutputSheet = {
    name: words.guideSheet,
    header: [words.dataset, words.sheet, words.column, words.example],
    rows: config.datasets.flatMap(({ datasetId, names, sheets: [name = datasetId], columns }) =>
      columns.map(({ header, example }) => [names[locale], name, header, example]),
    ),
  };
  return writeWorkbook([...sheets, guide]);
}
