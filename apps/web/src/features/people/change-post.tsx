import { Form, Input, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { type PersonDetail, rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { api } from '../../shared/api.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { type Post, PostFields } from './post-fields.js';
import { useSavedPerson } from './use-saved-person.js';

interface Values extends Post {
  readonly reason: string;
}

/** A transfer or a new manager from a day on; what is left as it stands is not sent, so that later plans stay. */
export function ChangePost({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const { personId } = person;
  // Who has not begun yet has a first post to change.
  const assignment = person.assignment ?? person.assignments.at(-1) ?? null;
  const save = useSavedPerson(
    ({ from, positionId, departmentId, managerId = undefined, reason }: Values) =>
      api(rolesHttp.changeAssignment, {
        params: { personId },
        body: {
          from,
          reason: reason.trim(),
          ...(positionId === assignment?.positionId ? {} : { positionId }),
          ...(departmentId === assignment?.departmentId ? {} : { departmentId }),
          ...((managerId ?? null) === (assignment?.managerId ?? null) && assignment
            ? {}
            : { managerId: managerId ?? null }),
        },
      }),
    { text: t('people.moved'), close: onClose },
  );
  return (
    <Modal
      open
      title={t('people.moveOf', { name: person.name })}
      okText={t('people.move')}
      cancelText={t('form.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t('people.moveMeans')}</Typography.Paragraph>
      <Form
        form={form}
        layout="vertical"
        initialValues={
          assignment
            ? {
                positionId: assignment.positionId,
                departmentId: assignment.departmentId,
                managerId: assignment.managerId ?? undefined,
              }
            : {}
        }
        onFinish={(values) => save.mutate(values)}
      >
        <PostFields fromLabel={t('people.effectiveFrom')} />
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
