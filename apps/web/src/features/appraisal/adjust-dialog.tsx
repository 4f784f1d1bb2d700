import { Button, Form, Input, Modal, Select, Typography } from 'antd';
import { Decimal } from 'decimal.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet, SheetLine } from '../../../../../libs/contracts/cycles/http.js';
import { DraftNote, useDraft } from '../../shared/draft.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { plainDecimal, useAdjustableRange } from './adjustable-range.js';
import { type DialogProps, draftName } from './dialog-props.js';
import { lineKey } from './segment-lines.js';
import { totalAfter } from './total-parts.js';

interface Change {
  readonly line?: string;
  readonly score?: string;
  readonly reason?: string;
}
interface Values {
  readonly changes: readonly (Change | undefined)[];
}
const oneChange: Values = { changes: [{}] };

/** Moves lines within the standard's limit, each with its reason; both values stay visible afterwards. */
export function AdjustDialog({ sheet, decision, onClose }: DialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Values>(draftName('adjust', sheet), oneChange);
  const [changes, setChanges] = useState(draft.value.changes);
  const submit = async ({ changes: asked }: Values) => {
    const adjustments = asked.map((change) => {
      const { segmentNo = 0, kpiId = '' } = lineOf(sheet, change?.line) ?? {};
      return { segmentNo, kpiId, score: change?.score ?? '', reason: change?.reason?.trim() ?? '' };
    });
    if (!(await decision.decide({ verb: 'approve', adjustments }))) return;
    draft.discard();
    onClose();
  };
  const discard = () => {
    draft.discard();
    form.setFieldsValue(oneChange);
    setChanges(oneChange.changes);
  };
  return (
    <Modal
      open
      title={t('verb.adjust')}
      okText={t('verb.adjust')}
      cancelText={t('form.cancel')}
      confirmLoading={decision.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={draft.value}
        onValuesChange={(_, values: Values) => {
          draft.change(values);
          setChanges(values.changes);
        }}
        onFinish={(values) => void submit(values)}
      >
        <Form.List name="changes">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <OneChange
                  key={key}
                  name={name}
                  sheet={sheet}
                  line={lineOf(sheet, changes[name]?.line)}
                  {...(fields.length > 1 ? { onRemove: () => remove(name) } : {})}
                />
              ))}
              <Button type="dashed" block onClick={() => add({})}>
                {t('adjust.add')}
              </Button>
            </>
          )}
        </Form.List>
      </Form>
      <Preview sheet={sheet} changes={changes} />
      <DraftNote savedAt={draft.savedAt} onDiscard={discard} />
      {decision.error && <ProblemAlert error={decision.error} />}
    </Modal>
  );
}

const lineOf = (sheet: AppraisalSheet, key: string | undefined): SheetLine | undefined =>
  sheet.lines.find((line) => lineKey(line) === key);

interface OneChangeProps {
  readonly name: number;
  readonly sheet: AppraisalSheet;
  readonly line: SheetLine | undefined;
  readonly onRemove?: () => void;
}

function OneChange({ name, sheet, line, onRemove }: OneChangeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const range = useAdjustableRange(sheet, line);
  const required = { required: true, message: t('form.required') };
  return (
    <fieldset className="change">
      <Form.Item name={[name, 'line']} label={t('adjust.line')} rules={[required]}>
        <Select
          options={sheet.lines
            .filter((one) => one.score !== null)
            .map((one) => ({ value: lineKey(one), label: `${format.name(one.names)} · ${format.number(one.score)}` }))}
        />
      </Form.Item>
      <Form.Item
        name={[name, 'score']}
        label={t('adjust.score')}
        {...(range ? { extra: range.text } : {})}
        rules={[
          required,
          { pattern: plainDecimal, message: t('form.decimal') },
          {
            validator: (_, score: string) =>
              range?.holds(score) === false ? Promise.reject(range.outside) : Promise.resolve(),
          },
        ]}
      >
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item
        name={[name, 'reason']}
        label={t('form.reason')}
        extra={t('whoReads.reason')}
        rules={[{ ...required, whitespace: true }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
      </Form.Item>
      {onRemove && <Button onClick={onRemove}>{t('form.remove')}</Button>}
    </fieldset>
  );
}

function Preview({ sheet, changes }: { sheet: AppraisalSheet; changes: Values['changes'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const asked = changes.flatMap((change) => {
    const line = lineOf(sheet, change?.line);
    return line && plainDecimal.test(change?.score ?? '') ? [{ ...line, score: change?.score ?? '' }] : [];
  });
  const after = asked.length === 0 ? null : totalAfter(sheet, asked);
  if (after === null) return null;
  return (
    <Typography.Paragraph aria-live="polite">
      {t('adjust.preview', {
        before: format.number(sheet.total),
        after: format.number(new Decimal(after).toFixed(2, Decimal.ROUND_HALF_UP)),
      })}
    </Typography.Paragraph>
  );
}
