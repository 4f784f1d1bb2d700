import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Form, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  announcementTypes,
  channelReference,
  notificationsHttp,
  type Robot,
  type RobotInput,
  robotKinds,
} from '../../../../../../libs/contracts/notifications/http.js';
import { locales } from '../../../../../../libs/contracts/values.js';
import { api } from '../../../shared/api.js';
import { FormDialog } from '../../../shared/form-dialog.js';
import { localeNames } from '../../../shared/language.js';
/** The form holds names of variables alone; the contract puts `env:` before them. */
import { useMe } from '../../../shared/session.js';
import { robotsKey } from './robots-key.js';

interface Values extends Omit<RobotInput, 'secret'> {
  readonly secret?: string;
}
const prefix = 'env:';
const written = ({ secret, ...values }: Values): RobotInput => ({
  ...values,
  address: `${prefix}${values.address.trim()}`,
  secret: values.kind === 'wecom' || !secret?.trim() ? null : `${prefix}${secret.trim()}`,
});
const shown = ({ name, kind, address, secret, locale, announcements, enabled }: Robot): Values => ({
  name,
  kind,
  address: address.slice(prefix.length),
  ...(secret === null ? {} : { secret: secret.slice(prefix.length) }),
  locale,
  announcements,
  enabled,
});

export function RobotDialog({ robot, onClose }: { readonly robot: Robot | null; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (values: Values) => {
      const body = written(values);
      return robot === null
        ? api(notificationsHttp.createRobot, { body })
        : api(notificationsHttp.updateRobot, {
            params: { robotId: robot.robotId },
            body,
            version: robot.version,
          });
    },
    onSuccess: async ({ name }) => {
      void message.success(t('administration.channels.saved', { name }));
      onClose();
      await queries.invalidateQueries({ queryKey: robotsKey });
    },
  });
  return (
    <FormDialog<Values>
      title={
        robot === null ? t('administration.channels.add') : t('administration.channels.changeOf', { name: robot.name })
      }
      okText={t('administration.save')}
      initialValues={
        robot === null
          ? { kind: 'feishu', locale: me.companyLocale, announcements: [...announcementTypes], enabled: true }
          : shown(robot)
      }
      save={save}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('administration.channels.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="kind" label={t('administration.channels.platform')}>
        <Select options={robotKinds.map((value) => ({ value, label: t(`administration.channel.${value}`) }))} />
      </Form.Item>
      <ReferenceField name="address" required />
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) => getFieldValue('kind') !== 'wecom' && <ReferenceField name="secret" />}
      </Form.Item>
      <Form.Item name="locale" label={t('nav.language')}>
        <Select options={locales.map((value) => ({ value, label: localeNames[value] }))} />
      </Form.Item>
      <Form.Item
        name="announcements"
        label={t('administration.channels.toldOf')}
        extra={t('administration.channels.toldOfHint')}
        // Not "required": a group of boxes may not say that of itself.
        rules={[{ type: 'array', min: 1, message: t('form.required') }]}
      >
        <Checkbox.Group
          className="choices"
          options={announcementTypes.map((value) => ({ value, label: t(`administration.announcement.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="enabled" label={t('administration.channels.on')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDialog>
  );
}

function ReferenceField({ name, required = false }: { name: 'address' | 'secret'; required?: boolean }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={t(`administration.channels.reference.${name}`)}
      extra={t(`administration.channels.referenceHint.${name}`)}
      rules={[
        { required, whitespace: true, message: t('form.required') },
        {
          validator: (_, value?: string) =>
            !value?.trim() || channelReference.safeParse(`${prefix}${value.trim()}`).success
              ? Promise.resolve()
              : Promise.reject(new Error(t('administration.channels.referenceInvalid'))),
        },
      ]}
    >
      <Input maxLength={100} autoComplete="off" spellCheck={false} placeholder={example[name]} />
    </Form.Item>
  );
}

const example = { address: 'KAOHE_CHANNEL_SALES_URL', secret: 'KAOHE_CHANNEL_SALES_KEY' } as const;
