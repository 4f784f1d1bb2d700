import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CompanyRouteOfKind, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { useCompanyRoutes } from '../../shared/cycle/company-routes.js';
import { EmptyState } from '../../shared/empty-state.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { holds, useMe } from '../../shared/session.js';
import { Findings } from './findings.js';
import { LaunchBar } from './launch-bar.js';
import './launch.css';
import { type LaunchBody, usePlan } from './plan.js';
import { PlanCalendar } from './plan-calendar.js';
import { TargetsWanted } from './targets-wanted.js';
import { useSettled } from './use-settled.js';
import { WhatToLaunch } from './what-to-launch.js';
import { WindowsTable } from './windows-table.js';

export function LaunchPage() {
  const { t } = useTranslation();
  const me = useMe();
  const may = holds(me, 'hr') && me.person !== null;
  return (
    <Page title={t('launch.title')} subtitle={t('launch.subtitle')}>
      {may ? <Launch /> : <EmptyState text={t('launch.onlyHr')} />}
    </Page>
  );
}

function useCheck(body: LaunchBody) {
  const settled = useSettled(body);
  return useQuery({
    queryKey: ['launch-check', settled],
    queryFn: () => api(cyclesHttp.preLaunchCheck, { body: settled }),
    placeholderData: keepPreviousData,
  });
}

function Launch() {
  const routes = useCompanyRoutes();
  if (routes.error) return <ProblemAlert error={routes.error} onRetry={() => void routes.refetch()} />;
  return routes.data ? <LaunchForm routes={routes.data} /> : <PageSkeleton />;
}

/** One page: what, whether anything stands in the way, when everything falls due, and the button. */
function LaunchForm({ routes }: { routes: readonly CompanyRouteOfKind[] }) {
  const { t } = useTranslation();
  const plan = usePlan(routes);
  const check = useCheck(plan.body);
  const { data } = check;
  return (
    <div className="stack">
      <WhatToLaunch plan={plan} check={data} />
      {check.error && <ProblemAlert error={check.error} onRetry={() => void check.refetch()} />}
      {!data && check.isPending && <PageSkeleton />}
      {data && (
        <>
          <div className="launch-columns">
            <div className="stack">
              <Card size="small" title={t('launch.check')} aria-busy={check.isFetching}>
                <Findings check={data} kind={plan.kind} />
              </Card>
              <TargetsWanted kind={plan.kind} period={data.period} />
            </div>
            <Card size="small" title={t('launch.dates')} aria-busy={check.isFetching}>
              <div className="stack">
                <PlanCalendar check={data} today={plan.today} />
                <WindowsTable plan={plan} check={data} />
              </div>
            </Card>
          </div>
          <LaunchBar plan={plan} check={data} isChecking={check.isFetching} />
        </>
      )}
    </div>
  );
}
