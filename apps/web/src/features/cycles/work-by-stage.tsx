import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import { taskStages } from '../../../../../libs/domain/cycle/stages.js';
import { Share } from '../../shared/cycle/share.js';
import { none, useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';

type Work = CycleDetail['tasks'][number];

/** How the human work stands, in the route's order. */
export function WorkByStage({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: readonly Column<Work>[] = [
    { key: 'stage', title: t('cycle.stage'), onPhone: 'title', render: ({ stage }) => t(`stage.${stage}`) },
    {
      key: 'done',
      title: t('cycle.doneTasks'),
      render: ({ done, open }) => <Share part={done} whole={done + open} label={t('cycle.doneTasks')} />,
    },
    { key: 'open', title: t('cycle.open'), align: 'right', render: ({ open }) => format.count(open) },
    { key: 'late', title: t('cycle.late'), align: 'right', render: ({ late }) => format.count(late) },
    {
      key: 'next',
      title: t('cycle.nextDue'),
      render: ({ nextDueAt }) =>
        nextDueAt ? <span title={format.moment(nextDueAt)}>{format.relative(nextDueAt)}</span> : none,
    },
  ];
  const work = cycle.tasks.toSorted((a, b) => taskStages.indexOf(a.stage) - taskStages.indexOf(b.stage));
  return (
    <Card title={t('cycle.work')} size="small">
      <PagedTable
        label={t('cycle.work')}
        columns={columns}
        list={wholeList(work)}
        rowKey={({ stage }) => stage}
        empty={t('cycle.noWork')}
      />
    </Card>
  );
}
