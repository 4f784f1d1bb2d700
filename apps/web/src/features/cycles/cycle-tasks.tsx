import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp, type Task } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { ReasonDialog } from '../../shared/reason-dialog.js';
import { useWords } from '../../shared/words.js';

/** My tasks about the cycle itself: signing a source off, signing the cycle off. */
export function CycleTasks({ cycleId }: { cycleId: string }) {
  const tasks = useQuery({
    queryKey: ['tasks', 'cycle', cycleId],
    queryFn: () => api(cyclesHttp.listTasks, { query: { cycleId, state: 'open', limit: 100 } }),
  });
  if (tasks.error) return <ProblemAlert error={tasks.error} onRetry={() => void tasks.refetch()} />;
  return (tasks.data?.items ?? [])
    .filter((task) => task.appraisalId === null)
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
  const [asking, setAsking] = useState(false);
  const refresh = useRefresh();
  const decision = useMutation({
    mutationFn: (comment: string) =>
      api(cyclesHttp.decideTask, {
        params: { taskId: task.taskId },
        version: task.version,
        body: { verb: 'sign_off', ...(comment === '' ? {} : { comment }) },
      }),
    onSettled: refresh,
  });
  const submit = async (comment: string): Promise<boolean> => {
    try {
      await decision.mutateAsync(comment);
    } catch {
      // The dialog shows why.
      return false;
    }
    setAsking(false);
    void message.success(t('done.sign_off'));
    return true;
  };
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={t(`stage.${task.stage}`)}
        description={t('cycle.dueIn', { when: format.relative(task.dueAt) })}
        action={
          task.verbs.includes('sign_off') && (
            <Button type="primary" onClick={() => setAsking(true)}>
              {t('verb.sign_off')}
            </Button>
          )
        }
      />
      {asking && (
        <ReasonDialog
          title={t(`stage.${task.stage}`)}
          okText={t('verb.sign_off')}
          explanation={t('cycle.signOffMeans')}
          whoReads={t('source.whoReads')}
          draftOf={`sign-off/${task.taskId}`}
          optional
          pending={decision.isPending}
          error={decision.error}
          onSubmit={submit}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** Nobody signs what they have not looked at: the source's page shows the figures and takes the sign-off. */
function SourceSignOff({ task, sourceId }: { task: Task; sourceId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const navigate = useNavigate();
  const look = () => void navigate({ to: '/sources/$sourceId', params: { sourceId }, search: { cycle: task.cycleId } });
  return (
    <Alert
      type="info"
      showIcon
      title={t('source.signOffOf', { source: words.source(sourceId) })}
      description={t('cycle.dueIn', { when: format.relative(task.dueAt) })}
      action={
        <Button type="primary" onClick={look}>
          {t('cycle.lookAndSign')}
        </Button>
      }
    />
  );
}
