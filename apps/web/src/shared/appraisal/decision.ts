import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type AppraisalSheet, cyclesHttp, type DecisionBody } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../api.js';
import { useTellChange } from './tell-change.js';

export interface SheetDecision {
  /** Answers whether it was accepted; why not is in `error`. Its asker may be gone by then: what was read again may show no form. */
  readonly decide: (body: DecisionBody) => Promise<boolean>;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly forget: () => void;
}

/** Decides a sheet's open task at the version that was read; a change in between answers 409 and the sheet is read again. */
export function useSheetDecision(sheet: AppraisalSheet): SheetDecision {
  const { openTask, version } = sheet;
  const tellChange = useTellChange(sheet);
  const queries = useQueryClient();
  const decision = useMutation({
    mutationFn: (body: DecisionBody) =>
      api(cyclesHttp.decideTask, { params: { taskId: openTask?.taskId ?? '' }, version, body }),
    onSettled: () =>
      Promise.all(
        ['appraisal', 'appraisals', 'tasks', 'cycle', 'results'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
  const decide = async (body: DecisionBody): Promise<boolean> => {
    try {
      await decision.mutateAsync(body);
      return true;
    } catch (error) {
      await tellChange(error);
      return false;
    }
  };
  return { decide, isPending: decision.isPending, error: decision.error, forget: decision.reset };
}
