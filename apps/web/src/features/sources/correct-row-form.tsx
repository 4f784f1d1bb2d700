import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LoadedRow, metricsHttp, type SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { DraftNote, useDraft } from '../../shared/draft.js';
import { useReadAgain } from './read-again.js';
import { Refusal } from './refusal.js';
import { cellsOf } from './row-cells.js';
import { RowTable } from './row-table.js';

interface CorrectRowFormProps {
  readonly row: LoadedRow;
  readonly source: SourceDetail;
  readonly cycleId: string;
  readonly onDone: () => void;
}
interface Draft {
  readonly values: Readonly<Record<string, string>>;
  readonly reason: string;
}

/** The data owner puts values of a row right, with the reason; the source's own row stays as it came. */
export function CorrectRowForm({ row, source, cycleId, onDone }: CorrectRowFormProps) {
  const { t } = useTranslation();
  const { batchId, datasetId, rowNo } = row;
  const draft = useDraft<Draft>(`correct/${batchId}/${datasetId}/${rowNo}`, { values: {}, reason: '' });
  const [asked, setAsked] = useState(false);
  const { reason } = draft.value;
  const values = Object.fromEntries(Object.entries(draft.value.values).filter(([, value]) => value !== ''));
  const noReason = reason.trim() === '';
  const correct = useCorrect(source.sourceId, () => {
    draft.discard();
    onDone();
  });
  const submit = () => {
    setAsked(true);
    if (!noReason) correct.mutate({ cycleId, datasetId, batchId, rowNo, values, reason: reason.trim() });
  };
  const mapping = source.configuration.datasets.find((one) => one.datasetId === datasetId)?.mapping;
  return (
    <>
      <p className="hint">{t('rows.correctMeans')}</p>
      <RowTable
        cells={cellsOf(row.sourceRow)}
        marked={[]}
        corrected={row.correction?.values ?? {}}
        edit={{
          values: draft.value.values,
          fixed: mapping?.rowKey ?? [],
          onChange: (column, value) =>
            draft.change({ ...draft.value, values: { ...draft.value.values, [column]: value } }),
        }}
      />
      <Form layout="vertical" component="div">
        <Form.Item
          label={t('form.reason')}
          htmlFor="correction-reason"
          required
          extra={t('rows.whoReads')}
          {...(asked && noReason ? { validateStatus: 'error' as const, help: t('form.required') } : {})}
        >
          <Input.TextArea
            id="correction-reason"
            value={reason}
            onChange={(event) => draft.change({ ...draft.value, reason: event.target.value })}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={1000}
          />
        </Form.Item>
      </Form>
      <DraftNote savedAt={draft.savedAt} onDiscard={draft.discard} />
      {correct.error && <Refusal error={correct.error} />}
      <div>
        <Button type="primary" disabled={Object.keys(values).length === 0} loading={correct.isPending} onClick={submit}>
          {t('rows.correct')}
        </Button>
      </div>
    </>
  );
}

type Correction = Parameters<typeof api<typeof metricsHttp.correctRow>>[1]['body'];

function useCorrect(sourceId: string, onCorrected: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const readAgain = useReadAgain();
  return useMutation({
    mutationFn: (body: Correction) => api(metricsHttp.correctRow, { params: { sourceId }, body }),
    onSuccess: async ({ batchNo }) => {
      void message.success(t('rows.done', { batch: batchNo }));
      onCorrected();
      await readAgain();
    },
  });
}
