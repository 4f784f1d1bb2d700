import { useMutation } from '@tanstack/react-query';
import { App, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { metricsHttp, type QuarantinedRow } from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { useReadAgain } from './read-again.js';
import { Refusal } from './refusal.js';
import { cellsOf, faultyColumns } from './row-cells.js';
import { RowReason, useRowDraft } from './row-draft.js';
import { RowTable } from './row-table.js';

interface HeldRowFormProps {
  readonly row: QuarantinedRow;
  readonly faulty: readonly string[];
  readonly onDone: () => void;
}
/** The data owner puts right values in place, or sets the row aside; both with the reason. */
export function HeldRowForm({ row, faulty, onDone }: HeldRowFormProps) {
  const { t } = useTranslation();
  const typed = useRowDraft(`held/${row.quarantinedRowId}`);
  const { values } = typed;
  const resolve = useResolve(row, () => {
    typed.draft.discard();
    onDone();
  });
  const submit = (action: 'correct' | 'ignore') => {
    const reason = typed.askReason();
    if (reason === null) return;
    resolve.mutate(action === 'ignore' ? { action, reason } : { action, values, reason });
  };
  return (
    <>
      <p className="hint">{t('held.correctMeans')}</p>
      <RowTable cells={cellsOf(row.sourceRow)} marked={[...faultyColumns(row), ...faulty]} edit={typed.edit} />
      <RowReason id="held-reason" whoReads={t('source.whoReads')} row={typed} />
      {resolve.error && <Refusal error={resolve.error} />}
      <Flex gap="small" wrap>
        <Button
          type="primary"
          disabled={Object.keys(values).length === 0}
          loading={resolve.isPending}
          onClick={() => submit('correct')}
        >
          {t('held.correct')}
        </Button>
        <Button disabled={resolve.isPending} onClick={() => submit('ignore')}>
          {t('held.ignore')}
        </Button>
      </Flex>
    </>
  );
}

type Resolution = Parameters<typeof api<typeof metricsHttp.resolveQuarantinedRow>>[1]['body'];

function useResolve({ quarantinedRowId }: QuarantinedRow, onSettledWell: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const readAgain = useReadAgain();
  return useMutation({
    mutationFn: (body: Resolution) => api(metricsHttp.resolveQuarantinedRow, { params: { quarantinedRowId }, body }),
    onSuccess: async ({ state }) => {
      void message.success(t(state === 'ignored' ? 'held.nowIgnored' : 'held.nowAccepted'));
      onSettledWell();
      await readAgain();
    },
  });
}
