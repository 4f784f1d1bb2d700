import { Form, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionBody } from '../../../../../libs/contracts/cycles/http.js';
import { DraftNote, useDraft } from '../../shared/draft.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { ReasonDialog } from '../../shared/reason-dialog.js';
import { plainDecimal, useAdjustableRange } from './adjustable-range.js';
import { type DialogProps, draftName } from './dialog-props.js';

export function DismissDialog({ sheet, decision, onClose }: DialogProps) {
  const { t } = useTranslation();
  const submit = async (answer: string): Promise<boolean> => {
    const accepted = await decision.decide({ verb: 'dismiss', answer });
    if (accepted) onClose();
    return accepted;
  };
  return (
    <ReasonDialog
      title={t('verb.dismiss')}
      okText={t('verb.dismiss')}
      danger
      explanation={t('appeal.dismissText')}
      label={t('appeal.answer')}
      whoReads={t('appeal.answerWhoReads')}
      draftOf={draftName('dismiss', sheet)}
      maxLength={4000}
      pending={decision.isPending}
      error={decision.error}
      onSubmit={submit}
      onCancel={onClose}
    />
  );
}

interface Values {
  readonly score?: string;
  readonly answer?: string;
}
const nothing: Values = { score: '', answer: '' };

/** To the rule: with the line's new score, within the standard's limit. To the data: the next run computes it. */
export function UpholdDialog({ sheet, decision, onClose }: DialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [form] = Form.useForm<Values>();
  const draft = useDraft(draftName('uphold', sheet), nothing);
  // What is decided meanwhile does not change the form under its writer.
  const [appeal] = useState(() => sheet.appeals.find(({ outcome }) => outcome === null));
  const line = sheet.lines.find(({ segmentNo, kpiId }) => segmentNo === appeal?.segmentNo && kpiId === appeal.kpiId);
  const range = useAdjustableRange(sheet, line);
  const byRule = appeal?.ground === 'rule';
  const submit = async ({ score = '', answer = '' }: Values) => {
    const body: DecisionBody = { verb: 'uphold', answer: answer.trim(), ...(byRule ? { score } : {}) };
    if (!(await decision.decide(body))) return;
    draft.discard();
    onClose();
  };
  const discard = () => {
    draft.discard();
    form.setFieldsValue(nothing);
  };
  const required = { required: true, message: t('form.required') };
  return (
    <Modal
      open
      title={t('verb.uphold')}
      okText={t('verb.uphold')}
      cancelText={t('form.cancel')}
      confirmLoading={decision.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t(byRule ? 'appeal.upholdRule' : 'appeal.upholdData')}</Typography.Paragraph>
      <Form
        form={form}
        layout="vertical"
        initialValues={draft.value}
        onValuesChange={(_, values: Values) => draft.change(values)}
        onFinish={(values) => void submit(values)}
      >
        {byRule && line && (
          <Form.Item
            name="score"
            label={t('appeal.score', { kpi: format.name(line.names) })}
            {...(range ? { extra: range.text } : {})}
            rules={[
              required,
              { pattern: plainDecimal, message: t('form.decimal') },
              {
                validator: (_, score: string) =>
                  range?.holds(score) === false ? Promise.reject(range.outside) : Promise.resolve(),
              },
            ]}
          >
            <Input inputMode="decimal" />
          </Form.Item>
        )}
        <Form.Item
          name="answer"
          label={t('appeal.answer')}
          extra={t('appeal.answerWhoReads')}
          rules={[{ ...required, whitespace: true }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
        </Form.Item>
      </Form>
      <DraftNote savedAt={draft.savedAt} onDiscard={discard} />
      {decision.error && <ProblemAlert error={decision.error} />}
    </Modal>
  );
}
