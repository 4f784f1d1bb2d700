import { Form, Input, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DecisionBody } from '../../../../../libs/contracts/cycles/http.js';
import { DraftNote, useDraft } from '../../shared/draft.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { type DialogProps, draftName } from './dialog-props.js';

const parts = ['achievements', 'difficulties', 'plans'] as const;
type Words = Record<(typeof parts)[number], string>;
const none: Words = { achievements: '', difficulties: '', plans: '' };
const longest = 4000;

/** What somebody says of their own period, kept while it is typed. */
export function SelfReviewDialog({ sheet, decision, onClose }: DialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Words>();
  const draft = useDraft(draftName('self-review', sheet), none);
  const submit = async (words: Words) => {
    if (!(await decision.decide(bodyOf(words)))) return;
    draft.discard();
    onClose();
  };
  const discard = () => {
    draft.discard();
    form.setFieldsValue(none);
  };
  return (
    <Modal
      open
      title={t('selfReview.title')}
      okText={t('verb.submit_self_review')}
      cancelText={t('form.cancel')}
      confirmLoading={decision.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t('selfReview.intro')}</Typography.Paragraph>
      <Form
        form={form}
        layout="vertical"
        initialValues={draft.value}
        onValuesChange={(_, words) => draft.change(words)}
        onFinish={(words) => void submit(words)}
      >
        {parts.map((part, index) => (
          <Form.Item
            key={part}
            name={part}
            label={t(`selfReview.${part}`)}
            extra={t('selfReview.whoReads')}
            rules={index === 0 ? [{ required: true, whitespace: true, message: t('form.required') }] : []}
          >
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={longest} autoFocus={index === 0} />
          </Form.Item>
        ))}
      </Form>
      <DraftNote savedAt={draft.savedAt} onDiscard={discard} />
      {decision.error && <ProblemAlert error={decision.error} />}
    </Modal>
  );
}

function bodyOf({ achievements, difficulties, plans }: Words): DecisionBody {
  return {
    verb: 'submit_self_review',
    achievements: achievements.trim(),
    ...(difficulties.trim() === '' ? {} : { difficulties: difficulties.trim() }),
    ...(plans.trim() === '' ? {} : { plans: plans.trim() }),
  };
}
