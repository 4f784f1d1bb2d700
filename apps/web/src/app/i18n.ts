import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Locale, locales } from '../../../../libs/contracts/values.js';

const files = import.meta.glob<{ default: Record<string, unknown> }>('./messages/*.json');
const stored = 'kaohe.locale';

export async function startI18n(): Promise<void> {
  await i18next
    .use(initReactI18next)
    .init({ lng: 'none', fallbackLng: false, interpolation: { escapeValue: false }, resources: {} });
  await chooseLocale(preferredLocale());
}

/** Loads one language's texts and shows them, without a reload. */
export async function chooseLocale(locale: Locale): Promise<void> {
  const file = await files[`./messages/${locale}.json`]?.();
  if (!file) throw new Error(`no texts for ${locale}`);
  i18next.addResourceBundle(locale, 'translation', file.default, true, true);
  await i18next.changeLanguage(locale);
  localStorage.setItem(stored, locale);
  document.documentElement.lang = locale;
}

function preferredLocale(): Locale {
  const wanted = localStorage.getItem(stored) ?? navigator.language;
  const exact = locales.find((locale) => locale === wanted);
  if (exact) return exact;
  if (/^zh-(tw|hk|mo|hant)/i.test(wanted)) return 'zh-Hant';
  return wanted.startsWith('zh') ? 'zh-Hans' : 'en';
}
