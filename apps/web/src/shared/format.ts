import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale, LocalisedText } from '../../../../libs/contracts/values.js';
import { useTimeZone } from './time-zone.js';

const intlNames: Readonly<Record<Locale, string>> = { 'zh-Hant': 'zh-TW', 'zh-Hans': 'zh-CN', en: 'en-GB' };
export const none = '—';

/** How the reader writes numbers, dates and names. Decimals stay strings: nothing is lost on the way to the screen. */
export function useFormat() {
  const { i18n } = useTranslation();
  const timeZone = useTimeZone();
  const locale = i18n.language as Locale;
  return useMemo(() => formatOf(locale, timeZone), [locale, timeZone]);
}
export type Format = ReturnType<typeof formatOf>;

export function formatOf(locale: Locale, timeZone: string) {
  const intl = intlNames[locale];
  const dated = (options: Intl.DateTimeFormatOptions, zone: string) => {
    const formatter = new Intl.DateTimeFormat(intl, { ...options, timeZone: zone });
    return (iso: string): string => formatter.format(new Date(iso));
  };
  const dayOfMonth = dated({ year: 'numeric', month: 'long', day: 'numeric' }, 'UTC');
  const weekday = dated({ weekday: 'short' }, 'UTC');
  const listed = new Intl.ListFormat(intl, { type: 'conjunction' });
  const relative = new Intl.RelativeTimeFormat(intl, { numeric: 'auto' });
  const decimals = (value: string, digits: number) =>
    new Intl.NumberFormat(intl, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
      value as Intl.StringNumericLiteral,
    );
  return {
    locale,
    name: (names: LocalisedText): string => names[locale],
    /** A calendar date without a time, e.g. `2026年12月5日（週六）`. */
    date: (isoDate: string): string =>
      locale === 'en' ? `${weekday(isoDate)}, ${dayOfMonth(isoDate)}` : `${dayOfMonth(isoDate)}（${weekday(isoDate)}）`,
    month: dated({ year: 'numeric', month: 'long' }, 'UTC'),
    weekday,
    /** An instant in the company's time zone. */
    moment: dated(
      {
        year: 'numeric',
        month: locale === 'en' ? 'short' : 'long',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      },
      timeZone,
    ),
    time: dated({ timeStyle: 'short', hourCycle: 'h23' }, timeZone),
    /** Names one after another, as the language does. */
    list: (items: readonly string[]): string => listed.format(items),
    relative: (iso: string): string => {
      const minutes = Math.round((Date.parse(iso) - Date.now()) / 60_000);
      if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
      if (Math.abs(minutes) < 36 * 60) return relative.format(Math.round(minutes / 60), 'hour');
      return relative.format(Math.round(minutes / 1440), 'day');
    },
    /** How long something took, in its largest unit. */
    span: (milliseconds: number): string => {
      const units = [
        ['day', 86_400_000],
        ['hour', 3_600_000],
        ['minute', 60_000],
        ['second', 1_000],
      ] as const;
      const [unit, length] = units.find(([, one]) => milliseconds >= one) ?? ['second', 1_000];
      const amount = Math.floor(milliseconds / length);
      return new Intl.NumberFormat(intl, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
    },
    /** Rounded half away from zero, with the locale's grouping: `884,568.80`. */
    number: (decimal: string | null, digits = 2): string => (decimal === null ? none : decimals(decimal, digits)),
    /** As many digits as it has, at most. */
    figure: (decimal: string | null, most = 2): string =>
      decimal === null
        ? none
        : new Intl.NumberFormat(intl, { maximumFractionDigits: most }).format(decimal as Intl.StringNumericLiteral),
    /** A difference: with its sign unless it is nought. */
    signed: (decimal: string | null, digits = 2): string =>
      decimal === null
        ? none
        : new Intl.NumberFormat(intl, {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
            signDisplay: 'exceptZero',
          }).format(decimal as Intl.StringNumericLiteral),
    count: (whole: number): string => new Intl.NumberFormat(intl).format(whole),
  };
}
