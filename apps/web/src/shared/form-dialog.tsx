import { Form, type FormProps, Input, Modal, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from './problem-alert.js';

/** As much of a mutation as a dialog needs. */
interface Save<Values> {
  readonly mutate: (values: Values) => void;
  readonly isPending: boolean;
  readonly error: Error | null;
}
interface FormDialogProps<Values> {
  readonly title: string;
  /** What the button does, in its own verb. */
  readonly okText: string;
  readonly danger?: boolean;
  /** What will happen, said before it is asked for. */
  readonly explanation?: ReactNode;
  readonly initialValues?: Partial<Values>;
  readonly save: Save<Values>;
  readonly onClose: () => void;
  /** The fields. */
  readonly children: ReactNode;
}

/** A form in a dialog that sends what was filled in, and stays open with the reason when that is refused. */
export function FormDialog<Values extends object>(props: FormDialogProps<Values>) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  // The form's own type makes every field of the values optional; the fields' rules see to it that they are there.
  const initialValues = props.initialValues as FormProps<Values>['initialValues'];
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText}
      okButtonProps={{ danger: props.danger ?? false }}
      cancelText={t('form.cancel')}
      confirmLoading={props.save.isPending}
      onOk={() => form.submit()}
      onCancel={props.onClose}
    >
      {props.explanation && <Typography.Paragraph>{props.explanation}</Typography.Paragraph>}
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) => props.save.mutate(values)}
        {...(initialValues ? { initialValues } : {})}
      >
        {props.children}
      </Form>
      {props.save.error && <ProblemAlert error={props.save.error} />}
    </Modal>
  );
}

/** Asks why; `whoReads` is printed beside the box. */
export function ReasonField({ whoReads }: { readonly whoReads: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="reason"
      label={t('form.reason')}
      extra={whoReads}
      rules={[{ required: true, whitespace: true, message: t('form.required') }]}
    >
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={500} />
    </Form.Item>
  );
}
