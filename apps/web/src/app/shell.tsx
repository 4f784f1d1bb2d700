import { WifiOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouter } from '@tanstack/react-router';
import { Alert, Skeleton } from 'antd';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { UnreadBell } from '../features/notifications/unread-bell.js';
import { ApiProblem, api } from '../shared/api.js';
import { type NavigationEntry, places } from '../shared/feature.js';
import { LiveRegion } from '../shared/live-region.js';
import { useOnline, usePhone } from '../shared/media.js';
import { TodoCountContext } from '../shared/page.js';
import { ProblemAlert } from '../shared/problem-alert.js';
import { useOwnEvents } from '../shared/server-events.js';
import { MeContext, useMe, useSession } from '../shared/session.js';
import { TimeZoneContext } from '../shared/time-zone.js';
import { BottomTabs, SideMenu } from './main-menu.js';
import { PersonMenu } from './person-menu.js';
import { useKeys } from './use-keys.js';

type Navigation = readonly NavigationEntry[];

/** Everything around a page of somebody signed in. */
export function Shell({ navigation }: { navigation: Navigation }) {
  const session = useSession();
  const router = useRouter();
  const signedOut = session.error instanceof ApiProblem && session.error.problem.status === 401;
  const known = session.data !== undefined;
  useEffect(() => {
    if (!signedOut) return;
    const { href } = router.latestLocation;
    const back = href === '/' ? {} : { to: href };
    void router.navigate({ to: '/sign-in', search: known ? { ...back, ended: true } : back, replace: true });
  }, [signedOut, known, router]);

  if (session.isPending || signedOut) return <Skeleton active className="frame-skeleton" />;
  if (!session.data) return <ProblemAlert error={session.error} onRetry={() => void session.refetch()} />;
  return (
    <MeContext value={session.data}>
      <TimeZoneContext value={session.data.timeZone}>
        <Frame navigation={navigation} />
      </TimeZoneContext>
    </MeContext>
  );
}

function Frame({ navigation }: { navigation: Navigation }) {
  const { t } = useTranslation();
  const me = useMe();
  const phone = usePhone();
  const todoCount = useTodoCount();
  useOwnEvents('unread', 'notifications', 'tasks', 'results');
  const entries = useMemo(
    () =>
      navigation
        .filter((entry) => entry.show(me))
        .toSorted((a, b) => places.indexOf(a.place) - places.indexOf(b.place)),
    [navigation, me],
  );
  const keys = useKeys(entries);
  return (
    <TodoCountContext value={todoCount}>
      <a href="#main" className="skip-link">
        {t('nav.skip')}
      </a>
      <header className="top-bar">
        <Link to="/" className="brand">
          {t('app.name')}
        </Link>
        <UnreadBell />
        <PersonMenu onKeys={keys.show} />
      </header>
      <OfflineBanner />
      <div className="frame">
        {phone ? null : <SideMenu entries={entries} todoCount={todoCount} />}
        <main id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {phone && <BottomTabs entries={entries} todoCount={todoCount} />}
      {keys.drawer}
      <LiveRegion />
    </TodoCountContext>
  );
}

function useTodoCount(): number {
  const count = useQuery({
    queryKey: ['tasks', 'count'],
    queryFn: () => api(cyclesHttp.listTasks, { query: { state: 'open', limit: 1 } }),
    select: (page) => page.total,
  });
  return count.data ?? 0;
}

function OfflineBanner() {
  const { t } = useTranslation();
  return useOnline() ? null : (
    <Alert type="warning" banner icon={<WifiOutlined aria-hidden />} title={t('offline.banner')} role="status" />
  );
}
