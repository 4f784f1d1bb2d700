import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SheetLine } from '../../../../../libs/contracts/cycles/http.js';
import { Change } from '../../shared/appraisal/change.js';
import { type Comparison, lineOf, periodBefore } from '../../shared/appraisal/comparison.js';
import { differenceOf } from '../../shared/appraisal/difference.js';
import { useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useWords } from '../../shared/words.js';

interface KpiTableProps {
  readonly lines: readonly SheetLine[];
  readonly comparison: Comparison;
}

/** Each KPI's score beside the period before and beside the position. */
export function KpiTable({ lines, comparison }: KpiTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const before = periodBefore(comparison);
  const medianOf = (kpiId: string) => comparison.position?.lines.find((line) => line.kpiId === kpiId)?.median ?? null;
  const columns: Column<SheetLine>[] = [
    { key: 'kpi', title: t('comparison.kpi'), onPhone: 'title', render: (line) => format.name(line.names) },
    {
      key: 'actual',
      title: t('comparison.actual'),
      align: 'right',
      render: (line) => words.measured(line.actual, line.unit),
    },
    {
      key: 'target',
      title: t('comparison.target'),
      align: 'right',
      render: (line) => words.measured(line.target, line.unit),
    },
    { key: 'score', title: t('comparison.score'), align: 'right', render: (line) => format.number(line.scoreNow) },
    {
      key: 'change',
      title: t('team.change'),
      align: 'right',
      render: (line) => <Change now={line.scoreNow} before={lineOf(before, line.kpiId)?.score} />,
    },
    {
      key: 'median',
      title: t('comparison.median'),
      align: 'right',
      render: (line) => format.number(medianOf(line.kpiId)),
    },
    {
      key: 'difference',
      title: t('comparison.difference'),
      align: 'right',
      render: (line) => format.signed(differenceOf(line.scoreNow, medianOf(line.kpiId))),
    },
  ];
  return (
    <section>
      <Typography.Title level={2} className="section-title">
        {t('team.kpis')}
      </Typography.Title>
      <PagedTable
        label={t('team.kpis')}
        columns={columns}
        list={wholeList(lines)}
        rowKey={({ segmentNo, kpiId }) => `${segmentNo}/${kpiId}`}
        empty={t('team.noScores')}
      />
    </section>
  );
}
