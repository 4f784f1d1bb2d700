import { CheckSquareOutlined, ClusterOutlined, LineChartOutlined } from '@ant-design/icons';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Button, Flex, Layout, Menu, Select, Skeleton, Typography } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Locale, locales } from '../../../../libs/contracts/values.js';
import { UnreadBell } from '../features/notifications/unread-bell.js';
import { useSession, useSignOut } from '../features/session/session.js';
import { ApiProblem } from '../shared/api.js';
import { ProblemAlert } from '../shared/problem-alert.js';
import { TimeZoneContext } from '../shared/time-zone.js';
import { chooseLocale } from './i18n.js';

const localeNames: Record<Locale, string> = { 'zh-Hant': '繁體中文', 'zh-Hans': '简体中文', en: 'English' };

/** Everything around a page of somebody signed in. */
export function Shell() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const { pathname } = useLocation();
  const signedOut = session.error instanceof ApiProblem && session.error.problem.status === 401;
  useEffect(() => {
    if (signedOut) void navigate({ to: '/sign-in' });
  }, [signedOut, navigate]);

  if (session.isPending || signedOut) return <Skeleton active style={{ padding: 24 }} />;
  if (session.error) return <ProblemAlert error={session.error} onRetry={() => void session.refetch()} />;
  const items = [
    { key: '/', icon: <CheckSquareOutlined />, label: <Link to="/">{t('nav.tasks')}</Link> },
    { key: '/cycles', icon: <ClusterOutlined />, label: <Link to="/cycles">{t('nav.cycles')}</Link> },
    { key: '/results', icon: <LineChartOutlined />, label: <Link to="/results">{t('nav.results')}</Link> },
  ];
  const selected = items
    .map((item) => item.key)
    .findLast((key) => pathname === key || (key !== '/' && pathname.startsWith(key)));
  return (
    <TimeZoneContext value={session.data.timeZone}>
      <a href="#main" className="skip-link">
        {t('nav.skip')}
      </a>
      <Layout style={{ minHeight: '100vh', background: 'transparent' }}>
        <Layout.Header style={{ background: 'transparent', padding: '0 16px', height: 'auto', lineHeight: '48px' }}>
          <Flex align="center" gap="small" wrap>
            <Typography.Text strong style={{ fontSize: 18 }}>
              考核
            </Typography.Text>
            <Menu
              mode="horizontal"
              items={items}
              selectedKeys={selected ? [selected] : []}
              style={{ flex: '1 1 220px', background: 'transparent' }}
              aria-label={t('nav.main')}
            />
            <UnreadBell />
            <Select
              aria-label={t('nav.language')}
              value={i18n.language as Locale}
              options={locales.map((locale) => ({ value: locale, label: localeNames[locale] }))}
              onChange={(locale) => void chooseLocale(locale)}
              popupMatchSelectWidth={false}
            />
            <Typography.Text type="secondary">{session.data.person?.name ?? session.data.login}</Typography.Text>
            <Button onClick={() => signOut.mutate()}>{t('session.signOut')}</Button>
          </Flex>
        </Layout.Header>
        <Layout.Content id="main" role="main" style={{ padding: 16, maxWidth: 1180, width: '100%', margin: '0 auto' }}>
          <Outlet />
        </Layout.Content>
      </Layout>
    </TimeZoneContext>
  );
}
