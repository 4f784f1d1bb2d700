import { useQuery } from '@tanstack/react-query';
import { type CycleSummary, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import type { CycleKind } from '../../../../../libs/contracts/values.js';
import { api } from '../../shared/api.js';

export type Statistics = ReplyOf<typeof cyclesHttp.cycleStatistics>;
export type Trend = ReplyOf<typeof cyclesHttp.statisticsTrend>;

const mostCycles = 100;

/** Cycles that have scores to show: not the cancelled, nor those still collecting. */
export const useScoredCycles = () =>
  useQuery({
    queryKey: ['cycles', 'scored'],
    queryFn: () => api(cyclesHttp.listCycles, { query: { limit: mostCycles } }),
    select: ({ items }) =>
      items.filter(({ state }) => state !== 'cancelled' && state !== 'launching' && state !== 'collecting'),
  });

export const useStatistics = (cycleId: string) =>
  useQuery({
    queryKey: ['cycle', cycleId, 'statistics'],
    queryFn: () => api(cyclesHttp.cycleStatistics, { params: { cycleId } }),
  });

export const useTrend = (kind: CycleKind, departmentId?: string) =>
  useQuery({
    queryKey: ['cycle', 'trend', kind, departmentId ?? ''],
    queryFn: () => api(cyclesHttp.statisticsTrend, { query: { kind, departmentId } }),
    placeholderData: (previous) => previous,
  });

/** The mean of everybody the reader may see in a cycle: what managers and departments are held against. */
export function useOverallMean({ kind, cycleId }: Pick<CycleSummary, 'kind' | 'cycleId'>): string | null {
  const trend = useTrend(kind);
  return trend.data?.items.find((item) => item.cycleId === cycleId)?.mean ?? null;
}
