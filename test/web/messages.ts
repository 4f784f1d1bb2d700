import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { locales } from '../../libs/contracts/values.js';

export const web = join(process.cwd(), 'apps/web/src');

export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

type Texts = Readonly<Record<string, string>>;

const flat = (value: unknown, prefix = ''): Texts =>
  typeof value === 'string'
    ? { [prefix]: value }
    : Object.assign(
        {},
        ...Object.entries(value as object).map(([key, inner]) => flat(inner, prefix === '' ? key : `${prefix}.${key}`)),
      );

interface MessageFile {
  readonly path: string;
  readonly locale: string;
  readonly texts: Texts;
}

export const messageFiles: readonly MessageFile[] = filesBelow(web)
  .filter((path) => path.includes('/messages/') && path.endsWith('.json'))
  .map((path) => ({
    path,
    locale: locales.find((locale) => path.endsWith(`${locale}.json`)) ?? 'none',
    texts: flat(JSON.parse(readFileSync(path, 'utf8'))),
  }));

/** Everything a language says, of all files together. */
export const textsOf = (locale: string): Texts =>
  Object.assign({}, ...messageFiles.filter((file) => file.locale === locale).map((file) => file.texts));
