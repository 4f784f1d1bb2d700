import { WarningOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import { UrgeButton } from '../../shared/cycle/urge-button.js';
import { useFormat } from '../../shared/format.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { holds, useMe } from '../../shared/session.js';
import { useRowsShown } from './rows-shown.js';

type Late = CycleDetail['latePeople'][number];

/** Who is late, by name, with how many and since when. */
export function LatePeople({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const list = useRowsShown(cycle.latePeople, 10);
  if (cycle.latePeople.length === 0) return null;
  const columns: Column<Late>[] = [
    { key: 'name', title: t('person.name'), onPhone: 'title', render: ({ name }) => name },
    { key: 'stage', title: t('cycle.stage'), render: ({ stage }) => t(`stage.${stage}`) },
    {
      key: 'count',
      title: t('cycle.count'),
      align: 'right',
      render: (late) => <CountOf late={late} cycleId={cycle.cycleId} />,
    },
    {
      key: 'due',
      title: t('cycle.due'),
      render: ({ dueAt }) => (
        <>
          <strong className="bad">{format.relative(dueAt)}</strong>{' '}
          <span className="quiet">{format.moment(dueAt)}</span>
        </>
      ),
    },
  ];
  if (holds(me, 'hr') && me.person !== null)
    columns.push({
      key: 'urge',
      title: t('verb.urge'),
      render: (late) =>
        late.personId === me.person?.personId ? null : (
          <UrgeButton cycleId={cycle.cycleId} assignee={late} stage={late.stage} />
        ),
    });
  const named = cycle.latePeople.reduce((sum, { count }) => sum + count, 0);
  return (
    <Card
      size="small"
      title={
        <>
          <WarningOutlined aria-hidden className="bad" /> {t('cycle.latePeople', { count: cycle.late })}
        </>
      }
    >
      <PagedTable
        label={t('cycle.latePeople', { count: cycle.late })}
        columns={columns}
        list={list}
        rowKey={({ personId, stage }) => `${personId}/${stage}`}
        empty=""
      />
      {named < cycle.late && <p className="hint">{t('cycle.lateNamed', { named, late: cycle.late })}</p>}
    </Card>
  );
}

function CountOf({ late: { personId, stage, count, name }, cycleId }: { late: Late; cycleId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  // Here whoever is late holds up the people they manage; elsewhere it is about themself.
  if (stage !== 'manager_review' && stage !== 'interview') return format.count(count);
  return (
    <Link
      to="/cycles/$cycleId"
      params={{ cycleId }}
      search={{ stage, manager: personId }}
      hash="appraisals"
      aria-label={t('cycle.lateOf', { name, count })}
    >
      {format.count(count)}
    </Link>
  );
}
