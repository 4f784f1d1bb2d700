import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { type AppraisalSheet, cyclesHttp, type Task } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { type SheetDecision, useSheetDecision } from '../../shared/appraisal/decision.js';

/** Decides the sheet's open task at the version that is shown, then opens the next task that waits for the reader. */
export function useDecision(sheet: AppraisalSheet): SheetDecision {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const openNext = useOpenNext(sheet);
  const decision = useSheetDecision(sheet);
  return {
    ...decision,
    decide: async (body) => {
      if (!(await decision.decide(body))) return false;
      const done = t(`done.${body.verb}`);
      const next = await openNext();
      void message.success(next ? t('actions.nextOpened', { done, name: next }) : t('actions.lastDone', { done }));
      return true;
    },
  };
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
