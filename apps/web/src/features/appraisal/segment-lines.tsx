import { useQuery } from '@tanstack/react-query';
import { Card, Descriptions, Flex, Skeleton, Table, Tag, Tooltip, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { type AppraisalSheet, cyclesHttp, type SheetLine } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';

type Segment = AppraisalSheet['segments'][number];

/** A segment's KPIs; each opens in place to its formula with the numbers put in, and to the source rows behind it. */
export function SegmentLines({
  appraisalId,
  segment,
  lines,
}: {
  appraisalId: string;
  segment: Segment;
  lines: readonly SheetLine[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = t('sheet.segment', {
    standard: t(`standard.${segment.standardId}`, segment.standardId),
    version: segment.standardVersion,
    from: format.date(segment.from),
    days: segment.days,
  });
  return (
    <Card
      title={title}
      size="small"
      extra={
        <Typography.Text type="secondary">
          {segment.counted ? t('sheet.weights', { sum: format.number(segment.sumRaw, 0) }) : t('sheet.notCounted')}
        </Typography.Text>
      }
    >
      <Table
        rowKey="kpiId"
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={[...lines]}
        expandable={{ expandedRowRender: (line) => <LineDetail appraisalId={appraisalId} line={line} /> }}
        columns={[
          { title: 'KPI', key: 'name', render: (_, line) => <LineName line={line} /> },
          {
            title: t('sheet.target'),
            key: 'target',
            align: 'right',
            render: (_, line) => withUnit(format.number(line.target), line.unit),
          },
          {
            title: t('sheet.actual'),
            key: 'actual',
            align: 'right',
            render: (_, line) => withUnit(format.number(line.actual), line.unit),
          },
          {
            title: t('sheet.weight'),
            key: 'weight',
            align: 'right',
            render: (_, line) => (
              <Tooltip
                title={t('sheet.weightNote', {
                  raw: format.number(line.rawWeight),
                  sum: format.number(segment.sumRaw),
                })}
              >
                {`${format.number(line.rawWeight, 0)} → ${format.number(line.effectiveWeight)} %`}
              </Tooltip>
            ),
          },
          { title: t('sheet.score'), key: 'score', align: 'right', render: (_, line) => <Score line={line} /> },
          { title: t('sheet.evidence'), dataIndex: 'evidenceCount', align: 'right' },
          {
            title: t('source.source'),
            key: 'source',
            render: (_, line) => t(`sourceName.${line.sourceId}`, line.sourceId),
          },
        ]}
      />
    </Card>
  );
}

const withUnit = (value: string, unit: string): string => (value === '—' ? value : `${value} ${unit}`);

function LineName({ line }: { line: SheetLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Flex gap="small" align="center">
      {format.name(line.names)}
      {line.state !== 'scored' && <Tag color="warning">{t(`lineState.${line.state}`, line.state)}</Tag>}
    </Flex>
  );
}

function Score({ line }: { line: SheetLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!line.adjustment) return format.number(line.scoreNow);
  return (
    <Tooltip title={t('sheet.adjustedBy', { name: line.adjustment.by.name, reason: line.adjustment.reason })}>
      <Typography.Text delete type="secondary">
        {format.number(line.score)}
      </Typography.Text>{' '}
      <Typography.Text strong>{format.number(line.scoreNow)}</Typography.Text>
    </Tooltip>
  );
}

function LineDetail({ appraisalId, line }: { appraisalId: string; line: SheetLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { segmentNo, kpiId } = line;
  const evidence = useQuery({
    queryKey: ['evidence', appraisalId, segmentNo, kpiId],
    queryFn: () => api(cyclesHttp.lineEvidence, { params: { appraisalId, segmentNo, kpiId }, query: { limit: 50 } }),
  });
  return (
    <Flex vertical gap="small">
      <Descriptions size="small" column={{ xs: 1, md: 2 }}>
        <Descriptions.Item label={t('sheet.formula')}>
          {t('formula.other.words', { model: line.model })}
        </Descriptions.Item>
        <Descriptions.Item
          label={t('sheet.limits')}
        >{`${format.number(line.floor, 0)} – ${format.number(line.cap, 0)}`}</Descriptions.Item>
        <Descriptions.Item label={t('sheet.unrounded')}>
          <Typography.Text code style={{ wordBreak: 'break-all' }}>
            {line.score ?? '—'}
          </Typography.Text>
        </Descriptions.Item>
        {line.adjustment && (
          <Descriptions.Item label={t('sheet.adjustment')}>
            {t('sheet.adjustedBy', { name: line.adjustment.by.name, reason: line.adjustment.reason })}
          </Descriptions.Item>
        )}
      </Descriptions>
      {evidence.isPending && <Skeleton active />}
      {evidence.error && <ProblemAlert error={evidence.error} />}
      {evidence.data && (
        <Table
          rowKey="observationId"
          size="small"
          title={() => t('evidence.title', { shown: evidence.data.items.length, total: evidence.data.total })}
          pagination={false}
          scroll={{ x: 'max-content', y: 260 }}
          dataSource={evidence.data.items}
          columns={[
            { title: t('evidence.date'), key: 'date', render: (_, row) => format.date(row.occurredOn) },
            { title: t('evidence.input'), dataIndex: 'inputId' },
            { title: t('evidence.value'), dataIndex: 'value', align: 'right' },
            {
              title: t('evidence.batch'),
              key: 'batch',
              render: (_, row) => (
                <span title={row.batchSha256}>{t('evidence.batchRow', { batch: row.batchNo, row: row.rowNo })}</span>
              ),
            },
            {
              title: t('evidence.sourceRow'),
              key: 'row',
              render: (_, row) => <Typography.Text code>{JSON.stringify(row.sourceRow)}</Typography.Text>,
            },
          ]}
        />
      )}
    </Flex>
  );
}
