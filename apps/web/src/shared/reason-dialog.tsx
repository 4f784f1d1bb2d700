import { Form, Input, Modal, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DraftNote, useDraft } from './draft.js';
import { ProblemAlert } from './problem-alert.js';

interface ReasonDialogProps {
  readonly title: string;
  /** What the button does, in its own verb. */
  readonly okText: string;
  readonly danger?: boolean;
  /** What will happen, said before it is asked for. */
  readonly explanation?: ReactNode;
  readonly label?: string;
  /** Printed beside the box: who can read it. */
  readonly whoReads: string;
  /** Names the draft, e.g. `return/<taskId>`. */
  readonly draftOf: string;
  readonly maxLength?: number;
  readonly optional?: boolean;
  /** Further fields of the command, above the reason. */
  readonly children?: ReactNode;
  readonly pending: boolean;
  readonly error: Error | null;
  /** Answers whether it went well: only then is the draft let go. */
  readonly onSubmit: (reason: string) => Promise<boolean>;
  readonly onCancel: () => void;
}

/** Asks why: for a return, a pause, an extension, a cancellation. */
export function ReasonDialog({ maxLength = 1000, optional = false, ...props }: ReasonDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const draft = useDraft(props.draftOf, { reason: '' });
  const submit = async ({ reason = '' }: { reason?: string }) => {
    if (await props.onSubmit(reason.trim())) draft.discard();
  };
  const discard = () => {
    draft.discard();
    form.setFieldsValue({ reason: '' });
  };
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText}
      cancelText={t('form.cancel')}
      okButtonProps={{ danger: props.danger ?? false }}
      confirmLoading={props.pending}
      onOk={() => form.submit()}
      onCancel={props.onCancel}
    >
      {props.explanation && <Typography.Paragraph>{props.explanation}</Typography.Paragraph>}
      <Form
        form={form}
        layout="vertical"
        initialValues={draft.value}
        onValuesChange={(_, values) => draft.change(values)}
        onFinish={(values) => void submit(values)}
      >
        {props.children}
        <Form.Item
          name="reason"
          label={props.label ?? (optional ? t('form.comment') : t('form.reason'))}
          extra={props.whoReads}
          rules={optional ? [] : [{ required: true, whitespace: true, message: t('form.required') }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={maxLength} showCount autoFocus />
        </Form.Item>
      </Form>
      <DraftNote savedAt={draft.savedAt} onDiscard={discard} />
      {props.error && <ProblemAlert error={props.error} />}
    </Modal>
  );
}
