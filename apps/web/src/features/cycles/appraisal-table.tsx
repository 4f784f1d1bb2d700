import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Card, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';

export function AppraisalTable({ cycleId }: { cycleId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useInfiniteQuery({
    queryKey: ['appraisals', cycleId],
    queryFn: ({ pageParam }) =>
      api(cyclesHttp.listAppraisals, { params: { cycleId }, query: { cursor: pageParam, limit: 50 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return (
    <Card title={t('cycle.appraisals')} size="small">
      {list.error && <ProblemAlert error={list.error} />}
      <Table
        rowKey="appraisalId"
        size="small"
        loading={list.isPending}
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={list.data?.pages.flatMap((page) => page.items) ?? []}
        columns={[
          {
            title: t('person.name'),
            key: 'name',
            render: (_, row) => (
              <Link to="/appraisals/$appraisalId" params={{ appraisalId: row.appraisalId }}>
                {row.person.name} {row.person.employeeCode}
              </Link>
            ),
          },
          {
            title: t('person.department'),
            key: 'department',
            render: (_, row) => format.name(row.person.departmentNames),
          },
          { title: t('person.position'), key: 'position', render: (_, row) => format.name(row.person.positionNames) },
          { title: t('person.manager'), key: 'manager', render: (_, row) => row.manager?.name ?? '—' },
          { title: t('tasks.stage'), key: 'stage', render: (_, row) => <Tag>{t(`appraisalStage.${row.stage}`)}</Tag> },
          { title: t('score.total'), key: 'total', align: 'right', render: (_, row) => format.number(row.total) },
          { title: t('score.grade'), key: 'grade', render: (_, row) => row.grade ?? '—' },
        ]}
      />
      {list.hasNextPage && (
        <Button style={{ marginTop: 8 }} onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t('list.more')}
        </Button>
      )}
    </Card>
  );
}
