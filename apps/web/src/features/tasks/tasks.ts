import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { cyclesHttp, type Task } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import type { TaskStage } from '../../../../../libs/domain/cycle/stages.js';
import { api } from '../../shared/api.js';
import type { BatchResult } from '../../shared/batch-dialog.js';
import { usePaged } from '../../shared/paged.js';
import { useCodeText } from '../../shared/problem-alert.js';

export type { Task };
export type TaskPage = ReplyOf<typeof cyclesHttp.listTasks>;
export type TaskList = 'open' | 'started' | 'done';

export interface TaskSearch {
  readonly state?: Exclude<TaskList, 'open'> | 'copied' | undefined;
  readonly stage?: TaskStage | undefined;
  readonly search?: string | undefined;
}

export const useTasks = (state: TaskList, { stage, search }: TaskSearch) =>
  usePaged<Task, TaskPage>(['tasks', state, stage ?? '', search ?? ''], (cursor) =>
    api(cyclesHttp.listTasks, { query: { state, stage, search, cursor, limit: 100 } }),
  );

/** Approves some of the tasks at once; answers what became of each, in the reader's language. */
export function useBatchApproval() {
  const textOf = useCodeText();
  const approval = useMutation({
    mutationFn: ({ tasks, comment }: { tasks: readonly Task[]; comment: string }) =>
      api(cyclesHttp.decideBatch, {
        body: {
          items: tasks.map(({ taskId, version }) => ({ taskId, version })),
          ...(comment === '' ? {} : { comment }),
        },
      }),
  });
  const send = async (tasks: readonly Task[], comment: string): Promise<readonly BatchResult[]> => {
    const { results } = await approval.mutateAsync({ tasks, comment });
    return results.map(({ taskId, ok, code, detail }) => ({ key: taskId, problem: ok ? null : textOf(code, detail) }));
  };
  return { send };
}

/** What decisions about many may have moved is read again, once all are made. */
export function useRefreshDecided() {
  const queries = useQueryClient();
  return useCallback(
    () =>
      Promise.all(
        ['tasks', 'appraisal', 'cycle', 'cycles', 'appraisals'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
    [queries],
  );
}
