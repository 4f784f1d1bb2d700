import { BarChartOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Flex, Skeleton, Tag, Typography } from 'antd';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type CycleDetail, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { loadAllTexts } from '../../shared/i18n.js';
import { announce } from '../../shared/live-region.js';
import { OptionalLink } from '../../shared/optional-link.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useCycleEvents } from '../../shared/server-events.js';
import { holds, useMe } from '../../shared/session.js';
import { useWords } from '../../shared/words.js';
import { AppraisalTable } from './appraisal-table.js';
import './board.css';
import { CycleState } from '../../shared/cycle/cycle-state.js';
import { Cohorts } from './cohorts.js';
import { CycleCommands } from './cycle-commands.js';
import { CycleNotice } from './cycle-notice.js';
import { CycleReports } from './cycle-reports.js';
import { CycleTasks } from './cycle-tasks.js';
import { LatePeople } from './late-people.js';
import { LaunchProgress } from './launch-progress.js';
import { NextDates } from './next-dates.js';
import { Pipeline } from './pipeline.js';
import { Sources } from './sources.js';
import { WorkByStage } from './work-by-stage.js';

/** With its words, which come later than a board's own. */
const Calibrations = lazy(async () => {
  const [{ Calibrations: part }] = await Promise.all([import('./calibrations.js'), loadAllTexts()]);
  return { default: part };
});
const LateData = lazy(async () => ({ default: (await import('./late-data.js')).LateData }));
const Closing = lazy(async () => ({ default: (await import('./closing.js')).Closing }));

/** A cycle's board: where it is, where its people are, what is late, how its sources stand, and what HR may do about it. */
export function CyclePage() {
  const { t } = useTranslation();
  const words = useWords();
  const me = useMe();
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
        <Flex component="span" gap={4} wrap>
          <CycleState cycle={data} /> {live && <Tag color="success">{t('cycle.live')}</Tag>}
        </Flex>
      }
      extra={
        <Flex gap="small" wrap align="center">
          <OptionalLink page="/cycles/$cycleId/statistics" params={{ cycleId }}>
            <BarChartOutlined aria-hidden /> {t('cycle.statistics')}
          </OptionalLink>
          <CycleReports cycle={data} />
          <CycleCommands cycle={data} />
        </Flex>
      }
    >
      <div className="stack">
        <CycleNotice cycle={data} />
        <LaunchProgress cycle={data} />
        <CycleTasks cycleId={cycleId} />
        {closes(data) && holds(me, 'hr', 'auditor') && (
          <Suspense fallback={<PageSkeleton />}>
            <Closing cycle={data} />
          </Suspense>
        )}
        <Pipeline cycle={data} />
        {calibrates(data) && (
          <Suspense fallback={<Skeleton active />}>
            <Calibrations cycle={data} />
          </Suspense>
        )}
        <div className="board-columns">
          <WorkByStage cycle={data} />
          <NextDates cycle={data} />
        </div>
        <LatePeople cycle={data} />
        <Sources cycle={data} />
        {data.frozenAt !== null && holds(me, 'hr', 'auditor', 'data_owner') && (
          <Suspense fallback={null}>
            <LateData cycle={data} />
          </Suspense>
        )}
        <Cohorts cycle={data} />
        <section>
          <Typography.Title level={2} className="section-title">
            {t('cycle.appraisals')}
          </Typography.Title>
          <AppraisalTable cycle={data} />
        </section>
      </div>
    </Page>
  );
}

const calibrates = ({ route }: CycleDetail): boolean => route.stages.some(({ stage }) => stage === 'calibration');
/** Its results are out. */
const closes = ({ state }: CycleDetail): boolean => state === 'signing_off' || state === 'closed';
const over = ({ state }: CycleDetail): boolean => state === 'closed' || state === 'cancelled';

/** Read again whenever the board says that something moved; slowly otherwise, for readers the board says nothing to. */
function useCycle(cycleId: string) {
  const live = useCycleEvents(cycleId, 'cycle', 'cycle-sources', 'appraisals', 'tasks', 'calibrations');
  const cycle = useQuery({
    queryKey: ['cycle', cycleId],
    queryFn: () => api(cyclesHttp.getCycle, { params: { cycleId } }),
    refetchInterval: ({ state }) => (state.data && over(state.data) ? false : live ? 30_000 : 10_000),
  });
  return { cycle, live: live && cycle.data !== undefined && !over(cycle.data) };
}

function useStateSaid(cycle: CycleDetail | undefined): void {
  const { t } = useTranslation();
  const said = cycle && `${t(`cycle.states.${cycle.state}`)} ${cycle.finished} / ${cycle.people}`;
  useEffect(() => {
    if (said) announce(said);
  }, [said]);
}
