import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { metricsHttp, type SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { DraftNote, useDraft } from '../../shared/draft.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { EntryGrid } from './entry-grid.js';
import { blankRows, filledRows, type GridRow } from './grid-rows.js';
import { LoadResult } from './load-result.js';
import { useReadAgain } from './read-again.js';
import { useCycleSources } from './use-cycle-sources.js';

type Configuration = SourceDetail['configuration'];
type FileDataset = Extract<Configuration, { kind: 'file' }>['datasets'][number];

/** Datasets whose rows can be added singly: where each batch is everything, a few rows would end all others. */
export const entryDatasets = (configuration: Configuration): readonly FileDataset[] =>
  configuration.kind === 'file' && configuration.mode === 'append' ? configuration.datasets : [];

interface ManualEntryProps {
  readonly source: SourceDetail;
  readonly cycleId: string;
}

/** Rows typed or pasted by the data owner; a row whose key is known replaces the one before. */
export function ManualEntry({ source, cycleId }: ManualEntryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const datasets = entryDatasets(source.configuration);
  const [chosen, setChosen] = useState(datasets[0]?.datasetId ?? '');
  const frozenAt = useCycleSources(cycleId).data?.frozenAt ?? null;
  const dataset = datasets.find(({ datasetId }) => datasetId === chosen);
  if (!dataset) return null;
  return (
    <Card size="small">
      <div className="stack">
        <p className="hint">{t('entry.means')}</p>
        {frozenAt !== null && <Alert type="warning" showIcon title={t('sources.lateWarning')} />}
        {datasets.length > 1 && (
          <Select
            aria-label={t('sources.dataset')}
            value={chosen}
            onChange={setChosen}
            options={datasets.map(({ datasetId, names }) => ({ value: datasetId, label: format.name(names) }))}
            popupMatchSelectWidth={false}
            className="dataset-choice"
          />
        )}
        <EntryForm key={`${cycleId}/${chosen}`} source={source} cycleId={cycleId} dataset={dataset} />
      </div>
    </Card>
  );
}

interface Draft {
  readonly rows: readonly GridRow[];
  readonly reason: string;
}

function EntryForm({ source, cycleId, dataset }: ManualEntryProps & { dataset: FileDataset }) {
  const { t } = useTranslation();
  const { sourceId } = source;
  const { datasetId, columns, mapping } = dataset;
  const headers = columns.map(({ header }) => header);
  const draft = useDraft<Draft>(`entry/${cycleId}/${sourceId}/${datasetId}`, { rows: blankRows(3), reason: '' });
  const [asked, setAsked] = useState(false);
  const readAgain = useReadAgain();
  const rows = filledRows(draft.value.rows, headers);
  const reason = draft.value.reason.trim();
  const enter = useMutation({
    mutationFn: () =>
      api(metricsHttp.enterRows, { params: { sourceId }, body: { cycleId, datasetId, rows: [...rows], reason } }),
    onSuccess: () => {
      draft.discard();
      setAsked(false);
      return readAgain();
    },
  });
  const submit = () => {
    setAsked(true);
    if (reason !== '' && rows.length > 0) enter.mutate();
  };
  return (
    <>
      <EntryGrid
        columns={columns}
        keyColumns={mapping.rowKey}
        rows={draft.value.rows}
        onChange={(next) => draft.change({ ...draft.value, rows: next })}
      />
      <Form layout="vertical" component="div">
        <Form.Item
          label={t('form.reason')}
          htmlFor="entry-reason"
          required
          extra={t('source.whoReads')}
          {...(asked && reason === '' ? { validateStatus: 'error' as const, help: t('form.required') } : {})}
        >
          <Input.TextArea
            id="entry-reason"
            value={draft.value.reason}
            onChange={(event) => draft.change({ ...draft.value, reason: event.target.value })}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={1000}
          />
        </Form.Item>
      </Form>
      {asked && rows.length === 0 && <Alert type="warning" showIcon role="alert" title={t('entry.nothing')} />}
      {enter.error && <ProblemAlert error={enter.error} />}
      {enter.data && <LoadResult outcome={enter.data} cycleId={cycleId} />}
      <Flex gap="small" wrap align="center">
        <Button type="primary" onClick={submit} loading={enter.isPending}>
          {t('entry.submit', { count: rows.length })}
        </Button>
        <DraftNote savedAt={draft.savedAt} onDiscard={draft.discard} />
      </Flex>
    </>
  );
}
