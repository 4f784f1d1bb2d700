import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Empty, Skeleton, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { ProblemAlert } from '../../shared/problem-alert.js';

/** My own appraisals, the newest period first. */
export function MyResultsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const results = useQuery({
    queryKey: ['results'],
    queryFn: () => api(cyclesHttp.listMyResults, { query: { limit: 50 } }),
  });
  return (
    <Page title={t('nav.results')}>
      {results.isPending && <Skeleton active />}
      {results.error && <ProblemAlert error={results.error} onRetry={() => void results.refetch()} />}
      {results.data?.items.length === 0 && <Empty description={t('results.none')} />}
      {results.data && results.data.items.length > 0 && (
        <Table
          rowKey="appraisalId"
          pagination={false}
          dataSource={results.data.items}
          columns={[
            {
              title: t('cycle.cycle'),
              key: 'cycle',
              render: (_, row) => (
                <Link to="/appraisals/$appraisalId" params={{ appraisalId: row.appraisalId }}>
                  {t('cycle.name', { kind: t(`cycle.kind.${row.kind}`), period: format.month(row.period.from) })}
                </Link>
              ),
            },
            { title: t('tasks.stage'), key: 'stage', render: (_, row) => t(`appraisalStage.${row.stage}`) },
            {
              title: t('score.total'),
              key: 'total',
              align: 'right',
              render: (_, row) => (row.released ? format.number(row.total) : t('results.notReleased')),
            },
            { title: t('score.grade'), key: 'grade', render: (_, row) => row.grade ?? '—' },
          ]}
        />
      )}
    </Page>
  );
}
