import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type TFunction } from 'i18next';
import { type Locale, locales } from '../../../../libs/contracts/values.js';
import { projectRoot } from '../../../../libs/platform/config/index.js';

/** The message files, and how instants and months are written in each language. */
const messages = createInstance();
void messages.init({
  // Everything is given here: ready at once.
  initAsync: false,
  resources: Object.fromEntries(locales.map((locale) => [locale, { translation: messageFile(locale) }])),
  fallbackLng: false,
  // Mail is text and escaped HTML: whoever writes HTML escapes.
  interpolation: { escapeValue: false },
});
messages.services.formatter?.add('moment', (value: unknown, locale, options: { timeZone?: string }) =>
  instantText(String(value), locale ?? 'en', options.timeZone ?? 'UTC'),
);
messages.services.formatter?.add('date', (value: unknown, locale) => dateText(String(value), locale ?? 'en'));
messages.services.formatter?.add('month', (value: unknown, locale) => monthText(String(value), locale ?? 'en'));

function messageFile(locale: Locale): Record<string, unknown> {
  return JSON.parse(readFileSync(join(projectRoot, 'apps/notifications/messages', `${locale}.json`), 'utf8'));
}

/** Day, weekday, hour and minute in the company's zone, with the zone's offset: a deadline is read in other places too. */
function instantText(instant: string, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(new Date(instant));
}

const dateText = (date: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'full' }).format(new Date(date));

const monthText = (date: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'long' }).format(new Date(date));

export const wordsIn = (locale: Locale): TFunction => messages.getFixedT(locale);
/** A language code from outside, or English: the reader's client sent something unknown. */
export const localeOf = (code: string): Locale => locales.find((locale) => locale === code) ?? 'en';
