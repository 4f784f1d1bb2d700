import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { metricsHttp, type SourceSummary } from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { holds, useMe } from '../../shared/session.js';
import { FetchingCell } from './fetching-cell.js';
import { Freshness } from './freshness.js';
import { HeldCount } from './held-count.js';
import { NewSource } from './new-source.js';

/** Where the figures come from, how fresh they are, and what was held back. */
export function SourcesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const columns = useColumns();
  const sources = useQuery({ queryKey: ['sources'], queryFn: () => api(metricsHttp.listSources, {}) });
  return (
    <Page title={t('nav.sources')} subtitle={t('sources.subtitle')} extra={holds(me, 'administrator') && <NewSource />}>
      <PagedTable
        label={t('nav.sources')}
        columns={columns}
        list={{
          ...wholeList(sources.data?.items ?? []),
          isPending: sources.isPending,
          error: sources.error,
          retry: () => void sources.refetch(),
        }}
        rowKey={({ sourceId }) => sourceId}
        empty={t('sources.none')}
      />
    </Page>
  );
}

function useColumns(): readonly Column<SourceSummary>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('source.source'),
      onPhone: 'title',
      render: ({ sourceId, names, enabled }) => (
        <>
          <Link to="/sources/$sourceId" params={{ sourceId }}>
            {format.name(names)}
          </Link>{' '}
          {!enabled && <Tag>{t('sources.disabled')}</Tag>}
        </>
      ),
    },
    { key: 'kind', title: t('sources.kindTitle'), render: ({ kind }) => t(`sources.kind.${kind}`) },
    { key: 'loaded', title: t('source.loaded'), render: ({ lastLoadedAt }) => <Freshness at={lastLoadedAt} /> },
    { key: 'fetching', title: t('fetching.title'), render: (source) => <FetchingCell source={source} /> },
    {
      key: 'latest',
      title: t('sources.latestDay'),
      render: ({ latestOccurredOn }) => (latestOccurredOn ? format.date(latestOccurredOn) : t('source.notLoaded')),
    },
    { key: 'batches', title: t('sources.batches'), align: 'right', render: ({ batches }) => format.count(batches) },
    {
      key: 'held',
      title: t('source.quarantined'),
      align: 'right',
      render: ({ sourceId, quarantined }) => <HeldCount sourceId={sourceId} rows={quarantined} />,
    },
  ];
}
