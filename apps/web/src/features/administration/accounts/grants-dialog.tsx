import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Account, rolesHttp } from '../../../../../../libs/contracts/roles/http.js';
import { api } from '../../../shared/api.js';
import { ProblemAlert } from '../../../shared/problem-alert.js';
import { GrantsField, grantOf, keyOf } from './grants-field.js';

interface GrantsDialogProps {
  readonly account: Account;
  readonly onDone: () => void;
  readonly onClose: () => void;
}
interface Values {
  readonly grants: readonly string[];
  readonly reason: string;
}

export function GrantsDialog({ account, onDone, onClose }: GrantsDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: ({ grants, reason }: Values) =>
      api(rolesHttp.setGrants, {
        params: { accountId: account.accountId },
        body: { grants: grants.map(grantOf), reason: reason.trim() },
      }),
    onSuccess: onDone,
  });
  return (
    <Modal
      open
      title={t('administration.account.taskOf', {
        task: t('administration.account.task.grants'),
        login: account.login,
      })}
      okText={t('administration.save')}
      cancelText={t('form.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ grants: account.grants.map(keyOf) }}
        onFinish={(values) => save.mutate(values)}
      >
        <GrantsField />
        <Form.Item
          name="reason"
          label={t('form.reason')}
          extra={t('administration.account.whoReads')}
          rules={[{ required: true, whitespace: true, message: t('form.required') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={500} />
        </Form.Item>
      </Form>
      {save.error && <ProblemAlert error={save.error} />}
    </Modal>
  );
}
