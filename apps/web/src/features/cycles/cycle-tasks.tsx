import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { metricsHttp } from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { ProblemAlert } from '../../shared/problem-alert.js';

/** My tasks about the cycle itself: signing a source off, signing the cycle off. */
export function CycleTasks({ cycleId }: { cycleId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const tasks = useQuery({
    queryKey: ['tasks', 'cycle', cycleId],
    queryFn: () => api(cyclesHttp.listTasks, { query: { cycleId, state: 'open', limit: 100 } }),
  });
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['tasks'] }),
      queries.invalidateQueries({ queryKey: ['cycle', cycleId] }),
    ]);
  const signOff = useMutation({
    mutationFn: ({ taskId, version }: { taskId: string; version: number }) =>
      api(cyclesHttp.decideTask, { params: { taskId }, version, body: { verb: 'sign_off' } }),
    onSettled: refresh,
  });
  const signSource = useMutation({
    mutationFn: (sourceId: string) => api(metricsHttp.signOffSource, { params: { cycleId, sourceId }, body: {} }),
    onSettled: refresh,
  });
  const mine = (tasks.data?.items ?? []).filter((task) => task.appraisalId === null);
  if (mine.length === 0) return null;
  return (
    <Flex vertical gap="small">
      {(signOff.error ?? signSource.error) && <ProblemAlert error={signOff.error ?? signSource.error} />}
      {mine.map((task) => (
        <Alert
          key={task.taskId}
          type="info"
          showIcon
          title={
            task.sourceId
              ? t('tasks.source', { source: t(`sourceName.${task.sourceId}`, task.sourceId) })
              : t(`stage.${task.stage}`)
          }
          action={
            task.sourceId ? (
              <Button
                type="primary"
                loading={signSource.isPending}
                onClick={() => signSource.mutate(task.sourceId ?? '')}
              >
                {t('source.signOff')}
              </Button>
            ) : task.verbs.includes('sign_off') ? (
              <Button type="primary" loading={signOff.isPending} onClick={() => signOff.mutate(task)}>
                {t('verb.sign_off')}
              </Button>
            ) : undefined
          }
        />
      ))}
    </Flex>
  );
}
