import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { type PersonDetail, rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { api } from '../../shared/api.js';
import { DayField } from '../../shared/day-field.js';
import { FormDialog, ReasonField } from '../../shared/form-dialog.js';
import { useSavedPerson } from './use-saved-person.js';

interface Values {
  readonly leftOn: string;
  readonly reason: string;
}

export function Departure({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const { personId } = person;
  const save = useSavedPerson(
    ({ leftOn, reason }: Values) =>
      api(rolesHttp.endAssignment, { params: { personId }, body: { leftOn, reason: reason.trim() } }),
    { text: t('people.left', { name: person.name }), close: onClose },
  );
  return (
    <FormDialog<Values>
      title={t('people.leaveOf', { name: person.name })}
      okText={t('people.leave')}
      danger
      explanation={t('people.leaveMeans')}
      save={save}
      onClose={onClose}
    >
      <Form.Item
        name="leftOn"
        label={t('people.leftOn')}
        extra={t('people.leftOnMeans')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <DayField label={t('people.leftOn')} earliest={person.hiredOn} />
      </Form.Item>
      <ReasonField whoReads={t('people.whoReads')} />
    </FormDialog>
  );
}
