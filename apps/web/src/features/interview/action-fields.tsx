import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Form, Input, Typography } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { PersonPicker } from '../../shared/person-picker.js';
import { useToday } from '../../shared/today.js';

const most = 20;

/** What is agreed: who does what until when. */
export function ActionFields({ employee }: { employee: AppraisalSheet['person'] }) {
  const { t } = useTranslation();
  return (
    <Form.List name="actions">
      {(fields, { add, remove }) => (
        <section aria-label={t('interview.actions')}>
          <Typography.Title level={3} className="part-title">
            {t('interview.actions')}
          </Typography.Title>
          <p className="hint">{t('talk.actionsHelp', { name: employee.name })}</p>
          {fields.map(({ key, name }, index) => (
            <fieldset key={key} className="action-fields">
              <legend>{t('talk.actionNo', { no: index + 1 })}</legend>
              <Action name={name} />
              <Button icon={<DeleteOutlined aria-hidden />} onClick={() => remove(name)}>
                {t('talk.removeAction', { no: index + 1 })}
              </Button>
            </fieldset>
          ))}
          <Button
            type="dashed"
            icon={<PlusOutlined aria-hidden />}
            disabled={fields.length >= most}
            onClick={() => add({ ownerPersonId: employee.personId })}
          >
            {t('interview.addAction')}
          </Button>
        </section>
      )}
    </Form.List>
  );
}

function Action({ name }: { name: number }) {
  const { t } = useTranslation();
  const today = useToday();
  const needed = { required: true, message: t('form.required') };
  return (
    <div className="action-row">
      <Form.Item
        name={[name, 'text']}
        label={t('interview.actionText')}
        rules={[{ ...needed, whitespace: true }]}
        className="action-text"
      >
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={1000} />
      </Form.Item>
      <Form.Item name={[name, 'ownerPersonId']} label={t('talk.owner')} rules={[needed]}>
        <PersonPicker label={t('talk.owner')} />
      </Form.Item>
      <Form.Item
        name={[name, 'dueOn']}
        label={t('interview.actionDue')}
        rules={[needed]}
        getValueProps={(value?: string) => ({ value: value ? dayjs(value) : null })}
        normalize={(day: Dayjs | null) => day?.format('YYYY-MM-DD')}
      >
        <DatePicker minDate={dayjs(today)} style={{ width: '100%' }} />
      </Form.Item>
    </div>
  );
}
