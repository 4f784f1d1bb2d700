import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { cyclesHttp, type Task } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';

export type { Task };

export const useTasks = (state: 'open' | 'done') =>
  useInfiniteQuery({
    queryKey: ['tasks', state],
    queryFn: ({ pageParam }) => api(cyclesHttp.listTasks, { query: { state, cursor: pageParam, limit: 50 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** Approves many at once; what a decision may have moved is read again. */
export function useBatchApproval() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (tasks: readonly Task[]) =>
      api(cyclesHttp.decideBatch, { body: { items: tasks.map(({ taskId, version }) => ({ taskId, version })) } }),
    onSettled: () =>
      Promise.all(
        ['tasks', 'appraisal', 'cycle', 'cycles'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
  });
}
