import { Typography } from 'antd';
import { Decimal } from 'decimal.js';
import { useTranslation } from 'react-i18next';
import type { Kpi, StandardVersion } from '../../../../../libs/domain/scoring/index.js';
import { useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { effectiveWeights } from './effective-weights.js';
import { useStandardWords } from './standard-words.js';

interface Shift {
  readonly kpi: Kpi;
  readonly before: string | null;
  readonly after: string | null;
}

/** A weight that changes moves the effective weight of every other KPI too. */
export function WeightShift({ before, after }: { before: StandardVersion; after: StandardVersion }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useStandardWords();
  const was = effectiveWeights(before);
  const now = effectiveWeights(after);
  const gone = before.kpis.filter((kpi) => !after.kpis.some((one) => one.kpiId === kpi.kpiId));
  const rows = [...after.kpis, ...gone]
    .map((kpi): Shift => ({ kpi, before: was.percentOf(kpi.kpiId), after: now.percentOf(kpi.kpiId) }))
    .filter((shift) => shift.before !== shift.after);
  if (rows.length === 0) return null;
  const columns: readonly Column<Shift>[] = [
    { key: 'kpi', title: t('standards.kpi'), onPhone: 'title', render: ({ kpi }) => format.name(kpi.names) },
    { key: 'before', title: t('standards.before'), align: 'right', render: (shift) => words.percent(shift.before) },
    { key: 'after', title: t('standards.after'), align: 'right', render: (shift) => words.percent(shift.after) },
    { key: 'moved', title: t('standards.moved'), align: 'right', render: (shift) => moved(shift, format.number) },
  ];
  return (
    <section>
      <Typography.Title level={2} className="section-title">
        {t('standards.weightShift')}
      </Typography.Title>
      <p className="hint spaced-tight">
        {t('standards.weightShiftHint', {
          before: words.weight(was.sumRaw ?? '0'),
          after: words.weight(now.sumRaw ?? '0'),
        })}
      </p>
      <PagedTable
        label={t('standards.weightShift')}
        columns={columns}
        list={wholeList(rows)}
        rowKey={({ kpi }) => kpi.kpiId}
        empty={t('standards.noChanges')}
      />
    </section>
  );
}

function moved({ before, after }: Shift, number: (value: string) => string): string {
  const difference = new Decimal(after ?? '0').minus(before ?? '0');
  const shown = number(difference.toFixed());
  return difference.gt(0) ? `+${shown}` : shown;
}
