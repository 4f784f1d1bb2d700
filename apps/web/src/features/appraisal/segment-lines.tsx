import { Button, Card, Flex, Skeleton, Tag, Tooltip, Typography } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet, SheetLine } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useSourceName } from '../../shared/source-name.js';
import { useWords } from '../../shared/words.js';

const LineDetail = lazy(() => import('./line-detail.js').then((part) => ({ default: part.LineDetail })));

export type Segment = AppraisalSheet['segments'][number];
export const lineKey = (line: { segmentNo: number; kpiId: string }): string => `${line.segmentNo}/${line.kpiId}`;

interface SegmentLinesProps {
  readonly appraisalId: string;
  readonly segment: Segment;
  readonly lines: readonly SheetLine[];
  readonly open: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
  /** Of all segments; empty: none, and no column for it. */
  readonly appealable: readonly SheetLine[];
  readonly onAppeal: (key: string) => void;
}

/** A segment's KPIs; each opens in place to its formula with the numbers put in, and to the source rows behind it. */
export function SegmentLines({ appraisalId, segment, lines, open, onToggle, appealable, onAppeal }: SegmentLinesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const appeal = useAppealColumn(appealable, onAppeal);
  const columns = [...useLineColumns(segment), ...(appealable.length > 0 ? [appeal] : [])];
  const title = t('sheet.segment', {
    standard: words.standard(segment.standardId),
    version: segment.standardVersion,
  });
  return (
    <Card size="small" title={title}>
      <p className="hint spaced-small">
        {t('sheet.segmentDays', { from: format.date(segment.from), days: segment.days })} ·{' '}
        {segment.counted
          ? `${t('sheet.weights', { sum: format.figure(segment.sumRaw) })} · ${t('sheet.weightsHelp', {
              sum: format.figure(segment.sumRaw),
            })}`
          : t('sheet.notCounted')}
      </p>
      <PagedTable
        label={title}
        columns={columns}
        list={wholeList(lines)}
        rowKey={lineKey}
        empty=""
        expansion={{
          open,
          toggle: onToggle,
          nameOf: (line) => format.name(line.names),
          render: (line) => (
            <Suspense fallback={<Skeleton active />}>
              <LineDetail appraisalId={appraisalId} line={line} />
            </Suspense>
          ),
        }}
      />
    </Card>
  );
}

function useLineColumns(segment: Segment): readonly Column<SheetLine>[] {
  const { t } = useTranslation();
  const words = useWords();
  const sourceName = useSourceName();
  return [
    { key: 'name', title: t('sheet.kpi'), onPhone: 'title', render: (line) => <LineName line={line} /> },
    {
      key: 'target',
      title: t('sheet.target'),
      align: 'right',
      render: (line) => words.measured(line.target, line.unit),
    },
    {
      key: 'actual',
      title: t('sheet.actual'),
      align: 'right',
      render: (line) => words.measured(line.actual, line.unit),
    },
    {
      key: 'weight',
      title: t('sheet.weight'),
      align: 'right',
      render: (line) => <Weight line={line} segment={segment} />,
    },
    { key: 'score', title: t('sheet.score'), align: 'right', render: (line) => <Score line={line} /> },
    { key: 'source', title: t('evidence.source'), render: (line) => sourceName(line.sourceId) },
  ];
}

function useAppealColumn(appealable: readonly SheetLine[], onAppeal: (key: string) => void): Column<SheetLine> {
  const { t } = useTranslation();
  const format = useFormat();
  return {
    key: 'appeal',
    title: t('verb.appeal'),
    render: (line) =>
      appealable.includes(line) && (
        <Button
          size="small"
          aria-label={t('appeal.action', { kpi: format.name(line.names) })}
          onClick={() => onAppeal(lineKey(line))}
        >
          {t('verb.appeal')}
        </Button>
      ),
  };
}

function LineName({ line }: { line: SheetLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Flex gap="small" align="center" wrap>
      {format.name(line.names)}
      {line.state !== 'scored' && <Tag color="warning">{t(`lineState.${line.state}`, line.state)}</Tag>}
      {line.adjustment && <Tag color="processing">{t('sheet.adjustment')}</Tag>}
    </Flex>
  );
}

/** Raw as the standard writes it → effective after scaling to 100 %. */
function Weight({ line, segment }: { line: SheetLine; segment: Segment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const effective = format.number(line.effectiveWeight);
  const raw = format.figure(line.rawWeight);
  const note = t('sheet.weightNote', { raw, sum: format.figure(segment.sumRaw), effective });
  return <Tooltip title={note}>{`${raw} → ${effective} %`}</Tooltip>;
}

function Score({ line }: { line: SheetLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!line.adjustment) return format.number(line.scoreNow);
  return (
    <>
      <Typography.Text strong>{format.number(line.scoreNow)}</Typography.Text>
      <div className="quiet">{t('sheet.adjustedFrom', { score: format.number(line.score) })}</div>
    </>
  );
}
