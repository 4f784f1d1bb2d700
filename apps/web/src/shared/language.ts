import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { Locale } from '../../../../libs/contracts/values.js';
import { api } from './api.js';
import { chooseLocale } from './i18n.js';
import { type Me, sessionKey } from './session.js';

export const localeNames: Readonly<Record<Locale, string>> = {
  'zh-Hant': '繁體中文',
  'zh-Hans': '简体中文',
  en: 'English',
};

/** The account keeps the language: mail, documents and every device follow it. */
export function useLanguage(me: Me | undefined) {
  const { i18n } = useTranslation();
  const queries = useQueryClient();
  const keep = useMutation({
    mutationFn: (locale: Locale) => api(rolesHttp.updateSession, { body: { locale } }),
    onSuccess: (session) => queries.setQueryData(sessionKey, session),
  });
  const kept = me?.locale;
  useEffect(() => {
    if (kept && kept !== i18n.language) void chooseLocale(kept);
  }, [kept, i18n]);
  return {
    current: i18n.language as Locale,
    choose: (locale: Locale) => keep.mutate(locale),
  };
}
