import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type AppraisalSheet,
  cyclesHttp,
  type DecisionBody,
  type Task,
} from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { useTellChange } from '../../shared/appraisal/tell-change.js';

export interface Decision {
  /** Answers whether it was accepted; why not is in `error`. */
  readonly decide: (body: DecisionBody) => Promise<boolean>;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly forget: () => void;
}

/** Decides the sheet's open task at the version that is shown, then opens the next task that waits for the reader. */
export function useDecision(sheet: AppraisalSheet): Decision {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const openNext = useOpenNext(sheet);
  const tellChange = useTellChange(sheet);
  const decision = useMutation({
    mutationFn: (body: DecisionBody) => {
      const taskId = sheet.openTask?.taskId ?? '';
      return api(cyclesHttp.decideTask, { params: { taskId }, version: sheet.version, body });
    },
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
    } catch (error) {
      await tellChange(error);
      return false;
    }
    const done = t(`done.${body.verb}`);
    const next = await openNext();
    void message.success(next ? t('actions.nextOpened', { done, name: next }) : t('actions.lastDone', { done }));
    return true;
  };
  return { decide, isPending: decision.isPending, error: decision.error, forget: decision.reset };
}

/** The most urgent other task about somebody, of the same stage where there is one; answers whose it is. */
function useOpenNext(sheet: AppraisalSheet): () => Promise<string | null> {
  const navigate = useNavigate();
  return async () => {
    const stage = sheet.openTask?.stage;
    const { items } = await api(cyclesHttp.listTasks, { query: { state: 'open', limit: 100 } });
    const others = items.filter((task) => task.appraisalId !== null && task.appraisalId !== sheet.appraisalId);
    const next: Task | undefined = others.find((task) => task.stage === stage) ?? others[0];
    if (!next?.appraisalId) return null;
    await navigate({ to: '/appraisals/$appraisalId', params: { appraisalId: next.appraisalId } });
    return next.person?.name ?? '';
  };
}
