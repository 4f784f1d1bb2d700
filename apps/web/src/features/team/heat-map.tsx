import { getRouteApi } from '@tanstack/react-router';
import { Button, Flex, Select, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CycleSummary } from '../../../../../libs/contracts/cycles/http.js';
import { Choice } from '../../shared/choice.js';
import { EmptyState } from '../../shared/empty-state.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { blocksOf, type HeatOrder, heatOrders, heatSteps, type KpiOrder, kpiOrders, useHeatMap } from './heat.js';
import { HeatTable } from './heat-table.js';
import { useStatistics } from './statistics.js';

/** Everybody's KPI scores, a block a position, fifty people at a time. */
export function HeatMap({ cycle }: { cycle: CycleSummary }) {
  const { t } = useTranslation();
  const { manager } = getRouteApi('/shell/team').useSearch();
  const [people, setPeople] = useState<HeatOrder>('code');
  const [kpis, setKpis] = useState<KpiOrder>('standard');
  const list = useHeatMap(cycle.cycleId, manager, people);
  if (list.isPending) return <Skeleton active />;
  if (list.error) return <ProblemAlert error={list.error} onRetry={list.retry} />;
  return (
    <>
      <Flex justify="space-between" align="center" wrap gap="small">
        <Flex align="center" wrap gap="small">
          <ManagerFilter cycleId={cycle.cycleId} chosen={manager} />
          <Choice
            label={t('team.peopleOrder.label')}
            value={people}
            options={heatOrders.map((value) => ({ value, label: t(`team.peopleOrder.${value}`) }))}
            onChange={setPeople}
          />
          <Choice
            label={t('team.kpiOrder.label')}
            value={kpis}
            options={kpiOrders.map((value) => ({ value, label: t(`team.kpiOrder.${value}`) }))}
            onChange={setKpis}
          />
        </Flex>
        <Legend />
      </Flex>
      {list.rows.length === 0 && <EmptyState text={t('team.noScores')} />}
      {blocksOf(list.rows, kpis).map((block) => (
        <HeatTable key={block.key} block={block} />
      ))}
      {list.more && (
        <Flex gap="middle" align="center">
          <Button onClick={list.more.load} loading={list.more.isLoading}>
            {t('list.more')}
          </Button>
          <Typography.Text type="secondary">{t('team.peopleShown', { count: list.rows.length })}</Typography.Text>
        </Flex>
      )}
    </>
  );
}

function ManagerFilter({ cycleId, chosen }: { cycleId: string; chosen: string | undefined }) {
  const { t } = useTranslation();
  const navigate = getRouteApi('/shell/team').useNavigate();
  const statistics = useStatistics(cycleId);
  const options = (statistics.data?.managers ?? []).map(({ manager, people }) => ({
    value: manager.personId,
    label: t('team.managerOption', { name: manager.name, people }),
  }));
  return (
    <Select
      aria-label={t('team.byManager')}
      placeholder={t('team.byManager')}
      value={chosen ?? null}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      loading={statistics.isPending}
      onChange={(next: string | null | undefined) =>
        void navigate({ search: (search) => ({ ...search, manager: next ?? undefined }), replace: true })
      }
      popupMatchSelectWidth={false}
      style={{ minWidth: 220 }}
    />
  );
}

function Legend() {
  const { t } = useTranslation();
  const format = useFormat();
  const bound = (value: string | null) => format.number(value, 0);
  return (
    <ul className="heat-legend" aria-label={t('team.legend')}>
      {heatSteps.map(({ step, from, to }) => (
        <li key={step} className={`heat-${step}`}>
          {from === null && t('team.below', { to: bound(to) })}
          {to === null && t('team.atLeast', { from: bound(from) })}
          {from !== null && to !== null && t('team.fromTo', { from: bound(from), to: bound(to) })}
        </li>
      ))}
    </ul>
  );
}
