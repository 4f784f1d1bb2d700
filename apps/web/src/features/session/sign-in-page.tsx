import { useSearch } from '@tanstack/react-router';
import { Alert, Button, Card, Flex, Form, Input, Segmented, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Locale, locales } from '../../../../../libs/contracts/values.js';
import { chooseLocale } from '../../shared/i18n.js';
import { localeNames } from '../../shared/language.js';
import { Page } from '../../shared/page.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useSignIn } from './sign-in.js';

export function SignInPage() {
  const { t, i18n } = useTranslation();
  const [chosen, setChosen] = useState<Locale | null>(null);
  const { to = '/', ended = false } = useSearch({ from: '/sign-in' });
  const signIn = useSignIn(to, chosen);
  return (
    <Flex component="main" justify="center" align="center" className="sign-in">
      <Card className="sign-in-card">
        <Typography.Paragraph type="secondary">
          {t('app.name')} · {t('session.tagline')}
        </Typography.Paragraph>
        <Page title={t('session.signIn')}>
          {ended && !signIn.error && <Alert type="info" showIcon title={t('session.ended')} className="spaced" />}
          <Form
            layout="vertical"
            requiredMark={false}
            onFinish={(values: { login: string; password: string }) => signIn.mutate(values)}
          >
            <Form.Item
              name="login"
              label={t('session.login')}
              rules={[{ required: true, message: t('form.required') }]}
            >
              <Input autoComplete="username" size="large" />
            </Form.Item>
            <Form.Item
              name="password"
              label={t('session.password')}
              rules={[{ required: true, message: t('form.required') }]}
            >
              <Input.Password autoComplete="current-password" size="large" />
            </Form.Item>
            {signIn.error && <ProblemAlert error={signIn.error} />}
            <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending} className="spaced">
              {t('session.signIn')}
            </Button>
          </Form>
        </Page>
        <Segmented
          aria-label={t('nav.language')}
          block
          value={i18n.language as Locale}
          options={locales.map((locale) => ({
            value: locale,
            label: <span lang={locale}>{localeNames[locale]}</span>,
          }))}
          onChange={(locale) => {
            setChosen(locale);
            void chooseLocale(locale);
          }}
        />
      </Card>
    </Flex>
  );
}
