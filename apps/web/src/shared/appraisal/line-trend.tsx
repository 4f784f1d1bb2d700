import './appraisal.css';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Chart } from '../chart/chart.js';
import { none, useFormat } from '../format.js';
import { ProblemAlert } from '../problem-alert.js';
import { useWords } from '../words.js';
import { type Comparison, lineOf, useComparison } from './comparison.js';
import { scoreAxis, trendSeries } from './trend-option.js';

interface LineTrendProps {
  readonly appraisalId: string;
  readonly kpiId: string;
  readonly unit: string;
}

/** One KPI of one person over up to twelve periods, above its figures, below its score beside the position's median. */
export function LineTrend({ appraisalId, kpiId, unit }: LineTrendProps) {
  const comparison = useComparison(appraisalId);
  if (comparison.isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (comparison.error) return <ProblemAlert error={comparison.error} onRetry={() => void comparison.refetch()} />;
  return (
    <div className="line-trend">
      <Trend comparison={comparison.data} kpiId={kpiId} unit={unit} />
    </div>
  );
}

function Trend({ comparison, kpiId, unit }: { comparison: Comparison; kpiId: string; unit: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const periods = comparison.periods.flatMap((period) => {
    const line = lineOf(period, kpiId);
    return line ? [{ month: format.month(period.period.from), ...line }] : [];
  });
  const median = comparison.position?.lines.find((line) => line.kpiId === kpiId)?.median ?? null;
  const level = median === null ? null : { value: median, label: t('comparison.median') };
  const latest = periods.at(-1);
  const values = { periods: periods.length, score: format.number(latest?.score ?? null) };
  const months = periods.map(({ month }) => month);
  const axis = { type: 'category', data: months };
  return (
    <Chart
      title={t('comparison.lineTrend')}
      height={320}
      description={
        median === null
          ? t('comparison.lineTrendAlone', values)
          : t('comparison.lineTrendText', { ...values, median: format.number(median) })
      }
      option={{
        tooltip: { trigger: 'axis' },
        legend: { top: 0 },
        axisPointer: { link: [{ xAxisIndex: 'all' }] },
        grid: [
          { left: 64, right: 32, top: 36, height: 104 },
          { left: 64, right: 32, top: 180, height: 104 },
        ],
        xAxis: [
          { ...axis, gridIndex: 0, axisLabel: { show: false } },
          { ...axis, gridIndex: 1, axisLabel: { hideOverlap: true, showMaxLabel: true } },
        ],
        yAxis: [
          { type: 'value', scale: true, gridIndex: 0, splitNumber: 3 },
          { ...scoreAxis(level), gridIndex: 1, splitNumber: 3 },
        ],
        series: [
          ...trendSeries({
            lines: [
              { name: t('comparison.actual'), values: periods.map(({ actual }) => actual) },
              { name: t('comparison.target'), values: periods.map(({ target }) => target) },
            ],
            median: null,
          }),
          ...trendSeries(
            {
              lines: [{ name: t('comparison.score'), values: periods.map(({ score }) => score) }],
              median: level,
            },
            1,
          ),
        ],
      }}
      table={{
        columns: [t('comparison.period'), t('comparison.actual'), t('comparison.target'), t('comparison.score')],
        rows: periods.map(({ month, actual, target, score }) => [
          month,
          actual === null ? none : words.measured(actual, unit),
          target === null ? none : words.measured(target, unit),
          format.number(score),
        ]),
      }}
    />
  );
}
