import { useTranslation } from 'react-i18next';
import type { CalibrationSession } from '../../../../../libs/contracts/cycles/http.js';
import { Chart } from '../../shared/chart/chart.js';
import { useFormat } from '../../shared/format.js';
import type { Quota } from './session.js';

/** People by grade, before and now, with a line where each quota ends. */
export function Distribution({ session }: { session: CalibrationSession }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { grades, quotas, arrived, moved } = session;
  const broken = quotas.filter(({ ok }) => !ok);
  const text = t('calibration.distributionText', { arrived, moved });
  const kept = broken.length === 0 ? t('calibration.allKept') : t('calibration.notKept', { grades: gradesOf(broken) });
  return (
    <Chart
      title={t('team.grades')}
      description={quotas.length === 0 ? text : `${text} ${kept}`}
      height={280}
      option={{
        legend: { top: 0, itemWidth: 14, itemGap: 16 },
        tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, renderMode: 'richText' },
        grid: { left: 8, right: 8, top: 52, bottom: 4, containLabel: true },
        xAxis: { type: 'category', data: grades.map(({ grade }) => grade) },
        yAxis: { type: 'value', minInterval: 1 },
        series: [
          bars(
            t('calibration.before'),
            grades.map(({ before }) => before),
          ),
          bars(
            t('calibration.now'),
            grades.map(({ people }) => people),
          ),
          ...lines(t('calibration.most'), grades, quotas, ({ max }) => max),
          ...lines(t('calibration.least'), grades, quotas, ({ min }) => (min === 0 ? null : min)),
        ],
      }}
      table={{
        columns: [t('score.grade'), t('calibration.before'), t('calibration.now')],
        rows: grades.map(({ grade, before, people }) => [grade, format.count(before), format.count(people)]),
      }}
    />
  );
}

const gradesOf = (quotas: readonly Quota[]): string => quotas.map(({ grade }) => grade).join(' ');

const bars = (name: string, data: readonly number[]) => ({
  type: 'bar',
  name,
  barMaxWidth: 40,
  label: { show: true, position: 'top' },
  data,
});

/** A short line across a grade's bars; nothing where no quota sets one. */
function lines(
  name: string,
  grades: CalibrationSession['grades'],
  quotas: readonly Quota[],
  at: (quota: Quota) => number | null,
) {
  const data = grades.map(({ grade }) => {
    const quota = quotas.find((one) => one.grade === grade);
    return quota ? at(quota) : null;
  });
  if (data.every((value) => value === null)) return [];
  return [
    {
      type: 'scatter',
      name,
      symbol: 'rect',
      symbolSize: [64, 3],
      itemStyle: { decal: { symbol: 'none' } },
      z: 5,
      data,
    },
  ];
}
