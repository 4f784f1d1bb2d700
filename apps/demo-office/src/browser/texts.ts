import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInstance } from 'i18next';
import type { Locale } from '../../../../libs/contracts/values.js';
import { projectRoot } from '../../../../libs/platform/config/index.js';

type Values = Readonly<Record<string, string | number>>;

const webApp = join(projectRoot, 'apps/web/src');
/** Stands where a value was not given. */
const anything = '\u0000';

/** What the web app says in a language: screens are found by its own words, from its own files. */
export class Texts {
  private readonly app = createInstance();

  constructor(readonly locale: Locale) {
    void this.app.init({
      lng: locale,
      fallbackLng: false,
      initAsync: false,
      interpolation: { escapeValue: false },
      missingInterpolationHandler: () => anything,
      resources: {},
    });
    for (const file of messageFilesOf(locale)) {
      this.app.addResourceBundle(locale, 'translation', JSON.parse(readFileSync(file, 'utf8')), true, true);
    }
  }

  say(key: string, values: Values = {}): string {
    if (!this.app.exists(key, values)) throw new Error(`the web app has no text ${key} in ${this.locale}`);
    return this.app.t(key, values);
  }

  /** The whole text, whatever stands for the values that are not given. */
  like(key: string, values: Values = {}): RegExp {
    const parts = this.say(key, values).split(anything);
    // An icon beside a text leaves a space.
    return new RegExp(`^\\s*${parts.map(literally).join('.+')}\\s*$`);
  }
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function messageFilesOf(locale: Locale): readonly string[] {
  return readdirSync(webApp, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('messages') && basename(path).endsWith(`${locale}.json`))
    .map((path) => join(webApp, path));
}
