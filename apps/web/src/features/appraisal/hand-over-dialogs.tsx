import { App, Form, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppraisalSheet, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { type Proposal, proposals } from '../../../../../libs/domain/cycle/hand-over.js';
import { api } from '../../shared/api.js';
import { useHandOver } from '../../shared/appraisal/hand-over.js';
import { ColleaguePicker, type PickedColleague } from '../../shared/colleague-picker.js';
import { ReasonDialog } from '../../shared/reason-dialog.js';

interface Props {
  readonly sheet: AppraisalSheet;
  readonly onClose: () => void;
}

/** 轉辦 gives the task away; 委派 asks for an opinion and gets it back. */
export function HandOverDialog({ act, sheet, onClose }: Props & { act: 'transfer' | 'delegate' }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const taskId = sheet.openTask?.taskId ?? '';
  const handing = useHandOver({ taskId, version: sheet.version });
  const [to, setTo] = useState<readonly PickedColleague[]>([]);
  const [asked, setAsked] = useState(false);
  const [picked] = to;
  const submit = async (reason: string) => {
    setAsked(true);
    if (!picked) return false;
    const done = await handing.mutateAsync({ act, toPersonId: picked.value, reason }).catch(() => null);
    if (!done) return false;
    void message.success(t(`handover.done.${act}`, { name: done.assignee.name }));
    onClose();
    return true;
  };
  return (
    <ReasonDialog
      title={t(`verb.${act}`)}
      okText={t(`verb.${act}`)}
      explanation={t(`handover.explain.${act}`)}
      whoReads={t('handover.whoReads')}
      draftOf={`${act}/${taskId}`}
      pending={handing.isPending}
      error={handing.error}
      onSubmit={submit}
      onCancel={onClose}
    >
      <Form.Item
        label={t('handover.to')}
        required
        {...(asked && !picked ? { validateStatus: 'error', help: t('form.required') } : {})}
      >
        <ColleaguePicker
          find={(search) => api(cyclesHttp.handoverCandidates, { params: { taskId }, query: { search } })}
          purpose={`handover/${taskId}`}
          most={1}
          label={t('handover.to')}
          value={to}
          onChange={setTo}
        />
      </Form.Item>
    </ReasonDialog>
  );
}

/** What whoever it was delegated to thinks; the decision stays with whoever delegated it. */
export function AnswerDialog({ sheet, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { openTask, version } = sheet;
  const taskId = openTask?.taskId ?? '';
  const handing = useHandOver({ taskId, version });
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const submit = async (opinion: string) => {
    const done = await handing.mutateAsync({ act: 'answer', opinion, proposal }).catch(() => null);
    if (!done) return false;
    void message.success(t('handover.done.answer', { name: done.assignee.name }));
    onClose();
    return true;
  };
  const review = openTask?.stage === 'manager_review' || openTask?.stage === 'second_review';
  return (
    <ReasonDialog
      title={t('verb.answer')}
      okText={t('verb.answer')}
      explanation={t('handover.explain.answer', { name: openTask?.delegatedBy?.name ?? '' })}
      label={t('handover.opinion')}
      whoReads={t('handover.whoReads')}
      draftOf={`answer/${taskId}`}
      maxLength={2000}
      pending={handing.isPending}
      error={handing.error}
      onSubmit={submit}
      onCancel={onClose}
    >
      {review && (
        <Form.Item label={t('handover.wouldDo')}>
          <Radio.Group
            aria-label={t('handover.wouldDo')}
            value={proposal ?? 'none'}
            onChange={({ target }: { target: { value?: Proposal | 'none' } }) =>
              setProposal(target.value === 'none' ? null : (target.value ?? null))
            }
            options={['none' as const, ...proposals].map((value) => ({ value, label: t(`handover.propose.${value}`) }))}
          />
        </Form.Item>
      )}
    </ReasonDialog>
  );
}
