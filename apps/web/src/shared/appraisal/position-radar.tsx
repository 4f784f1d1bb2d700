import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Chart } from '../chart/chart.js';
import type { ChartOption } from '../chart/chart-canvas.js';
import { useFormat } from '../format.js';
import { usePhone } from '../media.js';
import { type Comparison, lineOf } from './comparison.js';
import { differenceOf, isAbove } from './difference.js';
import { inLines } from './in-lines.js';
import { drawn } from './trend-option.js';

interface Compared {
  readonly name: string;
  readonly score: string;
  readonly median: string;
}

/** One person's scores by KPI against the position's median. */
export function PositionRadar({ comparison, personName }: { comparison: Comparison; personName: string }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const format = useFormat();
  const { position, periods } = comparison;
  const lines = (position?.lines ?? []).flatMap(({ kpiId, names, median }): Compared[] => {
    const score = lineOf(periods.at(-1), kpiId)?.score;
    return score == null || median === null ? [] : [{ name: format.name(names), score, median }];
  });
  if (!position || lines.length === 0)
    return (
      <Card size="small" title={t('comparison.radar')}>
        <p className="hint">{t('comparison.tooFew')}</p>
      </Card>
    );
  const above = lines.filter(({ score, median }) => isAbove(score, median)).length;
  const text = t('comparison.radarText', {
    name: personName,
    above,
    kpis: lines.length,
    people: position.people,
  });
  return (
    <Chart
      title={t('comparison.radar')}
      description={text}
      height={360}
      option={radarOption(lines, { person: personName, median: t('comparison.median') }, phone)}
      table={{
        columns: [t('comparison.kpi'), personName, t('comparison.median'), t('comparison.difference')],
        rows: lines.map(({ name, score, median }) => [
          name,
          format.number(score),
          format.number(median),
          format.signed(differenceOf(score, median)),
        ]),
      }}
    />
  );
}

interface Names {
  readonly person: string;
  readonly median: string;
}

function radarOption(lines: readonly Compared[], names: Names, phone: boolean): ChartOption {
  const top = Math.max(100, ...lines.flatMap(({ score, median }) => [Number(score), Number(median)]));
  const max = Math.ceil(top / 20) * 20;
  const legend = { bottom: 0, data: [names.person, names.median] };
  // Two corners make no shape: bars tell two KPIs better.
  if (lines.length < 3)
    return {
      legend,
      tooltip: {},
      grid: { left: 8, right: 24, top: 8, bottom: 32, containLabel: true },
      xAxis: { type: 'value' },
      yAxis: { type: 'category', data: lines.map(({ name }) => name), axisLabel: { width: 110, overflow: 'break' } },
      series: [
        { type: 'bar', name: names.person, data: lines.map(({ score }) => drawn(score)) },
        { type: 'bar', name: names.median, data: lines.map(({ median }) => drawn(median)) },
      ],
    };
  return {
    legend,
    tooltip: {},
    radar: {
      center: ['50%', '46%'],
      radius: phone ? '48%' : '64%',
      indicator: lines.map(({ name }) => ({ name: inLines(name, phone ? 12 : 20), max })),
      axisName: { fontSize: 11 },
    },
    series: [
      {
        type: 'radar',
        data: [
          { name: names.person, value: lines.map(({ score }) => drawn(score)), areaStyle: { opacity: 0.15 } },
          {
            name: names.median,
            value: lines.map(({ median }) => drawn(median)),
            symbol: 'diamond',
            lineStyle: { type: 'dashed' },
          },
        ],
      },
    ],
  };
}
