import { Card, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useWords } from '../../shared/words.js';

type Source = CycleDetail['sources'][number];

/** How the figures came in: how many, how many were held back, whether totals agree, who answers for them since when. */
export function Sources({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const columns: readonly Column<Source>[] = [
    { key: 'source', title: t('source.source'), onPhone: 'title', render: ({ sourceId }) => words.source(sourceId) },
    { key: 'rows', title: t('source.rows'), align: 'right', render: ({ rows }) => format.count(rows) },
    {
      key: 'held',
      title: t('source.quarantined'),
      align: 'right',
      render: ({ quarantined }) => format.count(quarantined),
    },
    { key: 'totals', title: t('source.reconciled'), render: (source) => <Totals reconciled={source.reconciled} /> },
    {
      key: 'loaded',
      title: t('source.loaded'),
      render: ({ lastLoadedAt }) => (lastLoadedAt ? format.moment(lastLoadedAt) : t('source.notLoaded')),
    },
    {
      key: 'signed',
      title: t('source.signedOff'),
      render: ({ signedOffAt }) => (signedOffAt ? format.moment(signedOffAt) : t('source.waiting')),
    },
  ];
  if (cycle.sources.length === 0) return null;
  return (
    <Card title={t('cycle.sources')} size="small">
      <PagedTable
        label={t('cycle.sources')}
        columns={columns}
        list={wholeList(cycle.sources)}
        rowKey={({ sourceId }) => sourceId}
        empty=""
      />
    </Card>
  );
}

function Totals({ reconciled }: { reconciled: boolean | null }) {
  const { t } = useTranslation();
  if (reconciled === null) return t('source.reconciliation.unknown');
  return reconciled ? (
    <Tag color="success">{t('source.reconciliation.yes')}</Tag>
  ) : (
    <Tag color="warning">{t('source.reconciliation.no')}</Tag>
  );
}
