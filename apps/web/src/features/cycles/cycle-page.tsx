import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Card, Col, Descriptions, Row, Skeleton, Steps, Table, Tag, Typography } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type CycleDetail, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { AppraisalTable } from './appraisal-table.js';
import { CycleReports } from './cycle-reports.js';
import { CycleTasks } from './cycle-tasks.js';

/** A cycle's progress: where it is, where its people are, what is late, how its sources stand. */
export function CyclePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { cycleId } = useParams({ from: '/shell/cycles/$cycleId' });
  const cycle = useCycle(cycleId);
  if (cycle.isPending) return <Skeleton active />;
  if (cycle.error) return <ProblemAlert error={cycle.error} onRetry={() => void cycle.refetch()} />;
  const { kind, period } = cycle.data;
  return (
    <Page
      title={t('cycle.name', { kind: t(`cycle.kind.${kind}`), period: format.month(period.from) })}
      extra={cycle.data.pausedAt ? <Tag color="warning">{t('cycle.paused')}</Tag> : undefined}
    >
      <Pipeline cycle={cycle.data} />
      <Row gutter={[16, 16]} style={{ marginTop: 16 }}>
        <Col xs={24} lg={14}>
          <Sources cycle={cycle.data} />
        </Col>
        <Col xs={24} lg={10}>
          <Deadlines cycle={cycle.data} />
        </Col>
        <Col span={24}>
          <CycleTasks cycleId={cycleId} />
        </Col>
        <Col span={24}>
          <Late cycle={cycle.data} />
        </Col>
        <Col span={24}>
          <CycleReports cycle={cycle.data} />
        </Col>
        <Col span={24}>
          <AppraisalTable cycleId={cycleId} />
        </Col>
      </Row>
    </Page>
  );
}

/** Read again whenever the board says that something moved; slowly otherwise. */
function useCycle(cycleId: string) {
  const queries = useQueryClient();
  useEffect(() => {
    const events = new EventSource(`/api/v1/events?cycle=${cycleId}`);
    events.onmessage = () => {
      void queries.invalidateQueries({ queryKey: ['cycle', cycleId] });
      void queries.invalidateQueries({ queryKey: ['appraisals', cycleId] });
    };
    return () => events.close();
  }, [cycleId, queries]);
  return useQuery({
    queryKey: ['cycle', cycleId],
    queryFn: () => api(cyclesHttp.getCycle, { params: { cycleId } }),
    refetchInterval: 15_000,
  });
}

const pipeline: CycleDetail['state'][] = ['collecting', 'scoring', 'in_review', 'publishing', 'signing_off', 'closed'];

function Pipeline({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const counts = cycle.stages
    .filter((stage) => stage.people > 0)
    .map((stage) => t('cycle.stageCount', { stage: t(`appraisalStage.${stage.stage}`), count: stage.people }));
  return (
    <Card>
      <Steps
        current={pipeline.indexOf(cycle.state)}
        status={cycle.state === 'cancelled' ? 'error' : cycle.state === 'closed' ? 'finish' : 'process'}
        responsive
        items={pipeline.map((state) => ({ title: t(`cycle.states.${state}`) }))}
      />
      <Typography.Paragraph style={{ margin: '16px 0 0' }} aria-live="polite">
        {counts.map((count) => (
          <Tag key={count}>{count}</Tag>
        ))}
      </Typography.Paragraph>
      {cycle.cancelledReason && <Typography.Paragraph type="danger">{cycle.cancelledReason}</Typography.Paragraph>}
    </Card>
  );
}

function Sources({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card title={t('cycle.sources')} size="small">
      <Table
        rowKey="sourceId"
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={cycle.sources}
        columns={[
          {
            title: t('source.source'),
            key: 'source',
            render: (_, source) => t(`sourceName.${source.sourceId}`, source.sourceId),
          },
          { title: t('source.rows'), dataIndex: 'rows', align: 'right' },
          { title: t('source.quarantined'), dataIndex: 'quarantined', align: 'right' },
          {
            title: t('source.reconciled'),
            key: 'reconciled',
            render: (_, { reconciled }) =>
              t(`source.reconciliation.${reconciled === null ? 'unknown' : reconciled ? 'yes' : 'no'}`),
          },
          {
            title: t('source.signedOff'),
            key: 'signedOff',
            render: (_, source) => (source.signedOffAt ? format.moment(source.signedOffAt) : t('source.waiting')),
          },
        ]}
      />
    </Card>
  );
}

function Deadlines({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card title={t('cycle.deadlines')} size="small">
      <Descriptions column={1} size="small">
        <Descriptions.Item label={t('cycle.cutOff')}>{format.moment(cycle.deadlines.cutOffAt)}</Descriptions.Item>
        <Descriptions.Item label={t('cycle.reportDue')}>{format.moment(cycle.deadlines.reportDueAt)}</Descriptions.Item>
        <Descriptions.Item label={t('cycle.finished')}>{`${cycle.finished} / ${cycle.people}`}</Descriptions.Item>
        <Descriptions.Item label={t('cycle.owner')}>{cycle.owner.name}</Descriptions.Item>
      </Descriptions>
    </Card>
  );
}

function Late({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (cycle.latePeople.length === 0) return null;
  return (
    <Card title={t('cycle.latePeople', { count: cycle.late })} size="small">
      <Table
        rowKey={(person) => `${person.personId}/${person.stage}`}
        size="small"
        pagination={false}
        dataSource={cycle.latePeople}
        columns={[
          { title: t('person.name'), dataIndex: 'name' },
          { title: t('tasks.stage'), key: 'stage', render: (_, person) => t(`stage.${person.stage}`) },
          { title: t('cycle.count'), dataIndex: 'count', align: 'right' },
          {
            title: t('tasks.due'),
            key: 'due',
            render: (_, person) => <span title={format.moment(person.dueAt)}>{format.relative(person.dueAt)}</span>,
          },
        ]}
      />
    </Card>
  );
}
