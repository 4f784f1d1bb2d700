import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Company, rolesHttp, type CompanySettings as Settings } from '../../../../../libs/contracts/roles/http.js';
import { locales } from '../../../../../libs/contracts/values.js';
import { api } from '../../shared/api.js';
import { localeNames } from '../../shared/language.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { sessionKey } from '../../shared/session.js';

export const companyKey = ['company'] as const;

/** What an administrator sets for the whole company. */
export function CompanySettings({ company }: { readonly company: Company }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { version, ...settings } = company;
  const save = useMutation({
    mutationFn: (body: Settings) => api(rolesHttp.updateCompany, { body, version }),
    onSuccess: (kept) => {
      queries.setQueryData(companyKey, kept);
      void message.success(t('administration.settings.saved'));
      // Everybody's frame shows the name; the language and the watermark come with the session too.
      void queries.invalidateQueries({ queryKey: sessionKey });
    },
  });
  return (
    <Form<Settings>
      layout="vertical"
      className="settings"
      initialValues={settings}
      onFinish={(values) => save.mutate(values)}
    >
      <p className="hint">{t('administration.settings.nameHint')}</p>
      {locales.map((locale) => (
        <Form.Item
          key={locale}
          name={['names', locale]}
          label={t('administration.settings.name', { language: localeNames[locale] })}
          rules={[{ required: true, whitespace: true, message: t('form.required') }]}
        >
          <Input maxLength={100} lang={locale} />
        </Form.Item>
      ))}
      <Form.Item
        name="defaultLocale"
        label={t('administration.settings.defaultLocale')}
        extra={t('administration.settings.defaultLocaleHint')}
      >
        <Select options={locales.map((value) => ({ value, label: localeNames[value] }))} />
      </Form.Item>
      <Form.Item name="timeZone" label={t('administration.timeZone')} extra={t('administration.settings.timeZoneHint')}>
        <Select showSearch options={zonesWith(company.timeZone).map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item
        name="watermark"
        label={t('administration.settings.watermark')}
        extra={t('administration.settings.watermarkHint')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      {save.error && <ProblemAlert error={save.error} />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('administration.save')}
      </Button>
    </Form>
  );
}

const zonesWith = (own: string): string[] => [...new Set([own, ...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort();
