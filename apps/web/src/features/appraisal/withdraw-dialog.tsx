import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppraisalSheet, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { ReasonDialog } from '../../shared/reason-dialog.js';

/** 撤回: takes back one's own approval or return, as long as nobody has acted on it. */
export function WithdrawDialog({ sheet, onClose }: { sheet: AppraisalSheet; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const decisionId = sheet.withdrawable?.decisionId ?? '';
  const withdrawal = useWithdrawal(decisionId, sheet.version);
  const submit = async (reason: string) => {
    const done = await withdrawal.mutateAsync(reason).catch(() => null);
    if (!done) return false;
    void message.success(t('withdraw.done'));
    onClose();
    return true;
  };
  return (
    <ReasonDialog
      title={t('verb.withdraw')}
      okText={t('verb.withdraw')}
      explanation={t('withdraw.text')}
      whoReads={t('whoReads.reason')}
      draftOf={`withdraw/${decisionId}`}
      optional
      pending={withdrawal.isPending}
      error={withdrawal.error}
      onSubmit={submit}
      onCancel={onClose}
    />
  );
}

/** A second try after a lost answer is the same request. */
function useWithdrawal(decisionId: string, version: number) {
  const queries = useQueryClient();
  const tried = useRef({ content: '', key: '' });
  return useMutation({
    mutationFn: (reason: string) => {
      const content = `${decisionId}/${version}/${reason}`;
      if (tried.current.content !== content) tried.current = { content, key: crypto.randomUUID() };
      const body = reason === '' ? {} : { reason };
      return api(cyclesHttp.withdrawDecision, {
        params: { decisionId },
        version,
        body,
        idempotencyKey: tried.current.key,
      });
    },
    onSettled: () =>
      Promise.all(
        ['appraisal', 'appraisals', 'tasks', 'cycle'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
  });
}
