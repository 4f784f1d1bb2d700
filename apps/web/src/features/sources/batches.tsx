import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Batch, metricsHttp } from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { usePaged } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';

/** Every fetch, upload and entry, the newest first. */
export function Batches({ sourceId }: { sourceId: string }) {
  const { t } = useTranslation();
  const columns = useColumns();
  const list = usePaged(['batches', sourceId], (cursor) =>
    api(metricsHttp.listBatches, { params: { sourceId }, query: { cursor, limit: 30 } }),
  );
  return (
    <PagedTable
      label={t('sources.batches')}
      columns={columns}
      list={list}
      rowKey={({ batchId }) => batchId}
      empty={t('sources.noBatches')}
    />
  );
}

function useColumns(): readonly Column<Batch>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const counted = (key: 'rows' | 'accepted' | 'unchanged' | 'quarantined' | 'leftOut' | 'retired') =>
    ({
      key,
      title: t(`sources.batch.${key}`),
      align: 'right',
      render: (batch: Batch) => format.count(batch[key]),
    }) as const;
  return [
    {
      key: 'batch',
      title: t('sources.batch.no'),
      onPhone: 'title',
      render: (batch) => (
        <>
          {t('sources.batch.numbered', { no: batch.batchNo })} <span className="quiet">{nameOf(batch)}</span>
          {batch.correctionReason !== null && (
            <div>{t('sources.batch.correction', { reason: batch.correctionReason })}</div>
          )}
        </>
      ),
    },
    { key: 'period', title: t('sources.batch.period'), render: ({ periodFrom }) => format.month(periodFrom) },
    { key: 'loaded', title: t('source.loaded'), render: ({ loadedAt }) => format.moment(loadedAt) },
    counted('rows'),
    counted('accepted'),
    counted('unchanged'),
    counted('quarantined'),
    counted('leftOut'),
    counted('retired'),
    {
      key: 'hash',
      title: t('sources.batch.hash'),
      onPhone: 'hidden',
      render: ({ sha256 }) => (
        <Typography.Text code copyable={{ text: sha256 }} title={sha256}>
          {sha256.slice(0, 8)}
        </Typography.Text>
      ),
    },
  ];

  function nameOf({ fileName, loadedBy }: Batch): string {
    if (fileName !== null) return fileName;
    return t(loadedBy === null ? 'sources.batch.bySystem' : 'sources.batch.byHand');
  }
}
