import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Button, Flex } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp, type DecisionBody, type Task } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useSourceName } from '../../shared/source-name.js';

const ReasonDialog = lazy(() =>
  import('../../shared/reason-dialog.js').then((part) => ({ default: part.ReasonDialog })),
);

/** My tasks about the cycle itself: signing a source off, signing the cycle off. */
export function CycleTasks({ cycleId }: { cycleId: string }) {
  const tasks = useQuery({
    queryKey: ['tasks', 'cycle', cycleId],
    queryFn: () => api(cyclesHttp.listTasks, { query: { cycleId, state: 'open', limit: 100 } }),
  });
  if (tasks.error) return <ProblemAlert error={tasks.error} onRetry={() => void tasks.refetch()} />;
  return (tasks.data?.items ?? [])
    .filter((task) => task.appraisalId === null && task.calibration === null)
    .map((task) =>
      task.sourceId === null ? (
        <CycleSignOff key={task.taskId} task={task} />
      ) : (
        <SourceSignOff key={task.taskId} task={task} sourceId={task.sourceId} />
      ),
    );
}

function useRefresh(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () => Promise.all(['tasks', 'cycle'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}

function CycleSignOff({ task }: { task: Task }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { message } = App.useApp();
  const [asking, setAsking] = useState<'sign_off' | 'return' | null>(null);
  const refresh = useRefresh();
  const decision = useMutation({
    mutationFn: (body: DecisionBody) =>
      api(cyclesHttp.decideTask, { params: { taskId: task.taskId }, version: task.version, body }),
    onSettled: refresh,
  });
  const submit = async (body: DecisionBody): Promise<boolean> => {
    try {
      await decision.mutateAsync(body);
    } catch {
      // The dialog shows why.
      return false;
    }
    setAsking(null);
    void message.success(t(`done.${body.verb}`));
    return true;
  };
  const dialog = {
    title: t(`stage.${task.stage}`),
    whoReads: t('source.whoReads'),
    pending: decision.isPending,
    error: decision.error,
    onCancel: () => setAsking(null),
  };
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={t(`stage.${task.stage}`)}
        description={t('cycle.dueIn', { when: format.relative(task.dueAt) })}
        action={
          <Flex gap="small" wrap>
            {task.verbs.includes('return') && (
              <Button onClick={() => setAsking('return')}>{t('cycle.headGivesBack')}</Button>
            )}
            {task.verbs.includes('sign_off') && (
              <Button type="primary" onClick={() => setAsking('sign_off')}>
                {t('verb.sign_off')}
              </Button>
            )}
          </Flex>
        }
      />
      <Suspense fallback={null}>
        {asking === 'sign_off' && (
          <ReasonDialog
            {...dialog}
            okText={t('verb.sign_off')}
            explanation={t('cycle.signOffMeans')}
            draftOf={`sign-off/${task.taskId}`}
            optional
            onSubmit={(comment) => submit({ verb: 'sign_off', ...(comment === '' ? {} : { comment }) })}
          />
        )}
        {asking === 'return' && (
          <ReasonDialog
            {...dialog}
            okText={t('cycle.headGivesBack')}
            danger
            draftOf={`give-back/${task.taskId}`}
            onSubmit={(reason) => submit({ verb: 'return', toStage: 'sign_off', reason })}
          />
        )}
      </Suspense>
    </>
  );
}

/** Nobody signs what they have not looked at: the source's page shows the figures and takes the sign-off. */
function SourceSignOff({ task, sourceId }: { task: Task; sourceId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sourceName = useSourceName();
  const navigate = useNavigate();
  const look = () => void navigate({ to: '/sources/$sourceId', params: { sourceId }, search: { cycle: task.cycleId } });
  return (
    <Alert
      type="info"
      showIcon
      title={t('source.signOffOf', { source: sourceName(sourceId) })}
      description={t('cycle.dueIn', { when: format.relative(task.dueAt) })}
      action={
        <Button type="primary" onClick={look}>
          {t('cycle.lookAndSign')}
        </Button>
      }
    />
  );
}
