import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type CalibratedPerson,
  type CalibrationSession,
  cyclesHttp,
} from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { usePaged } from '../../shared/paged.js';

export interface SessionSearch {
  readonly grade?: string | undefined;
  readonly reviewer?: string | undefined;
}

export const useSession = (groupId: string) =>
  useQuery({
    queryKey: ['calibrations', groupId],
    queryFn: () => api(cyclesHttp.getCalibration, { params: { groupId } }),
  });

export const useCalibrated = (groupId: string, { grade, reviewer }: SessionSearch) =>
  usePaged<CalibratedPerson, { items: CalibratedPerson[]; next: string | null }>(
    ['calibrations', groupId, 'people', grade ?? '', reviewer ?? ''],
    (cursor) =>
      api(cyclesHttp.listCalibrated, {
        params: { groupId },
        query: { grade, reviewerId: reviewer, cursor, limit: 50 },
      }),
  );

/** Everything that an act on the group may have moved is read again. */
export function useRefresh(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ['calibrations', 'tasks', 'cycle', 'appraisal', 'appraisals'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
}

export type Quota = CalibrationSession['quotas'][number];

/** What a move would make of the counts of the two grades; null: no quota speaks of the grade. */
export function quotaAfter(quotas: readonly Quota[], grade: string, from: string | null): Quota | null {
  const quota = quotas.find((one) => one.grade === grade);
  if (!quota) return null;
  const actual = quota.actual + (grade === from ? 0 : 1);
  return { ...quota, actual, ok: actual >= quota.min && (quota.max === null || actual <= quota.max) };
}
