import dayjs from 'dayjs';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Locale, locales } from '../../../../libs/contracts/values.js';
import type { LocaleTexts } from '../locales/texts.js';

/** Each language is one chunk: the texts of every feature, of the components and of the calendar. */
const languages: Readonly<Record<Locale, () => Promise<{ default: LocaleTexts }>>> = {
  'zh-Hant': () => import('../locales/zh-hant.js'),
  'zh-Hans': () => import('../locales/zh-hans.js'),
  en: () => import('../locales/en.js'),
};
const stored = 'kaohe.locale';

export async function startI18n(): Promise<void> {
  await i18next
    .use(initReactI18next)
    .init({ lng: 'none', fallbackLng: false, interpolation: { escapeValue: false }, resources: {} });
  await chooseLocale(preferredLocale());
}

/** Loads one language's texts and shows them, without a reload. */
export async function chooseLocale(locale: Locale): Promise<void> {
  const { default: texts } = await languages[locale]();
  for (const file of texts.messages) i18next.addResourceBundle(locale, 'translation', file, true, true);
  componentTexts.set(locale, texts.components);
  dayjs.locale(texts.calendar);
  await i18next.changeLanguage(locale);
  localStorage.setItem(stored, locale);
  document.documentElement.lang = locale;
}

/** What Ant Design's components say by themselves, of the languages loaded so far. */
export const componentTexts = new Map<string, LocaleTexts['components']>();

function preferredLocale(): Locale {
  const wanted = localStorage.getItem(stored) ?? navigator.language;
  const exact = locales.find((locale) => locale === wanted);
  if (exact) return exact;
  if (/^zh-(tw|hk|mo|hant)/i.test(wanted)) return 'zh-Hant';
  return wanted.startsWith('zh') ? 'zh-Hans' : 'en';
}
