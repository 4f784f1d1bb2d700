import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type CycleSummary, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';

export interface ChosenCycle {
  readonly cycleId: string | undefined;
  readonly cycles: readonly CycleSummary[];
  readonly isPending: boolean;
}

/** The cycle the address names, else the newest that is not cancelled. */
export function useChosenCycle(enabled: boolean): ChosenCycle {
  const { cycle } = useSearch({ from: '/shell/sources/$sourceId' });
  const list = useQuery({
    queryKey: ['cycles', 'of-sources'],
    queryFn: () => api(cyclesHttp.listCycles, { query: { limit: 50 } }),
    enabled,
  });
  const cycles = list.data?.items ?? [];
  const newest = cycles.find(({ state }) => state !== 'cancelled') ?? cycles[0];
  return { cycleId: cycle ?? newest?.cycleId, cycles, isPending: enabled && list.isPending };
}
