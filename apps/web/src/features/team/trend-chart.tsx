import { Select, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CycleSummary } from '../../../../../libs/contracts/cycles/http.js';
import { differenceOf } from '../../shared/appraisal/difference.js';
import { trendOption } from '../../shared/appraisal/trend-option.js';
import { Chart } from '../../shared/chart/chart.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { type Statistics, type Trend, useTrend } from './statistics.js';

interface TrendChartProps {
  readonly cycle: CycleSummary;
  readonly departments: Statistics['departments'];
}

/** Mean and median of the last periods of the cycle's kind, of everybody or of one department. */
export function TrendChart({ cycle, departments }: TrendChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [departmentId, setDepartmentId] = useState<string>();
  const trend = useTrend(cycle.kind, departmentId);
  if (trend.isPending) return <Skeleton active />;
  if (trend.error) return <ProblemAlert error={trend.error} onRetry={() => void trend.refetch()} />;
  const choice = departments.length > 1 && (
    <Select
      size="small"
      aria-label={t('team.trendOf')}
      placeholder={t('team.everybody')}
      value={departmentId ?? null}
      onChange={(chosen: string | null | undefined) => setDepartmentId(chosen ?? undefined)}
      allowClear
      options={departments.map(({ departmentId: value, names }) => ({ value, label: format.name(names) }))}
      popupMatchSelectWidth={false}
      style={{ minWidth: 120 }}
    />
  );
  return <Periods items={trend.data.items} choice={choice} />;
}

function Periods({ items, choice }: { items: Trend['items']; choice: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const grades = [...new Set(items.flatMap((item) => item.grades.map(({ grade }) => grade)))];
  const months = items.map(({ period }) => format.month(period.from));
  return (
    <Chart
      title={t('team.trend')}
      extra={choice}
      description={useTrendText(items)}
      option={trendOption({
        periods: months,
        lines: [
          { name: t('team.mean'), values: items.map(({ mean }) => mean) },
          { name: t('team.median'), values: items.map(({ median }) => median) },
        ],
        median: null,
      })}
      table={{
        columns: [
          t('comparison.period'),
          t('team.people'),
          t('team.mean'),
          t('team.median'),
          ...grades.map((grade) => t('team.gradeColumn', { grade })),
        ],
        rows: items.map((item, index) => [
          months[index] ?? '',
          format.count(item.people),
          format.number(item.mean),
          format.number(item.median),
          ...grades.map((grade) => format.count(item.grades.find((one) => one.grade === grade)?.people ?? 0)),
        ]),
      }}
    />
  );
}

function useTrendText(items: Trend['items']): string {
  const { t } = useTranslation();
  const format = useFormat();
  const latest = items.at(-1);
  if (!latest) return t('team.trendNone');
  const values = { period: format.month(latest.period.from), mean: format.number(latest.mean) };
  const difference = differenceOf(latest.mean, items.at(-2)?.mean);
  if (difference === null) return t('team.trendFirst', values);
  const by = format.number(difference.replace('-', ''));
  return t(difference.startsWith('-') ? 'team.trendDown' : 'team.trendUp', { ...values, by });
}
