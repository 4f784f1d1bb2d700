import { ReloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { App, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  metricsHttp,
  type QuarantinedRow,
  quarantineReasons,
  type SourceDetail,
} from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { FilterBar } from '../../shared/filter-bar.js';
import { none, useFormat } from '../../shared/format.js';
import { usePaged } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useProblemText } from '../../shared/problem-alert.js';
import { HeldRow } from './held-row.js';
import { heldStates } from './held-states.js';
import { useMay } from './may.js';
import { useReadAgain } from './read-again.js';
import { useTold } from './told.js';
import { useCycleSources } from './use-cycle-sources.js';

interface HeldRowsProps {
  readonly source: SourceDetail;
  readonly cycleId: string | undefined;
}

/** Rows that did not fit: by reason and state, each opened to the row as it came. */
export function HeldRows({ source, cycleId }: HeldRowsProps) {
  const { t } = useTranslation();
  const { sourceId } = source;
  const search = useSearch({ from: '/shell/sources/$sourceId' });
  const show = useShow(sourceId);
  const shown = search.state ?? 'open';
  const state = shown === 'all' ? undefined : shown;
  const list = usePaged(['held', sourceId, cycleId ?? '', search.reason ?? '', shown], (cursor) =>
    api(metricsHttp.listQuarantinedRows, {
      query: { sourceId, cycleId, reason: search.reason, state, cursor, limit: 50 },
    }),
  );
  const frozenAt = useCycleSources(cycleId).data?.frozenAt ?? null;
  const columns = useColumns(source, (row) => show({ row }));
  const at = list.rows.findIndex(({ quarantinedRowId }) => quarantinedRowId === search.row);
  const open = list.rows[at];
  const next = list.rows[at + 1];
  return (
    <>
      <Flex justify="space-between" gap="small" wrap align="flex-start">
        <FilterBar
          fields={[
            {
              name: 'reason',
              label: t('held.reason'),
              options: quarantineReasons.map((reason) => ({ value: reason, label: t(`quarantine.reason.${reason}`) })),
            },
            {
              name: 'state',
              label: t('cycle.state'),
              options: heldStates.map((one) => ({ value: one, label: t(`held.state.${one}`) })),
            },
          ]}
          search={{ reason: search.reason, state }}
          onChange={(next) => show({ reason: next.reason, state: next.state ?? 'all' })}
        />
        {cycleId !== undefined && <EvaluateAgain sourceId={sourceId} cycleId={cycleId} />}
      </Flex>
      <PagedTable
        label={t('sources.tab.held')}
        columns={columns}
        list={list}
        rowKey={({ quarantinedRowId }) => quarantinedRowId}
        empty={t(search.reason === undefined && shown === 'open' ? 'held.none' : 'held.noneFiltered')}
        currentKey={search.row}
      />
      {open && (
        <HeldRow
          key={open.quarantinedRowId}
          row={open}
          source={source}
          frozen={frozenAt !== null}
          onNext={next ? () => show({ row: next.quarantinedRowId }) : null}
          onClose={() => show({ row: undefined })}
        />
      )}
    </>
  );
}

function useShow(sourceId: string) {
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/sources/$sourceId' });
  return (next: Partial<typeof search>) =>
    void navigate({
      to: '/sources/$sourceId',
      params: { sourceId },
      search: { ...search, ...next },
      replace: true,
      resetScroll: false,
    });
}

function useColumns(source: SourceDetail, open: (rowId: string) => void): readonly Column<QuarantinedRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const told = useTold();
  const datasets = new Map(source.configuration.datasets.map(({ datasetId, names }) => [datasetId, names]));
  return [
    {
      key: 'what',
      title: t('held.what'),
      onPhone: 'title',
      render: (row) => (
        <>
          <strong className="warns">{t(`quarantine.reason.${row.reason}`)}</strong>
          <div>{told(row)}</div>
        </>
      ),
    },
    {
      key: 'dataset',
      title: t('sources.dataset'),
      render: ({ datasetId }) => {
        const names = datasets.get(datasetId);
        return names ? format.name(names) : datasetId;
      },
    },
    {
      key: 'row',
      title: t('held.row'),
      render: ({ batchNo, rowNo }) => t('held.rowOfBatch', { batch: batchNo, row: rowNo }),
    },
    { key: 'person', title: t('person.employeeCode'), render: ({ employeeCode }) => employeeCode ?? none },
    {
      key: 'day',
      title: t('held.day'),
      render: ({ occurredOn }) => (occurredOn ? format.date(occurredOn) : none),
    },
    {
      key: 'open',
      title: <span className="heard-only">{t('held.open')}</span>,
      render: (row) => (
        <Button size="small" onClick={() => open(row.quarantinedRowId)}>
          {t('held.open')}
          <span className="heard-only">{t('held.rowOfBatch', { batch: row.batchNo, row: row.rowNo })}</span>
        </Button>
      ),
    },
  ];
}

/** After a person or a mapping was mended, rows that now fit come in. */
function EvaluateAgain({ sourceId, cycleId }: { sourceId: string; cycleId: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const readAgain = useReadAgain();
  const { load } = useMay(sourceId);
  const evaluate = useMutation({
    mutationFn: () => api(metricsHttp.reevaluateQuarantine, { params: { sourceId }, body: { cycleId } }),
    onSuccess: async ({ accepted, stillHeld }) => {
      void message.success(t('held.evaluated', { accepted, stillHeld }));
      await readAgain();
    },
    onError: (error) => void message.error(problemText(error)),
  });
  if (!load) return null;
  return (
    <Button
      icon={<ReloadOutlined aria-hidden />}
      onClick={() => evaluate.mutate()}
      loading={evaluate.isPending}
      title={t('held.evaluateMeans')}
    >
      {t('held.evaluate')}
    </Button>
  );
}
