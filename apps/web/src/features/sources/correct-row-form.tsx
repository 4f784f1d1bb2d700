import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type LoadedRow, metricsHttp, type SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { useReadAgain } from './read-again.js';
import { Refusal } from './refusal.js';
import { cellsOf } from './row-cells.js';
import { RowReason, useRowDraft } from './row-draft.js';
import { RowTable } from './row-table.js';

interface CorrectRowFormProps {
  readonly row: LoadedRow;
  readonly source: SourceDetail;
  readonly cycleId: string;
  readonly onDone: () => void;
}
/** The data owner puts values of a row right, with the reason; the source's own row stays as it came. */
export function CorrectRowForm({ row, source, cycleId, onDone }: CorrectRowFormProps) {
  const { t } = useTranslation();
  const { batchId, datasetId, rowNo } = row;
  const typed = useRowDraft(`correct/${batchId}/${datasetId}/${rowNo}`);
  const { values } = typed;
  const correct = useCorrect(source.sourceId, () => {
    typed.draft.discard();
    onDone();
  });
  const submit = () => {
    const reason = typed.askReason();
    if (reason !== null) correct.mutate({ cycleId, datasetId, batchId, rowNo, values, reason });
  };
  const mapping = source.configuration.datasets.find((one) => one.datasetId === datasetId)?.mapping;
  return (
    <>
      <p className="hint">{t('rows.correctMeans')}</p>
      <RowTable
        cells={cellsOf(row.sourceRow)}
        marked={[]}
        corrected={row.correction?.values ?? {}}
        edit={{ ...typed.edit, fixed: mapping?.rowKey ?? [] }}
      />
      <RowReason id="correction-reason" whoReads={t('rows.whoReads')} row={typed} />
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
