import { Button, DatePicker, Drawer, Flex, Form, Input, Typography } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { DraftNote, useDraft } from '../../shared/draft.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { type DialogProps, draftName } from './dialog-props.js';

interface Values {
  readonly strengths?: string;
  readonly weaknesses?: string;
  readonly directions?: string;
  readonly actions?: readonly { readonly text?: string; readonly dueOn?: string }[];
}
const empty: Values = {};
const written = (text: string | undefined): string => text?.trim() ?? '';

/** The 1-on-1: what was said, and what was agreed. Every word is kept on this device until it is sent. */
export function InterviewDialog({ sheet, decision, onClose }: DialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Values>(draftName('interview', sheet), empty);
  const submit = async (values: Values) => {
    const accepted = await decision.decide({
      verb: 'record_interview',
      strengths: written(values.strengths),
      weaknesses: written(values.weaknesses),
      directions: written(values.directions),
      actions: (values.actions ?? []).map(({ text, dueOn = '' }) => ({
        text: written(text),
        ownerPersonId: sheet.person.personId,
        dueOn,
      })),
    });
    if (!accepted) return;
    draft.discard();
    onClose();
  };
  const discard = () => {
    draft.discard();
    form.setFieldsValue({ strengths: '', weaknesses: '', directions: '', actions: [] });
  };
  return (
    <Drawer
      open
      size="large"
      title={`${t('interview.title')} · ${sheet.person.name}`}
      onClose={onClose}
      footer={
        <Flex justify="space-between" align="center" gap="small" wrap>
          <DraftNote savedAt={draft.savedAt} onDiscard={discard} />
          <Flex gap="small" className="at-end">
            <Button onClick={onClose}>{t('form.cancel')}</Button>
            <Button type="primary" loading={decision.isPending} onClick={() => form.submit()}>
              {t('verb.record_interview')}
            </Button>
          </Flex>
        </Flex>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={draft.value}
        onValuesChange={(_, values) => draft.change(values)}
        onFinish={(values) => void submit(values)}
      >
        <WrittenField name="strengths" />
        <WrittenField name="weaknesses" />
        <WrittenField name="directions" />
        <Actions />
      </Form>
      {decision.error && <ProblemAlert error={decision.error} />}
    </Drawer>
  );
}

function WrittenField({ name }: { name: 'strengths' | 'weaknesses' | 'directions' }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={t(`interview.${name}`)}
      extra={t('whoReads.interview')}
      rules={[{ required: true, whitespace: true, message: t('form.required') }]}
    >
      <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} showCount />
    </Form.Item>
  );
}

/** A date is kept as its text: drafts are JSON. */
const asDate = {
  getValueProps: (value: string | undefined) => ({ value: value ? dayjs(value) : null }),
  normalize: (value: Dayjs | null) => value?.format('YYYY-MM-DD'),
};

function Actions() {
  const { t } = useTranslation();
  const required = [{ required: true, message: t('form.required') }];
  return (
    <>
      <Typography.Title level={3} className="detail-title">
        {t('interview.actions')}
      </Typography.Title>
      <Form.List name="actions">
        {(fields, { add, remove }) => (
          <Flex vertical gap="small">
            {fields.map(({ key, name }) => (
              <Flex key={key} gap="small" align="start" wrap>
                <Form.Item name={[name, 'text']} rules={required} className="action-text">
                  <Input
                    aria-label={t('interview.actionText')}
                    placeholder={t('interview.actionText')}
                    maxLength={1000}
                  />
                </Form.Item>
                <Form.Item name={[name, 'dueOn']} rules={required} className="action-due" {...asDate}>
                  <DatePicker aria-label={t('interview.actionDue')} placeholder={t('interview.actionDue')} />
                </Form.Item>
                <Button onClick={() => remove(name)}>{t('form.remove')}</Button>
              </Flex>
            ))}
            <Button type="dashed" onClick={() => add({})} disabled={fields.length >= 20}>
              {t('interview.addAction')}
            </Button>
          </Flex>
        )}
      </Form.List>
    </>
  );
}
