import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { type AppraisalRow, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { appraisalStates } from '../../../../../libs/domain/cycle/stages.js';
import { api } from '../../shared/api.js';
import { FilterBar } from '../../shared/filter-bar.js';
import { none, useFormat } from '../../shared/format.js';
import { usePaged } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';

/** Everybody of the cycle whom the reader may see. */
export function AppraisalTable({ cycleId }: { cycleId: string }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/cycles/$cycleId' });
  const navigate = useNavigate();
  const columns = useColumns();
  const list = usePaged(['appraisals', cycleId, search.stage ?? ''], (cursor) =>
    api(cyclesHttp.listAppraisals, { params: { cycleId }, query: { stage: search.stage, cursor, limit: 50 } }),
  );
  return (
    <div id="appraisals">
      <FilterBar
        fields={[
          {
            name: 'stage',
            label: t('cycle.stage'),
            options: appraisalStates.map((stage) => ({ value: stage, label: t(`appraisalStage.${stage}`) })),
          },
        ]}
        search={search}
        onChange={(next) =>
          void navigate({
            to: '/cycles/$cycleId',
            params: { cycleId },
            search: next,
            replace: true,
            resetScroll: false,
          })
        }
      />
      <PagedTable
        label={t('cycle.appraisals')}
        columns={columns}
        list={list}
        rowKey={(row) => row.appraisalId}
        empty={t('cycle.noAppraisals')}
      />
    </div>
  );
}

function useColumns(): readonly Column<AppraisalRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
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
    { key: 'grade', title: t('score.grade'), render: ({ grade }) => (grade ? <Tag>{grade}</Tag> : none) },
  ];
}
