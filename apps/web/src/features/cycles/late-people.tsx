import { WarningOutlined } from '@ant-design/icons';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';

type Late = CycleDetail['latePeople'][number];

/** Who is late, by name. */
export function LatePeople({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (cycle.latePeople.length === 0) return null;
  const columns: readonly Column<Late>[] = [
    { key: 'name', title: t('person.name'), onPhone: 'title', render: ({ name }) => name },
    { key: 'stage', title: t('cycle.stage'), render: ({ stage }) => t(`stage.${stage}`) },
    { key: 'count', title: t('cycle.count'), align: 'right', render: ({ count }) => format.count(count) },
    {
      key: 'due',
      title: t('cycle.due'),
      render: ({ dueAt }) => `${format.relative(dueAt)} · ${format.moment(dueAt)}`,
    },
  ];
  return (
    <Card
      size="small"
      title={
        <>
          <WarningOutlined aria-hidden /> {t('cycle.latePeople', { count: cycle.late })}
        </>
      }
    >
      <PagedTable
        label={t('cycle.latePeople', { count: cycle.late })}
        columns={columns}
        list={wholeList(cycle.latePeople)}
        rowKey={({ personId, stage }) => `${personId}/${stage}`}
        empty=""
      />
    </Card>
  );
}
