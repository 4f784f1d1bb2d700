import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../shared/day-field.js';
import { useFormat } from '../../shared/format.js';
import { PersonPicker } from '../../shared/person-picker.js';
import { useDepartments, usePositions } from './organisation.js';

/** Fields of a post: since when, which position, where, under whom. */
export function PostFields({ fromLabel }: { fromLabel: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const departments = useDepartments().data ?? [];
  const positions = usePositions().data ?? [];
  const required = [{ required: true, message: t('form.required') }];
  return (
    <>
      <Form.Item name="from" label={fromLabel} rules={required}>
        <DayField label={fromLabel} />
      </Form.Item>
      <Form.Item name="positionId" label={t('person.position')} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={positions.map(({ positionId, names }) => ({ value: positionId, label: format.name(names) }))}
        />
      </Form.Item>
      <Form.Item name="departmentId" label={t('person.department')} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={departments.map(({ departmentId, names }) => ({ value: departmentId, label: format.name(names) }))}
        />
      </Form.Item>
      <Form.Item name="managerId" label={t('person.manager')} extra={t('people.noManager')}>
        <PersonPicker label={t('person.manager')} />
      </Form.Item>
    </>
  );
}

export interface Post {
  readonly from: string;
  readonly positionId: string;
  readonly departmentId: string;
  readonly managerId?: string | undefined;
}
