import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Empty, Progress, Skeleton, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { ProblemAlert } from '../../shared/problem-alert.js';

export function CyclesPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const cycles = useInfiniteQuery({
    queryKey: ['cycles'],
    queryFn: ({ pageParam }) => api(cyclesHttp.listCycles, { query: { cursor: pageParam, limit: 50 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = cycles.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('nav.cycles')}>
      {cycles.isPending && <Skeleton active />}
      {cycles.error && <ProblemAlert error={cycles.error} onRetry={() => void cycles.refetch()} />}
      {cycles.data && items.length === 0 && <Empty description={t('cycle.none')} />}
      {items.length > 0 && (
        <Table
          rowKey="cycleId"
          dataSource={items}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            {
              title: t('cycle.cycle'),
              key: 'name',
              render: (_, cycle) => (
                <Link to="/cycles/$cycleId" params={{ cycleId: cycle.cycleId }}>
                  {t('cycle.name', { kind: t(`cycle.kind.${cycle.kind}`), period: format.month(cycle.period.from) })}
                </Link>
              ),
            },
            {
              title: t('cycle.state'),
              key: 'state',
              render: (_, cycle) => <Tag color="blue">{t(`cycle.states.${cycle.state}`)}</Tag>,
            },
            {
              title: t('cycle.finished'),
              key: 'finished',
              render: (_, cycle) => (
                <Progress
                  percent={cycle.people === 0 ? 0 : Math.floor((cycle.finished / cycle.people) * 100)}
                  format={() => `${cycle.finished} / ${cycle.people}`}
                  style={{ minWidth: 160 }}
                  aria-label={t('cycle.finished')}
                />
              ),
            },
            { title: t('cycle.late'), dataIndex: 'late', align: 'right' },
            { title: t('cycle.launched'), key: 'launched', render: (_, cycle) => format.moment(cycle.launchedAt) },
          ]}
        />
      )}
      {cycles.hasNextPage && <Button onClick={() => void cycles.fetchNextPage()}>{t('list.more')}</Button>}
    </Page>
  );
}
