import { Button, DatePicker, Flex, Form, Input, Modal, Select, Typography } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet, DecisionBody } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';

export type Dialog = Exclude<DecisionBody['verb'], 'approve' | 'acknowledge' | 'sign_off'> | 'adjust';

interface DecisionDialogProps {
  readonly dialog: Dialog;
  readonly sheet: AppraisalSheet;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onDecide: (body: DecisionBody) => void;
  readonly onCancel: () => void;
}

interface Values {
  readonly reason: string;
  readonly line: string;
  readonly score: string;
  readonly strengths: string;
  readonly weaknesses: string;
  readonly directions: string;
  readonly actions?: readonly { readonly text: string; readonly dueOn: Dayjs }[];
}

/** Asks for what a decision needs beyond the click. */
export function DecisionDialog({ dialog, sheet, pending, error, onDecide, onCancel }: DecisionDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  return (
    <Modal
      open
      title={t(`verb.${dialog}`)}
      okText={t(`verb.${dialog}`)}
      cancelText={t('form.cancel')}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <Form form={form} layout="vertical" onFinish={(values) => onDecide(decisionOf(dialog, sheet, values))}>
        <Fields dialog={dialog} sheet={sheet} />
      </Form>
      {error ? <ProblemAlert error={error} /> : null}
    </Modal>
  );
}

function Fields({ dialog, sheet }: { dialog: Dialog; sheet: AppraisalSheet }) {
  switch (dialog) {
    case 'return':
    case 'recheck_done':
      return <WrittenField name="reason" />;
    case 'adjust':
      return <AdjustFields sheet={sheet} />;
    case 'resolve_gap':
      return (
        <>
          <LineField
            lines={sheet.lines.filter((line) =>
              sheet.blockedBy.some(
                (block) => block.kpiId === line.kpiId && (block.segmentNo ?? line.segmentNo) === line.segmentNo,
              ),
            )}
          />
          <WrittenField name="reason" />
        </>
      );
    case 'record_interview':
      return <InterviewFields />;
  }
}

function AdjustFields({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  return (
    <>
      <LineField lines={sheet.lines.filter((line) => line.score !== null)} />
      <Form.Item
        name="score"
        label={t('adjust.score')}
        rules={[{ required: true, pattern: /^\d{1,3}(\.\d{1,4})?$/, message: t('form.decimal') }]}
      >
        <Input inputMode="decimal" />
      </Form.Item>
      <WrittenField name="reason" />
    </>
  );
}

function LineField({ lines }: { lines: AppraisalSheet['lines'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const options = lines.map((line) => ({
    value: `${line.segmentNo}/${line.kpiId}`,
    label: `${format.name(line.names)} ${format.number(line.scoreNow)}`,
  }));
  return (
    <Form.Item name="line" label="KPI" rules={[{ required: true, message: t('form.required') }]}>
      <Select options={options} />
    </Form.Item>
  );
}

function WrittenField({ name }: { name: 'reason' | 'strengths' | 'weaknesses' | 'directions' }) {
  const { t } = useTranslation();
  const label = name === 'reason' ? t('form.reason') : t(`interview.${name}`);
  return (
    <Form.Item
      name={name}
      label={label}
      extra={t(name === 'reason' ? 'whoReads.reason' : 'whoReads.interview')}
      rules={[{ required: true, whitespace: true, message: t('form.required') }]}
    >
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} showCount />
    </Form.Item>
  );
}

function InterviewFields() {
  const { t } = useTranslation();
  return (
    <>
      <WrittenField name="strengths" />
      <WrittenField name="weaknesses" />
      <WrittenField name="directions" />
      <Typography.Text strong>{t('interview.actions')}</Typography.Text>
      <Form.List name="actions">
        {(fields, { add, remove }) => (
          <Flex vertical gap="small">
            {fields.map((field) => (
              <Flex key={field.key} gap="small" align="start">
                <Form.Item
                  name={[field.name, 'text']}
                  style={{ flex: 1, margin: 0 }}
                  rules={[{ required: true, message: t('form.required') }]}
                >
                  <Input aria-label={t('interview.actionText')} maxLength={500} />
                </Form.Item>
                <Form.Item
                  name={[field.name, 'dueOn']}
                  style={{ margin: 0 }}
                  rules={[{ required: true, message: t('form.required') }]}
                >
                  <DatePicker aria-label={t('interview.actionDue')} />
                </Form.Item>
                <Button onClick={() => remove(field.name)}>{t('form.remove')}</Button>
              </Flex>
            ))}
            <Button type="dashed" onClick={() => add()}>
              {t('interview.addAction')}
            </Button>
          </Flex>
        )}
      </Form.List>
    </>
  );
}

function decisionOf(dialog: Dialog, sheet: AppraisalSheet, values: Values): DecisionBody {
  const [segmentNo, kpiId = ''] = (values.line ?? '').split('/');
  const line = { segmentNo: Number(segmentNo), kpiId };
  switch (dialog) {
    case 'return':
      return {
        verb: 'return',
        toStage: sheet.openTask?.stage === 'manager_review' ? 'collect' : 'manager_review',
        reason: values.reason,
      };
    case 'adjust':
      return { verb: 'approve', adjustments: [{ ...line, score: values.score, reason: values.reason }] };
    case 'resolve_gap':
      return { verb: 'resolve_gap', exclusions: [{ ...line, reason: values.reason }] };
    case 'recheck_done':
      return { verb: 'recheck_done', note: values.reason };
    case 'record_interview':
      return {
        verb: 'record_interview',
        strengths: values.strengths,
        weaknesses: values.weaknesses,
        directions: values.directions,
        actions: (values.actions ?? []).map((action) => ({
          text: action.text,
          ownerPersonId: sheet.person.personId,
          dueOn: action.dueOn.format('YYYY-MM-DD'),
        })),
      };
  }
}
