import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { type PersonDetail, rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { api } from '../../shared/api.js';
import { FormDialog } from '../../shared/form-dialog.js';
import { useSavedPerson } from './use-saved-person.js';

interface Values {
  readonly name: string;
  readonly email?: string;
}

export function EditPerson({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const { personId } = person;
  const save = useSavedPerson(
    ({ name, email }: Values) =>
      api(rolesHttp.updatePerson, { params: { personId }, body: { name, email: email || null } }),
    { text: t('people.saved'), close: onClose },
  );
  return (
    <FormDialog<Values>
      title={t('people.editOf', { name: person.name })}
      okText={t('people.save')}
      initialValues={{ name: person.name, email: person.email ?? '' }}
      save={save}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('person.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <Form.Item name="email" label={t('people.email')} rules={[{ type: 'email', message: t('people.emailInvalid') }]}>
        <Input maxLength={200} inputMode="email" />
      </Form.Item>
    </FormDialog>
  );
}
