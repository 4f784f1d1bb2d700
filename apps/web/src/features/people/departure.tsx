import { Form, Input, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { type PersonDetail, rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { api } from '../../shared/api.js';
import { DayField } from '../../shared/day-field.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useSavedPerson } from './use-saved-person.js';

interface Values {
  readonly leftOn: string;
  readonly reason: string;
}

export function Departure({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const { personId } = person;
  const save = useSavedPerson(
    ({ leftOn, reason }: Values) =>
      api(rolesHttp.endAssignment, { params: { personId }, body: { leftOn, reason: reason.trim() } }),
    { text: t('people.left', { name: person.name }), close: onClose },
  );
  return (
    <Modal
      open
      title={t('people.leaveOf', { name: person.name })}
      okText={t('people.leave')}
      okButtonProps={{ danger: true }}
      cancelText={t('form.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t('people.leaveMeans')}</Typography.Paragraph>
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Form.Item
          name="leftOn"
          label={t('people.leftOn')}
          extra={t('people.leftOnMeans')}
          rules={[{ required: true, message: t('form.required') }]}
        >
          <DayField label={t('people.leftOn')} earliest={person.hiredOn} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('form.reason')}
          extra={t('people.whoReads')}
          rules={[{ required: true, whitespace: true, message: t('form.required') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={500} />
        </Form.Item>
      </Form>
      {save.error && <ProblemAlert error={save.error} />}
    </Modal>
  );
}
