import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal, Typography } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppraisalSheet, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { ColleaguePicker, type PickedColleague } from '../../shared/colleague-picker.js';
import { DraftNote, useDraft } from '../../shared/draft.js';
import { ProblemAlert } from '../../shared/problem-alert.js';

interface Values {
  readonly to: readonly PickedColleague[];
  readonly note: string;
}
const nothing: Values = { to: [], note: '' };

/** 抄送: shows the sheet to people who would not see it. */
export function CopyDialog({ sheet, onClose }: { sheet: AppraisalSheet; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const { appraisalId } = sheet;
  const draft = useDraft<Values>(`copy/${appraisalId}`, nothing);
  const copy = useCopy(appraisalId);
  const submit = async ({ to, note }: Values) => {
    const sent = await copy.mutateAsync({ to, note: note.trim() }).catch(() => null);
    if (!sent) return;
    draft.discard();
    void message.success(t('copy.done'));
    onClose();
  };
  const discard = () => {
    draft.discard();
    form.setFieldsValue(nothing);
  };
  return (
    <Modal
      open
      title={t('verb.copy')}
      okText={t('verb.copy')}
      cancelText={t('form.cancel')}
      confirmLoading={copy.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t('copy.explanation')}</Typography.Paragraph>
      <Form
        form={form}
        layout="vertical"
        initialValues={draft.value}
        onValuesChange={(_, values: Values) => draft.change(values)}
        onFinish={(values) => void submit(values)}
      >
        <Form.Item
          name="to"
          label={t('copy.to')}
          rules={[{ required: true, type: 'array', min: 1, message: t('form.required') }]}
        >
          <ColleaguePicker
            find={(search) => api(cyclesHttp.copyCandidates, { params: { appraisalId }, query: { search } })}
            purpose={`copy/${appraisalId}`}
            label={t('copy.to')}
          />
        </Form.Item>
        <Form.Item name="note" label={t('copy.note')} extra={t('copy.whoReads')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} showCount />
        </Form.Item>
      </Form>
      <DraftNote savedAt={draft.savedAt} onDiscard={discard} />
      {copy.error && <ProblemAlert error={copy.error} />}
    </Modal>
  );
}

function useCopy(appraisalId: string) {
  const queries = useQueryClient();
  /** A second try after a lost answer copies nothing twice. */
  const tried = useRef({ content: '', key: '' });
  return useMutation({
    mutationFn: ({ to, note }: Values) => {
      const body = { toPersonIds: to.map(({ value }) => value), ...(note === '' ? {} : { note }) };
      const content = JSON.stringify(body);
      if (tried.current.content !== content) tried.current = { content, key: crypto.randomUUID() };
      return api(cyclesHttp.copyAppraisal, { params: { appraisalId }, body, idempotencyKey: tried.current.key });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['appraisal', appraisalId] }),
  });
}
