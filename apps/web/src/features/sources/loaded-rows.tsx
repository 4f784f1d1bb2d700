import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LoadedRow, metricsHttp, type SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { EmptyState } from '../../shared/empty-state.js';
import { useFormat } from '../../shared/format.js';
import { usePaged } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useWords } from '../../shared/words.js';
import { LoadedRowDrawer } from './loaded-row-drawer.js';
import { useCycleSources } from './use-cycle-sources.js';

interface LoadedRowsProps {
  readonly source: SourceDetail;
  readonly cycleId: string | undefined;
}

const keyOf = ({ batchId, datasetId, rowNo }: LoadedRow): string => `${batchId}/${datasetId}/${rowNo}`;

/** Rows that count in a cycle; its data owner opens one to put it right. */
export function LoadedRows({ source, cycleId }: LoadedRowsProps) {
  const { t } = useTranslation();
  if (cycleId === undefined) return <EmptyState text={t('sources.noCycle')} />;
  return <RowsOfCycle source={source} cycleId={cycleId} />;
}

function RowsOfCycle({ source, cycleId }: { source: SourceDetail; cycleId: string }) {
  const { t } = useTranslation();
  const { sourceId } = source;
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<LoadedRow | null>(null);
  const frozenAt = useCycleSources(cycleId).data?.frozenAt ?? null;
  const list = usePaged(['rows', sourceId, cycleId, search], (cursor) =>
    api(metricsHttp.listLoadedRows, {
      params: { sourceId },
      query: { cycleId, cursor, limit: 50, ...(search ? { search } : {}) },
    }),
  );
  const columns = useColumns(source, setOpen);
  return (
    <>
      <Input.Search
        aria-label={t('rows.search')}
        placeholder={t('rows.search')}
        enterButton={t('rows.find')}
        onSearch={(text) => setSearch(text.trim())}
        allowClear
        maxLength={200}
        className="row-search"
      />
      <PagedTable
        label={t('sources.tab.rows')}
        columns={columns}
        list={list}
        rowKey={keyOf}
        empty={t(search === '' ? 'rows.none' : 'rows.noneFound')}
        currentKey={open ? keyOf(open) : undefined}
      />
      {open && (
        <LoadedRowDrawer
          key={keyOf(open)}
          row={open}
          source={source}
          cycleId={cycleId}
          frozen={frozenAt !== null}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function useColumns(source: SourceDetail, open: (row: LoadedRow) => void): readonly Column<LoadedRow>[] {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const list = new Intl.ListFormat(i18n.language, { type: 'unit' });
  const datasets = new Map(source.configuration.datasets.map((dataset) => [dataset.datasetId, dataset]));
  const codeOf = ({ datasetId, sourceRow, correction }: LoadedRow): string => {
    const column = datasets.get(datasetId)?.mapping.employeeCode ?? '';
    return correction?.values[column] ?? String(sourceRow[column] ?? '');
  };
  return [
    { key: 'day', title: t('held.day'), onPhone: 'title', render: ({ occurredOn }) => format.date(occurredOn) },
    { key: 'person', title: t('person.employeeCode'), render: codeOf },
    {
      key: 'dataset',
      title: t('sources.dataset'),
      render: ({ datasetId }) => {
        const names = datasets.get(datasetId)?.names;
        return names ? format.name(names) : datasetId;
      },
    },
    {
      key: 'figures',
      title: t('mapping.figures'),
      render: ({ figures, correction }) => (
        <>
          {list.format(
            figures.map(({ inputId, value }) =>
              t('mapping.figure', { name: words.input(inputId), value: format.figure(value, 6) }),
            ),
          )}
          {correction && <div className="warns">{t('rows.corrected', { reason: correction.reason ?? '' })}</div>}
        </>
      ),
    },
    {
      key: 'open',
      title: <span className="heard-only">{t('held.open')}</span>,
      render: (row) => (
        <Button size="small" onClick={() => open(row)}>
          {t('held.open')}
          <span className="heard-only">{t('held.rowOfBatch', { batch: row.batchNo, row: row.rowNo })}</span>
        </Button>
      ),
    },
  ];
}
