import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import i18next, { type i18n } from 'i18next';
import { DateTime } from 'luxon';
import { type Locale, type LocalisedText, locales } from '../../../../libs/contracts/values.js';
import { projectRoot } from '../../../../libs/platform/config/index.js';

/** Words, dates and numbers of a report in one reader's language and the company's time zone. */
export interface ReportText {
  readonly locale: Locale;
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
  name(names: LocalisedText): string;
  /** By the name the company gave it; one that is no more by the name it is shipped under. */
  source(sourceId: string): string;
  /** `2026-10-05` as the reader writes it. */
  date(isoDate: string): string;
  instant(iso: string): string;
  /** Two decimals, half up; an em dash for what is not there. */
  number(decimal: string | null): string;
}

let messages: i18n | undefined;

function loadMessages(): i18n {
  const folder = join(projectRoot, 'apps/cycles/src/reports/messages');
  const resources = Object.fromEntries(
    locales.map((locale) => [
      locale,
      { translation: JSON.parse(readFileSync(join(folder, `${locale}.json`), 'utf8')) },
    ]),
  );
  const instance = i18next.createInstance();
  // The texts go to spreadsheets and PDF, never to HTML.
  void instance.init({
    resources,
    lng: 'zh-Hant',
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}

export type SourceNames = Readonly<Record<string, LocalisedText>>;

export function reportText(locale: Locale, timeZone: string, sourceNames: SourceNames = {}): ReportText {
  messages ??= loadMessages();
  const say = messages.getFixedT(locale);
  const format = locale === 'en' ? 'd LLL yyyy' : 'yyyy年L月d日';
  return {
    locale,
    say: (key, values) => say(key, { ...values }),
    name: (names) => names[locale],
    source: (sourceId) => sourceNames[sourceId]?.[locale] ?? say(`source.${sourceId}`, { defaultValue: sourceId }),
    date: (isoDate) => DateTime.fromISO(isoDate, { locale: 'en' }).toFormat(format),
    instant: (iso) => DateTime.fromISO(iso, { zone: timeZone, locale: 'en' }).toFormat(`${format} HH:mm`),
    number: (decimal) => (decimal === null ? '—' : new Decimal(decimal).toFixed(2, Decimal.ROUND_HALF_UP)),
  };
}

/** The last day of a half-open period. */
export const lastDay = (exclusiveTo: string): string =>
  DateTime.fromISO(exclusiveTo).minus({ days: 1 }).toISODate() ?? exclusiveTo;
