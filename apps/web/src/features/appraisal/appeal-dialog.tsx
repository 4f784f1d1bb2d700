import { useQuery } from '@tanstack/react-query';
import { Form, Input, Modal, Radio, Select, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp, type DecisionBody, type SheetLine } from '../../../../../libs/contracts/cycles/http.js';
import { type AppealGround, appealGrounds } from '../../../../../libs/domain/cycle/appeals.js';
import { api } from '../../shared/api.js';
import { appealableLines } from '../../shared/appraisal/appealable-lines.js';
import { DraftNote, useDraft } from '../../shared/draft.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useSourceName } from '../../shared/source-name.js';
import { useWords } from '../../shared/words.js';
import { type DialogProps, draftName } from './dialog-props.js';
import { lineKey } from './segment-lines.js';

interface Values {
  readonly line?: string;
  readonly ground?: AppealGround;
  readonly observationId?: string;
  readonly reason?: string;
}

/** Against one line, its data or its rule, kept while it is typed. `of` is the line it was opened at. */
export function AppealDialog({ sheet, decision, onClose, of }: DialogProps & { of?: string | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Values>(draftName('appeal', sheet), {});
  const [values, setValues] = useState<Values>({ ground: 'data', ...draft.value, ...(of ? { line: of } : {}) });
  const lines = appealableLines(sheet);
  const line = lines.find((one) => lineKey(one) === values.line);
  const change = (next: Values) => {
    setValues(next);
    draft.change(next);
  };
  const submit = async ({ ground = 'data', observationId, reason = '' }: Values) => {
    if (!line) return;
    const named = ground === 'data' && observationId ? { observationId } : {};
    const { segmentNo, kpiId } = line;
    const body: DecisionBody = { verb: 'appeal', segmentNo, kpiId, ground, reason: reason.trim(), ...named };
    if (!(await decision.decide(body))) return;
    draft.discard();
    onClose();
  };
  const discard = () => {
    draft.discard();
    form.setFieldsValue({ reason: '' });
  };
  const required = { required: true, message: t('form.required') };
  return (
    <Modal
      open
      title={t('verb.appeal')}
      okText={t('verb.appeal')}
      cancelText={t('form.cancel')}
      confirmLoading={decision.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t('appeal.intro')}</Typography.Paragraph>
      <Form
        form={form}
        layout="vertical"
        initialValues={values}
        onValuesChange={(changed: Values, all: Values) => {
          const next = changed.line === undefined ? all : { ...all, observationId: undefined };
          if (changed.line !== undefined) form.setFieldsValue({ observationId: undefined });
          change(next as Values);
        }}
        onFinish={(filled) => void submit(filled)}
      >
        <Form.Item name="line" label={t('appeal.line')} rules={[required]}>
          <Select
            options={lines.map((one) => ({
              value: lineKey(one),
              label: `${format.name(one.names)} · ${format.number(one.scoreNow)}`,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="ground"
          label={t('appeal.groundLabel')}
          extra={t(`appeal.groundHelp.${values.ground ?? 'data'}`)}
          rules={[required]}
        >
          <Radio.Group options={appealGrounds.map((value) => ({ value, label: t(`appeal.ground.${value}`) }))} />
        </Form.Item>
        {line && values.ground === 'data' && line.evidenceCount > 0 && (
          <RowChoice appraisalId={sheet.appraisalId} line={line} />
        )}
        <Form.Item
          name="reason"
          label={t('appeal.reason')}
          extra={t('appeal.whoReads')}
          rules={[{ ...required, whitespace: true }]}
        >
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={4000} />
        </Form.Item>
      </Form>
      <DraftNote savedAt={draft.savedAt} onDiscard={discard} />
      {decision.error && <ProblemAlert error={decision.error} />}
    </Modal>
  );
}

/** So many rows are offered; a row beyond them is described in words. */
const mostRows = 200;

function RowChoice({ appraisalId, line }: { appraisalId: string; line: SheetLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const sourceName = useSourceName();
  const { segmentNo, kpiId } = line;
  const rows = useQuery({
    queryKey: ['evidence', appraisalId, segmentNo, kpiId, 'all'],
    queryFn: () =>
      api(cyclesHttp.lineEvidence, { params: { appraisalId, segmentNo, kpiId }, query: { limit: mostRows } }),
  });
  return (
    <Form.Item name="observationId" label={t('appeal.rowLabel')}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        loading={rows.isPending}
        options={(rows.data?.items ?? []).map((row) => ({
          value: row.observationId,
          label: t('appeal.rowOption', {
            date: format.date(row.occurredOn),
            input: words.input(row.inputId),
            value: format.figure(row.value, 6),
            place: t('appeal.row', { source: sourceName(row.sourceId), batch: row.batchNo, row: row.rowNo }),
          }),
        }))}
      />
    </Form.Item>
  );
}
