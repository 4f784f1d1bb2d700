import { useMutation } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { login as loginFormat, rolesHttp } from '../../../../../../libs/contracts/roles/http.js';
import { type Locale, locales } from '../../../../../../libs/contracts/values.js';
import { api } from '../../../shared/api.js';
import { FormDialog } from '../../../shared/form-dialog.js';
import { localeNames } from '../../../shared/language.js';
import { PersonPicker } from '../../../shared/person-picker.js';
import { useMe } from '../../../shared/session.js';
import { GrantsField, grantOf } from './grants-field.js';

interface CreateAccountProps {
  readonly onCreated: (login: string, initialPassword: string | null) => void;
  readonly onClose: () => void;
}
interface Values {
  readonly login: string;
  readonly personId?: string;
  readonly grants?: readonly string[];
  readonly locale: Locale;
}

/** The first password is made by Kaohe and told once. */
export function CreateAccount({ onCreated, onClose }: CreateAccountProps) {
  const { t } = useTranslation();
  const me = useMe();
  const create = useMutation({
    mutationFn: ({ login, personId, grants = [], locale }: Values) =>
      api(rolesHttp.createAccount, {
        body: { login, personId: personId ?? null, grants: grants.map(grantOf), locale },
      }),
    onSuccess: ({ login, initialPassword }) => onCreated(login, initialPassword),
  });
  return (
    <FormDialog<Values>
      title={t('administration.account.create')}
      okText={t('administration.account.create')}
      initialValues={{ locale: me.companyLocale }}
      save={create}
      onClose={onClose}
    >
      <Form.Item
        name="login"
        label={t('administration.account.login')}
        rules={[
          { required: true, message: t('form.required') },
          {
            validator: (_, value: string) =>
              !value || loginFormat.safeParse(value).success
                ? Promise.resolve()
                : Promise.reject(new Error(t('administration.account.loginInvalid'))),
          },
        ]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="personId" label={t('person.name')} extra={t('administration.account.personNote')}>
        <PersonPicker label={t('person.name')} />
      </Form.Item>
      <GrantsField />
      <Form.Item name="locale" label={t('nav.language')}>
        <Select options={locales.map((value) => ({ value, label: localeNames[value] }))} />
      </Form.Item>
    </FormDialog>
  );
}
