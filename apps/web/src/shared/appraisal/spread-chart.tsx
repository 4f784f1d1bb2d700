import { useTranslation } from 'react-i18next';
import { Chart } from '../chart/chart.js';
import { useFormat } from '../format.js';
import { differenceOf, isAbove } from './difference.js';
import { furthest, type SpreadRow } from './spread-rows.js';
import { drawn } from './trend-option.js';

interface SpreadChartProps {
  readonly title: string;
  /** What the band is. */
  readonly band: string;
  readonly rows: readonly SpreadRow[];
  /** Of everybody. */
  readonly mean: string | null;
}

const mostDrawn = 20;
const plain = { decal: { symbol: 'none' } };

/** Each group's mean as a point on its band, and the mean of everybody as a line through all of them. */
export function SpreadChart({ title, band, rows, mean }: SpreadChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = furthest(rows, mean, mostDrawn);
  const above = rows.filter((row) => row.mean !== null && mean !== null && isAbove(row.mean, mean)).length;
  const values = { above, groups: rows.length, mean: format.number(mean), drawn: shown.length };
  const deviations = rows.some(({ deviation }) => deviation !== null);
  const tip = (row: SpreadRow | undefined): string =>
    row
      ? t('team.spreadTip', {
          name: row.name,
          mean: format.number(row.mean),
          from: format.number(row.from),
          to: format.number(row.to),
          people: row.people,
        })
      : '';
  return (
    <Chart
      title={title}
      description={t(shown.length < rows.length ? 'team.spreadTextSome' : 'team.spreadText', values)}
      height={72 + 30 * shown.length}
      option={{
        legend: { top: 0, itemWidth: 14, itemGap: 16, data: [t('team.mean'), band] },
        tooltip: {
          trigger: 'axis',
          axisPointer: { type: 'shadow' },
          // Drawn, not marked up: a name stays text.
          renderMode: 'richText',
          formatter: (points: readonly { readonly dataIndex: number }[]) => tip(shown[points[0]?.dataIndex ?? 0]),
        },
        grid: { left: 8, right: 32, top: 52, bottom: 4, containLabel: true },
        xAxis: { type: 'value', scale: true },
        yAxis: {
          type: 'category',
          inverse: true,
          data: shown.map(({ name }) => name),
          axisLabel: { width: 110, overflow: 'truncate' },
        },
        series: [
          // Lifts the band to where it begins; not a figure of its own.
          {
            type: 'bar',
            stack: 'band',
            silent: true,
            tooltip: { show: false },
            itemStyle: { ...plain, color: 'transparent' },
            data: shown.map(({ from }) => drawn(from)),
          },
          {
            type: 'bar',
            stack: 'band',
            name: band,
            barMaxWidth: 12,
            itemStyle: { opacity: 0.55 },
            data: shown.map(({ from, to }) => drawn(differenceOf(to, from))),
          },
          {
            type: 'scatter',
            name: t('team.mean'),
            symbol: 'diamond',
            symbolSize: 12,
            itemStyle: plain,
            z: 5,
            data: shown.map((row) => drawn(row.mean)),
            ...(mean === null
              ? {}
              : {
                  markLine: {
                    symbol: 'none',
                    silent: true,
                    lineStyle: { type: 'dashed' },
                    label: { formatter: t('team.meanOfAll', { mean: format.number(mean) }), position: 'start' },
                    data: [{ xAxis: drawn(mean) }],
                  },
                }),
          },
        ],
      }}
      table={{
        columns: [
          title,
          t('team.people'),
          t('team.mean'),
          t('team.againstAll'),
          ...(deviations ? [t('team.deviation')] : []),
          t('team.median'),
          t('team.lowest'),
          t('team.highest'),
        ],
        rows: rows.map((row) => [
          row.name,
          format.count(row.people),
          format.number(row.mean),
          format.signed(differenceOf(row.mean, mean)),
          ...(deviations ? [format.number(row.deviation)] : []),
          format.number(row.median),
          format.number(row.lowest),
          format.number(row.highest),
        ]),
      }}
    />
  );
}
