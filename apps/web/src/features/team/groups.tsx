import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleSummary } from '../../../../../libs/contracts/cycles/http.js';
import { SpreadChart } from '../../shared/appraisal/spread-chart.js';
import { aroundMean, betweenEnds, type SpreadRow } from '../../shared/appraisal/spread-rows.js';
import { EmptyState } from '../../shared/empty-state.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { ManagerTable } from './manager-table.js';
import { useOverallMean, useStatistics } from './statistics.js';

/** Managers, departments and positions held against everybody. */
export function Groups({ cycle }: { cycle: CycleSummary }) {
  const { t } = useTranslation();
  const format = useFormat();
  const statistics = useStatistics(cycle.cycleId);
  const mean = useOverallMean(cycle);
  if (statistics.isPending) return <Skeleton active />;
  if (statistics.error) return <ProblemAlert error={statistics.error} onRetry={() => void statistics.refetch()} />;
  const { managers, departments, positions, scored } = statistics.data;
  if (scored === 0) return <EmptyState text={t('team.noScores')} />;
  const charts: readonly { readonly title: string; readonly band: string; readonly rows: readonly SpreadRow[] }[] = [
    {
      title: t('team.managers'),
      band: t('team.bandDeviation'),
      rows: managers.map((one) => ({ ...aroundMean(one), key: one.manager.personId, name: one.manager.name })),
    },
    {
      title: t('team.departments'),
      band: t('team.bandRange'),
      rows: departments.map((one) => ({ ...betweenEnds(one), key: one.departmentId, name: format.name(one.names) })),
    },
    {
      title: t('team.positions'),
      band: t('team.bandRange'),
      rows: positions.map((one) => ({ ...betweenEnds(one), key: one.positionId, name: format.name(one.names) })),
    },
  ];
  return (
    <>
      {charts.map((chart) => (
        <SpreadChart key={chart.title} mean={mean} {...chart} />
      ))}
      <ManagerTable managers={managers} mean={mean} cycleId={cycle.cycleId} />
    </>
  );
}
