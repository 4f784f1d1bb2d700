import dayjs from 'dayjs';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Locale, locales } from '../../../../libs/contracts/values.js';
import { laterTexts } from '../locales/later.js';
import type { LocaleTexts } from '../locales/texts.js';

/** Each language is one chunk: what the first pages say, the components and the calendar. */
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

let chosen: Locale = 'en';
let allWanted = false;

/** Loads one language's texts and shows them, without a reload. */
export async function chooseLocale(locale: Locale): Promise<void> {
  chosen = locale;
  const { default: texts } = await languages[locale]();
  add(locale, texts.messages);
  if (allWanted) await addLaterTexts(locale);
  componentTexts.set(locale, texts.components);
  dayjs.locale(texts.calendar);
  await i18next.changeLanguage(locale);
  localStorage.setItem(stored, locale);
  document.documentElement.lang = locale;
}

/** Before any page but a first one: from then on every language is loaded whole. */
export async function loadAllTexts(): Promise<void> {
  allWanted = true;
  await addLaterTexts(chosen);
}

const whole = new Map<Locale, Promise<void>>();
function addLaterTexts(locale: Locale): Promise<void> {
  const begun = whole.get(locale);
  if (begun) return begun;
  const adding = laterTexts(locale).then((files) => add(locale, files));
  whole.set(locale, adding);
  // A network that failed is asked again.
  adding.catch(() => whole.delete(locale));
  return adding;
}

function add(locale: Locale, files: LocaleTexts['messages']): void {
  for (const file of files) i18next.addResourceBundle(locale, 'translation', file, true, true);
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
