import { useTranslation } from 'react-i18next';
import { Chart } from '../chart/chart.js';
import { none, useFormat } from '../format.js';
import { type Comparison, periodBefore } from './comparison.js';
import { differenceOf } from './difference.js';
import { trendOption } from './trend-option.js';

/** A person's totals over the periods, with the position's median of the newest one. */
export function TotalTrend({ comparison, height = 220 }: { comparison: Comparison; height?: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { periods, position } = comparison;
  const months = periods.map(({ period }) => format.month(period.from));
  const latest = periods.at(-1);
  const description = () => {
    const difference = differenceOf(latest?.total, periodBefore(comparison)?.total);
    const values = { periods: periods.length, latest: format.number(latest?.total ?? null) };
    if (difference === null) return t('comparison.trendFirst', values);
    const by = format.number(difference.replace('-', ''));
    return difference.startsWith('-')
      ? t('comparison.trendDown', { ...values, by })
      : t('comparison.trendUp', { ...values, by });
  };
  return (
    <Chart
      title={t('comparison.totals')}
      description={description()}
      height={height}
      option={trendOption({
        periods: months,
        lines: [{ name: t('score.total'), values: periods.map(({ total }) => total) }],
        median: position?.total ? { value: position.total, label: t('comparison.median') } : null,
      })}
      table={{
        columns: [t('comparison.period'), t('score.total'), t('score.grade')],
        rows: periods.map(({ total, grade }, index) => [months[index] ?? none, format.number(total), grade ?? none]),
      }}
    />
  );
}
