import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { rolesHttp, typedCode } from '../../../../../libs/contracts/roles/http.js';
import { type Locale, locales } from '../../../../../libs/contracts/values.js';
import { api } from '../../shared/api.js';
import { FormDialog } from '../../shared/form-dialog.js';
import { localeNames } from '../../shared/language.js';
import { useMe } from '../../shared/session.js';
import { type Post, PostFields } from './post-fields.js';

interface Values extends Post {
  readonly employeeCode: string;
  readonly name: string;
  readonly email?: string;
  readonly locale: Locale;
}

/** A new person with the first post. */
export function CreatePerson({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: ({ employeeCode, name, email, locale, managerId, ...post }: Values) =>
      api(rolesHttp.createPerson, {
        body: {
          employeeCode,
          name,
          email: email || null,
          locale,
          assignment: { ...post, managerId: managerId ?? null },
        },
      }),
    onSuccess: async ({ personId, name }) => {
      void message.success(t('people.created', { name }));
      await queries.invalidateQueries({ queryKey: ['people'] });
      await navigate({ to: '/people/$personId', params: { personId } });
    },
  });
  const required = { required: true, whitespace: true, message: t('form.required') };
  return (
    <FormDialog<Values>
      title={t('people.create')}
      okText={t('people.create')}
      initialValues={{ locale: me.companyLocale }}
      save={create}
      onClose={onClose}
    >
      <Form.Item
        name="employeeCode"
        label={t('person.employeeCode')}
        rules={[
          required,
          {
            validator: (_, value: string) =>
              !value || typedCode.safeParse(value).success
                ? Promise.resolve()
                : Promise.reject(new Error(t('people.codeInvalid'))),
          },
        ]}
      >
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="name" label={t('person.name')} rules={[required]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="email" label={t('people.email')} rules={[{ type: 'email', message: t('people.emailInvalid') }]}>
        <Input maxLength={200} inputMode="email" />
      </Form.Item>
      <Form.Item name="locale" label={t('nav.language')}>
        <Select options={locales.map((value) => ({ value, label: localeNames[value] }))} />
      </Form.Item>
      <PostFields fromLabel={t('people.hiredOn')} />
    </FormDialog>
  );
}
