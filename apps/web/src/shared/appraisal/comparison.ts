import { useQuery } from '@tanstack/react-query';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { api } from '../api.js';

export type Comparison = ReplyOf<typeof cyclesHttp.appraisalComparison>;
export type ComparedPeriod = Comparison['periods'][number];

/** The person's last periods and the position's median; `enabled` false: the reader may not see the scores yet. */
export const useComparison = (appraisalId: string, enabled = true) =>
  useQuery({
    queryKey: ['appraisal', appraisalId, 'comparison'],
    queryFn: () => api(cyclesHttp.appraisalComparison, { params: { appraisalId } }),
    enabled,
  });

/** After a transfer a KPI can stand in several segments; the latest speaks for the period. */
export const lineOf = (period: ComparedPeriod | undefined, kpiId: string) =>
  period?.lines.findLast((line) => line.kpiId === kpiId);

/** The period before the newest one. */
export const periodBefore = ({ periods }: Comparison): ComparedPeriod | undefined => periods.at(-2);
