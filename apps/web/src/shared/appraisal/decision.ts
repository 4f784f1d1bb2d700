import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type AppraisalSheet, cyclesHttp, type DecisionBody } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../api.js';

/** Decides a sheet's open task at the version that was read; a change in between answers 409 and the sheet is read again. */
export function useSheetDecision({ openTask, version }: Pick<AppraisalSheet, 'openTask' | 'version'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: DecisionBody) =>
      api(cyclesHttp.decideTask, { params: { taskId: openTask?.taskId ?? '' }, version, body }),
    onSettled: () =>
      Promise.all(
        ['appraisal', 'appraisals', 'tasks', 'cycle', 'results'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}
