import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../libs/contracts/route.js';
import { api } from './api.js';

/** One small answer; what it stands for is read again only when it says something else. */
const askAgainMs = 3_000;

type Progress = ReplyOf<typeof cyclesHttp.cycleProgress>;
const isOver = ({ state }: Progress): boolean => state === 'closed' || state === 'cancelled';

/** Single decisions are not told to a board, and not every reader is told of it: how far the cycle is, is asked. */
export function useProgressNoticed(cycleId: string, queryKeys: readonly string[]): void {
  const queries = useQueryClient();
  const seen = useRef<Progress>(undefined);
  const progress = useQuery({
    queryKey: ['cycle-progress', cycleId],
    queryFn: () => api(cyclesHttp.cycleProgress, { params: { cycleId } }),
    refetchInterval: ({ state }) => (state.error || (state.data && isOver(state.data)) ? false : askAgainMs),
  });
  const keys = queryKeys.join(' ');
  useEffect(() => {
    if (seen.current && seen.current !== progress.data)
      for (const key of keys.split(' ')) void queries.invalidateQueries({ queryKey: [key] });
    seen.current = progress.data;
  }, [progress.data, queries, keys]);
}
