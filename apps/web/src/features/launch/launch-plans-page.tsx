import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Skeleton, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { cyclesHttp, type LaunchPlan } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { ProblemAlert, useProblemText } from '../../shared/problem-alert.js';
import { holds, useMe } from '../../shared/session.js';
import { useWords } from '../../shared/words.js';

const key = ['launch-plans'] as const;

/** Which kinds of cycle the calendar launches, when the next ones come, and what became of the last. */
export function LaunchPlansPage() {
  const { t } = useTranslation();
  const plans = useQuery({ queryKey: key, queryFn: () => api(cyclesHttp.listLaunchPlans, {}) });
  const columns = useColumns();
  return (
    <Page title={t('launchPlans.title')} subtitle={t('launchPlans.subtitle')}>
      {plans.isPending && <Skeleton active />}
      {plans.error && <ProblemAlert error={plans.error} onRetry={() => void plans.refetch()} />}
      {plans.data && (
        <PagedTable
          label={t('launchPlans.title')}
          columns={columns}
          list={wholeList(plans.data.items)}
          rowKey={({ kind }) => kind}
          empty={t('launchPlans.title')}
        />
      )}
    </Page>
  );
}

function useColumns(): readonly Column<LaunchPlan>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { key: 'kind', title: t('cycle.kindOf'), onPhone: 'title', render: ({ kind }) => t(`cycle.kind.${kind}`) },
    { key: 'enabled', title: t('launchPlans.enabled'), render: (plan) => <PlanSwitch plan={plan} /> },
    {
      key: 'next',
      title: t('launchPlans.next'),
      render: ({ next }) =>
        t(next.provisional ? 'launchPlans.nextProvisional' : 'launchPlans.nextText', {
          check: format.date(next.checkOn),
          launch: format.date(next.launchOn),
        }),
    },
    { key: 'last', title: t('launchPlans.last'), render: (plan) => <Last plan={plan} /> },
    { key: 'owner', title: t('launchPlans.owner'), render: ({ owner }) => owner?.name ?? '' },
  ];
}

function PlanSwitch({ plan }: { plan: LaunchPlan }) {
  const { t } = useTranslation();
  const me = useMe();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const queries = useQueryClient();
  const put = useMutation({
    mutationFn: (enabled: boolean) =>
      api(cyclesHttp.putLaunchPlan, { params: { kind: plan.kind }, version: plan.version, body: { enabled } }),
    onError: (error) => void message.error(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  return (
    <Switch
      checked={put.isPending ? put.variables : plan.enabled}
      loading={put.isPending}
      disabled={!holds(me, 'hr') || me.person === null}
      onChange={(enabled) => put.mutate(enabled)}
      aria-label={t('launchPlans.switch', { kind: t(`cycle.kind.${plan.kind}`) })}
    />
  );
}

function Last({ plan: { kind, last } }: { plan: LaunchPlan }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const words = useWords();
  if (!last) return null;
  const name = words.cycle({ kind, period: last.period });
  if (last.cycleId)
    return (
      <Link to="/cycles/$cycleId" params={{ cycleId: last.cycleId }}>
        {t('launchPlans.launched', { name, at: format.moment(last.launchedAt ?? '') })}
      </Link>
    );
  if (last.launchedAt) return t('launchPlans.byHand', { name });
  if (last.refusedCode) {
    const why = `launch.finding.${last.refusedCode}.title`;
    return (
      <Link to="/launch" search={{ kind, from: last.period.from }}>
        {t('launchPlans.refused', { name, why: i18n.exists(why) ? t(why, { count: 1 }) : last.refusedCode })}
      </Link>
    );
  }
  return t('launchPlans.checked', { name, at: format.moment(last.checkedAt ?? '') });
}
