import { useMutation } from '@tanstack/react-query';
import { App, Button, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { metricsHttp, type QuarantinedRow } from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { DraftNote, useDraft } from '../../shared/draft.js';
import { useReadAgain } from './read-again.js';
import { Refusal } from './refusal.js';
import { cellsOf, faultyColumns } from './row-cells.js';
import { RowTable } from './row-table.js';

interface HeldRowFormProps {
  readonly row: QuarantinedRow;
  readonly faulty: readonly string[];
  readonly onDone: () => void;
}
interface Draft {
  readonly values: Readonly<Record<string, string>>;
  readonly reason: string;
}

/** The data owner puts right values in place, or sets the row aside; both with the reason. */
export function HeldRowForm({ row, faulty, onDone }: HeldRowFormProps) {
  const { t } = useTranslation();
  const draft = useDraft<Draft>(`held/${row.quarantinedRowId}`, { values: {}, reason: '' });
  const [asked, setAsked] = useState(false);
  const resolve = useResolve(row, () => {
    draft.discard();
    onDone();
  });
  const { reason } = draft.value;
  const values = Object.fromEntries(Object.entries(draft.value.values).filter(([, value]) => value !== ''));
  const noReason = reason.trim() === '';
  const submit = (action: 'correct' | 'ignore') => {
    setAsked(true);
    if (noReason) return;
    const body = { reason: reason.trim() };
    resolve.mutate(action === 'ignore' ? { action, ...body } : { action, values, ...body });
  };
  return (
    <>
      <p className="hint">{t('held.correctMeans')}</p>
      <RowTable
        cells={cellsOf(row.sourceRow)}
        marked={[...faultyColumns(row), ...faulty]}
        edit={{
          values: draft.value.values,
          onChange: (column, value) =>
            draft.change({ ...draft.value, values: { ...draft.value.values, [column]: value } }),
        }}
      />
      <Form layout="vertical" component="div">
        <Form.Item
          label={t('form.reason')}
          htmlFor="held-reason"
          required
          extra={t('source.whoReads')}
          {...(asked && noReason ? { validateStatus: 'error' as const, help: t('form.required') } : {})}
        >
          <Input.TextArea
            id="held-reason"
            value={reason}
            onChange={(event) => draft.change({ ...draft.value, reason: event.target.value })}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={1000}
          />
        </Form.Item>
      </Form>
      <DraftNote savedAt={draft.savedAt} onDiscard={draft.discard} />
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
