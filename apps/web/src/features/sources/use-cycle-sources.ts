import { useQuery } from '@tanstack/react-query';
import { metricsHttp } from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';

/** How the sources of a cycle stand. */
export const useCycleSources = (cycleId: string | undefined) =>
  useQuery({
    queryKey: ['cycle-sources', cycleId],
    queryFn: () => api(metricsHttp.listCycleSources, { params: { cycleId: cycleId ?? '' } }),
    enabled: cycleId !== undefined,
  });
