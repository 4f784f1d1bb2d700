import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet, SheetLine } from '../../../../../libs/contracts/cycles/http.js';
import { Change } from '../../shared/appraisal/change.js';
import { type Comparison, lineOf, periodBefore } from '../../shared/appraisal/comparison.js';
import { extremesOf } from '../../shared/appraisal/extremes.js';
import { useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useWords } from '../../shared/words.js';
import { mostPoints, pointsOf, shareOf } from './points.js';

interface WhyProps {
  readonly sheet: AppraisalSheet;
  readonly comparison: Comparison | undefined;
}

/** The total in words, then line by line: what each KPI gave of what it could. */
export function Why({ sheet, comparison }: WhyProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const counted = new Set(sheet.segments.filter((segment) => segment.counted).map(({ segmentNo }) => segmentNo));
  const lines = sheet.lines.filter(({ segmentNo }) => counted.has(segmentNo));
  const { strongest, weakest } = extremesOf(lines);
  const best = strongest[0];
  const worst = weakest[0];
  return (
    <Card size="small" title={t('mine.why')}>
      {best && (
        <p className="why">
          {t('mine.whyBest', {
            total: format.number(sheet.total),
            kpis: lines.length,
            kpi: format.name(best.names),
            score: format.number(best.scoreNow),
          })}
        </p>
      )}
      {worst && (
        <p className="why">
          {t('mine.whyWorst', {
            kpi: format.name(worst.names),
            score: format.number(worst.scoreNow),
            weight: format.number(worst.effectiveWeight, 1),
          })}
        </p>
      )}
      {sheet.computedTotal !== null && sheet.computedTotal !== sheet.total && (
        <p className="why">
          {t('mine.adjusted', { before: format.number(sheet.computedTotal), after: format.number(sheet.total) })}
        </p>
      )}
      {counted.size > 1 && <p className="hint">{t('mine.segments', { count: counted.size })}</p>}
      <Lines lines={lines} comparison={comparison} />
    </Card>
  );
}

function Lines({ lines, comparison }: { lines: readonly SheetLine[]; comparison: Comparison | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const before = comparison && periodBefore(comparison);
  const most = mostPoints(lines);
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
      key: 'weight',
      title: t('mine.weight'),
      align: 'right',
      render: (line) => t('unit.percent', { value: format.number(line.effectiveWeight, 1) }),
    },
    { key: 'points', title: t('mine.points'), align: 'right', render: (line) => <Points line={line} most={most} /> },
    ...(before
      ? [
          {
            key: 'change',
            title: t('comparison.sincePeriod', { period: format.month(before.period.from) }),
            align: 'right' as const,
            render: (line: SheetLine) => <Change now={line.scoreNow} before={lineOf(before, line.kpiId)?.score} />,
          },
        ]
      : []),
  ];
  return (
    <PagedTable
      label={t('mine.why')}
      columns={columns}
      list={wholeList(lines)}
      rowKey={({ segmentNo, kpiId }) => `${segmentNo}/${kpiId}`}
      empty={t('results.notReleased')}
    />
  );
}

/** What the line gives the total, drawn beside the line that gives the most. */
function Points({ line, most }: { line: SheetLine; most: number }) {
  const format = useFormat();
  const points = pointsOf(line);
  return (
    <span className="points">
      <span className="points-bar" aria-hidden>
        <span style={{ width: `${shareOf(points, most)}%` }} />
      </span>
      <span>{format.number(points)}</span>
    </span>
  );
}
