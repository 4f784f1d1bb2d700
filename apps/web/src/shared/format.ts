import { Decimal } from 'decimal.js';
import { useTranslation } from 'react-i18next';
import type { Locale, LocalisedText } from '../../../../libs/contracts/values.js';
import { useTimeZone } from './time-zone.js';

/** How the reader writes numbers, dates and names. */
export function useFormat() {
  const { i18n } = useTranslation();
  const timeZone = useTimeZone();
  const locale = i18n.language as Locale;
  const intl = locale === 'zh-Hant' ? 'zh-TW' : locale === 'zh-Hans' ? 'zh-CN' : 'en-GB';
  const day = new Intl.DateTimeFormat(intl, { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(intl, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const relative = new Intl.RelativeTimeFormat(intl, { numeric: 'auto' });
  return {
    locale,
    name: (names: LocalisedText) => names[locale],
    date: (isoDate: string) => day.format(new Date(isoDate)),
    month: (isoDate: string) =>
      new Intl.DateTimeFormat(intl, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(isoDate)),
    moment: (iso: string) => moment.format(new Date(iso)),
    relative: (iso: string) => {
      const minutes = Math.round((Date.parse(iso) - Date.now()) / 60_000);
      if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
      if (Math.abs(minutes) < 48 * 60) return relative.format(Math.round(minutes / 60), 'hour');
      return relative.format(Math.round(minutes / 1440), 'day');
    },
    number: (decimal: string | null, digits = 2) =>
      decimal === null ? '—' : new Decimal(decimal).toFixed(digits, Decimal.ROUND_HALF_UP),
  };
}
export type Format = ReturnType<typeof useFormat>;
