import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type AppraisalSheet, cyclesHttp, type DecisionBody } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';

/** Decides the sheet's open task, at the version the task has now; a change in between answers 409 and is shown. */
export function useDecision(sheet: AppraisalSheet) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: DecisionBody) => {
      const taskId = sheet.openTask?.taskId ?? '';
      return api(cyclesHttp.decideTask, { params: { taskId }, version: sheet.version, body });
    },
    onSettled: () =>
      Promise.all(
        ['appraisal', 'tasks', 'cycle', 'results'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
  });
}
