import { UserDeleteOutlined } from '@ant-design/icons';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Flex, Tag } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppraisalRow, type CycleDetail, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { appraisalStates } from '../../../../../libs/domain/cycle/stages.js';
import { api } from '../../shared/api.js';
import { Grade } from '../../shared/appraisal/grade.js';
import { FilterBar } from '../../shared/filter-bar.js';
import { none, useFormat } from '../../shared/format.js';
import { usePaged } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { holds, useMe } from '../../shared/session.js';
import { ManagerFilter } from './manager-filter.js';

const PersonDialog = lazy(() => import('./person-dialog.js').then((part) => ({ default: part.PersonDialog })));

/** Everybody of the cycle whom the reader may see. */
export function AppraisalTable({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const { cycleId } = cycle;
  const search = useSearch({ from: '/shell/cycles/$cycleId' });
  const navigate = useNavigate();
  const me = useMe();
  const [leaving, setLeaving] = useState<AppraisalRow | null>(null);
  const columns = useColumns(cycle, setLeaving);
  const { stage, manager } = search;
  const list = usePaged(['appraisals', cycleId, stage ?? '', manager ?? ''], (cursor) =>
    api(cyclesHttp.listAppraisals, { params: { cycleId }, query: { stage, managerId: manager, cursor, limit: 50 } }),
  );
  const show = (next: typeof search) =>
    void navigate({ to: '/cycles/$cycleId', params: { cycleId }, search: next, replace: true, resetScroll: false });
  return (
    <div id="appraisals">
      <Flex gap="small" wrap align="flex-start">
        <FilterBar
          fields={[
            {
              name: 'stage',
              label: t('cycle.stage'),
              options: appraisalStates.map((one) => ({ value: one, label: t(`appraisalStage.${one}`) })),
            },
          ]}
          search={search}
          onChange={show}
          place="board"
        />
        {holds(me, 'hr', 'auditor') && (
          <ManagerFilter value={manager} onChange={(next) => show({ ...search, manager: next })} />
        )}
      </Flex>
      <PagedTable
        label={t('cycle.appraisals')}
        columns={columns}
        list={list}
        rowKey={(row) => row.appraisalId}
        empty={t('cycle.noAppraisals')}
      />
      {leaving && (
        <Suspense fallback={null}>
          <PersonDialog
            command="exclude_person"
            cycle={cycle}
            person={leaving.person}
            onDone={() => setLeaving(null)}
          />
        </Suspense>
      )}
    </div>
  );
}

function useColumns(cycle: CycleDetail, exclude: (row: AppraisalRow) => void): readonly Column<AppraisalRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: readonly Column<AppraisalRow>[] = [
    {
      key: 'name',
      title: t('person.name'),
      onPhone: 'title',
      render: ({ appraisalId, person }) => (
        <Link to="/appraisals/$appraisalId" params={{ appraisalId }}>
          {person.name} {person.employeeCode}
        </Link>
      ),
    },
    {
      key: 'department',
      title: t('person.department'),
      render: ({ person }) => format.name(person.departmentNames),
    },
    { key: 'position', title: t('person.position'), render: ({ person }) => format.name(person.positionNames) },
    { key: 'manager', title: t('person.manager'), render: ({ manager }) => manager?.name ?? none },
    { key: 'stage', title: t('cycle.stage'), render: ({ stage }) => <Tag>{t(`appraisalStage.${stage}`)}</Tag> },
    { key: 'total', title: t('score.total'), align: 'right', render: ({ total }) => format.number(total) },
    { key: 'grade', title: t('score.grade'), render: (row) => <Grade row={row} /> },
  ];
  if (!cycle.commands.includes('exclude_person')) return columns;
  return [
    ...columns,
    {
      key: 'exclude',
      title: <span className="heard-only">{t('cycle.command.exclude_person')}</span>,
      render: (row) =>
        row.stage !== 'excluded' && (
          <Button
            type="text"
            size="small"
            icon={<UserDeleteOutlined aria-hidden />}
            aria-label={t('cycle.excludeOf', { name: row.person.name })}
            title={t('cycle.command.exclude_person')}
            onClick={() => exclude(row)}
          />
        ),
    },
  ];
}
