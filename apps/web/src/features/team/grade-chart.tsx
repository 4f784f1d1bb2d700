import { Decimal } from 'decimal.js';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../shared/chart/chart.js';
import { none, useFormat } from '../../shared/format.js';
import type { Statistics } from './statistics.js';

const shareOf = (part: number, whole: number): string => new Decimal(part).times(100).dividedBy(whole).toFixed(1);

/** How many people have which grade. */
export function GradeChart({ statistics: { grades, scored } }: { statistics: Statistics }) {
  const { t } = useTranslation();
  const format = useFormat();
  const commonest = grades.toSorted((a, b) => b.people - a.people)[0];
  const share = (people: number) => t('unit.percent', { value: format.number(shareOf(people, scored), 1) });
  return (
    <Chart
      title={t('team.grades')}
      description={t('team.gradesText', {
        scored,
        grade: commonest?.grade ?? none,
        people: commonest?.people ?? 0,
        share: share(commonest?.people ?? 0),
      })}
      option={{
        tooltip: {},
        grid: { left: 8, right: 8, top: 24, bottom: 4, containLabel: true },
        xAxis: { type: 'category', data: grades.map(({ grade }) => grade) },
        yAxis: { type: 'value', minInterval: 1 },
        series: [
          {
            type: 'bar',
            name: t('team.people'),
            barMaxWidth: 56,
            label: { show: true, position: 'top' },
            data: grades.map(({ people }) => people),
          },
        ],
      }}
      table={{
        columns: [t('score.grade'), t('team.people'), t('team.share')],
        rows: grades.map(({ grade, people }) => [grade, format.count(people), share(people)]),
      }}
    />
  );
}
