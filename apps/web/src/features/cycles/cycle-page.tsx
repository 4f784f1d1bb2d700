import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Alert, Card, Col, Descriptions, Row, Tag, Typography } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type CycleDetail, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { announce } from '../../shared/live-region.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useCycleEvents } from '../../shared/server-events.js';
import { useWords } from '../../shared/words.js';
import { AppraisalTable } from './appraisal-table.js';
import { CycleReports } from './cycle-reports.js';
import { CycleState } from './cycle-state.js';
import { CycleTasks } from './cycle-tasks.js';
import { LatePeople } from './late-people.js';
import { Pipeline } from './pipeline.js';
import { Share } from './share.js';
import { Sources } from './sources.js';
import { WorkByStage } from './work-by-stage.js';

/** A cycle's progress: where it is, where its people are, what is late, how its sources stand. */
export function CyclePage() {
  const { t } = useTranslation();
  const words = useWords();
  const { cycleId } = useParams({ from: '/shell/cycles/$cycleId' });
  const { cycle, live } = useCycle(cycleId);
  useStateSaid(cycle.data);
  if (cycle.isPending) return <PageSkeleton />;
  if (!cycle.data) return <ProblemAlert error={cycle.error} onRetry={() => void cycle.refetch()} />;
  const { data } = cycle;
  return (
    <Page
      title={words.cycle(data)}
      subtitle={
        <>
          <CycleState cycle={data} /> {live && <Tag color="success">{t('cycle.live')}</Tag>}
        </>
      }
      extra={<CycleReports cycle={data} />}
    >
      <div className="stack">
        {data.cancelledReason && (
          <Alert type="error" showIcon title={t('cycle.cancelled', { reason: data.cancelledReason })} />
        )}
        <CycleTasks cycleId={cycleId} />
        <Pipeline cycle={data} />
        <Row gutter={[16, 16]}>
          <Col xs={24} lg={15}>
            <WorkByStage cycle={data} />
          </Col>
          <Col xs={24} lg={9}>
            <Deadlines cycle={data} />
          </Col>
        </Row>
        <LatePeople cycle={data} />
        <Sources cycle={data} />
        <section>
          <Typography.Title level={2} className="section-title">
            {t('cycle.appraisals')}
          </Typography.Title>
          <AppraisalTable cycleId={cycleId} />
        </section>
      </div>
    </Page>
  );
}

/** Read again whenever the board says that something moved; slowly otherwise, for readers the board says nothing to. */
function useCycle(cycleId: string) {
  const live = useCycleEvents(cycleId, 'cycle', 'appraisals', 'tasks');
  const cycle = useQuery({
    queryKey: ['cycle', cycleId],
    queryFn: () => api(cyclesHttp.getCycle, { params: { cycleId } }),
    refetchInterval: ({ state }) => (state.data?.closedAt ? false : live ? 30_000 : 10_000),
  });
  return { cycle, live: live && !cycle.data?.closedAt };
}

function useStateSaid(cycle: CycleDetail | undefined): void {
  const { t } = useTranslation();
  const said = cycle && `${t(`cycle.states.${cycle.state}`)} ${cycle.finished} / ${cycle.people}`;
  useEffect(() => {
    if (said) announce(said);
  }, [said]);
}

function Deadlines({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { deadlines, frozenAt } = cycle;
  return (
    <Card title={t('cycle.deadlines')} size="small">
      <Descriptions
        column={1}
        size="small"
        items={[
          {
            key: 'finished',
            label: t('cycle.finished'),
            children: <Share part={cycle.finished} whole={cycle.people} label={t('cycle.finished')} />,
          },
          {
            key: 'cutOff',
            label: t('cycle.cutOff'),
            children: frozenAt
              ? t('cycle.frozen', { when: format.moment(frozenAt) })
              : format.moment(deadlines.cutOffAt),
          },
          { key: 'report', label: t('cycle.reportDue'), children: format.moment(deadlines.reportDueAt) },
          { key: 'owner', label: t('cycle.owner'), children: cycle.owner.name },
          { key: 'launched', label: t('cycle.launched'), children: format.moment(cycle.launchedAt) },
        ]}
      />
      {deadlines.provisional && <Typography.Text type="warning">{t('cycle.provisional')}</Typography.Text>}
    </Card>
  );
}
