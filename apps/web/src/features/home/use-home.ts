import { useQuery } from '@tanstack/react-query';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { api } from '../../shared/api.js';
import { useBoardNews } from '../../shared/server-events.js';

export type TaskPage = ReplyOf<typeof cyclesHttp.listTasks>;
export type Overview = ReplyOf<typeof cyclesHttp.myOverview>;

/** As many as a first look takes in; the list has the rest. */
const firstTasks = 8;

/** Both halves of the page. Whatever makes tasks be read again makes this be read again. */
export function useHome() {
  const tasks = useQuery({
    queryKey: ['tasks', 'first'],
    queryFn: () => api(cyclesHttp.listTasks, { query: { state: 'open', limit: firstTasks } }),
  });
  const overview = useQuery({
    queryKey: ['tasks', 'overview'],
    queryFn: () => api(cyclesHttp.myOverview, {}),
    refetchInterval: 30_000,
  });
  const live = useBoardNews(overview.data?.cycles[0]?.cycleId, 'tasks');
  return { tasks, overview, live };
}
