import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import { Share } from '../../shared/cycle/share.js';
import { useFormat } from '../../shared/format.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useRowsShown } from './rows-shown.js';

type Cohort = CycleDetail['cohorts'][number];

/** Groups of at most 500 people that go through the cycle together; one group alone says nothing new. */
export function Cohorts({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useRowsShown(cycle.cohorts, 10);
  if (cycle.cohorts.length < 2) return null;
  const columns: readonly Column<Cohort>[] = [
    {
      key: 'no',
      title: t('cycle.cohort'),
      onPhone: 'title',
      render: ({ cohortNo }) => t('cycle.cohortNo', { no: cohortNo }),
    },
    {
      key: 'finished',
      title: t('cycle.finished'),
      render: ({ finished, people }) => <Share part={finished} whole={people} label={t('cycle.finished')} />,
    },
    {
      key: 'blocked',
      title: t('appraisalStage.blocked'),
      align: 'right',
      render: ({ blocked }) => format.count(blocked),
    },
  ];
  return (
    <Card title={t('cycle.cohorts')} size="small">
      <PagedTable
        label={t('cycle.cohorts')}
        columns={columns}
        list={list}
        rowKey={({ cohortNo }) => String(cohortNo)}
        empty=""
      />
    </Card>
  );
}
