import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { type PersonDetail, rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { api } from '../../shared/api.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useSavedPerson } from './use-saved-person.js';

interface Values {
  readonly name: string;
  readonly email?: string;
}

export function EditPerson({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const { personId } = person;
  const save = useSavedPerson(
    ({ name, email }: Values) =>
      api(rolesHttp.updatePerson, { params: { personId }, body: { name, email: email || null } }),
    { text: t('people.saved'), close: onClose },
  );
  return (
    <Modal
      open
      title={t('people.editOf', { name: person.name })}
      okText={t('people.save')}
      cancelText={t('form.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: person.name, email: person.email ?? '' }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item
          name="name"
          label={t('person.name')}
          rules={[{ required: true, whitespace: true, message: t('form.required') }]}
        >
          <Input maxLength={100} autoFocus />
        </Form.Item>
        <Form.Item
          name="email"
          label={t('people.email')}
          rules={[{ type: 'email', message: t('people.emailInvalid') }]}
        >
          <Input maxLength={200} inputMode="email" />
        </Form.Item>
      </Form>
      {save.error && <ProblemAlert error={save.error} />}
    </Modal>
  );
}
