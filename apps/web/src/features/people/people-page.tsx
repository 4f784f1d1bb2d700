import { ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PersonSummary, rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { canEditOrganisation } from '../../../../../libs/domain/access/can-edit-organisation.js';
import { api } from '../../shared/api.js';
import { FilterBar } from '../../shared/filter-bar.js';
import { useFormat } from '../../shared/format.js';
import { usePhone } from '../../shared/media.js';
import { Page } from '../../shared/page.js';
import { usePaged } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { actorOf, useMe } from '../../shared/session.js';
import { CreatePerson } from './create-person.js';
import { DepartmentTree } from './department-tree.js';
import { useDepartments, usePositions } from './organisation.js';
import './people.css';

/** Everybody of the company, by department and position. */
export function PeoplePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const phone = usePhone();
  const search = useSearch({ from: '/shell/people' });
  const navigate = useNavigate();
  const departments = useDepartments().data ?? [];
  const positions = usePositions().data ?? [];
  const columns = usePeopleColumns();
  const { leavers, ...asked } = search;
  const people = usePaged(['people', 'list', search], (cursor) =>
    api(rolesHttp.listPeople, {
      query: { ...asked, includeLeavers: leavers === 'with' ? 'true' : 'false', cursor, limit: 50 },
    }),
  );
  const show = (next: typeof search) => void navigate({ to: '/people', search: next, replace: true });
  const filtered = Object.values(search).some((value) => value !== undefined);
  return (
    <Page title={t('nav.people')} extra={<Actions />}>
      <div className="people-grid">
        {!phone && (
          <DepartmentTree
            departments={departments}
            chosen={search.departmentId}
            onChoose={(departmentId) => show({ ...search, departmentId })}
          />
        )}
        <div>
          <FilterBar
            fields={[
              { name: 'search', label: t('person.search') },
              {
                name: 'departmentId',
                label: t('person.department'),
                options: departments.map(({ departmentId, names }) => ({
                  value: departmentId,
                  label: format.name(names),
                })),
              },
              {
                name: 'positionId',
                label: t('person.position'),
                options: positions.map(({ positionId, names }) => ({ value: positionId, label: format.name(names) })),
              },
              {
                name: 'leavers',
                label: t('people.leavers'),
                options: [{ value: 'with', label: t('people.withLeavers') }],
              },
            ]}
            search={search}
            onChange={show}
          />
          <PagedTable
            label={t('nav.people')}
            columns={columns}
            list={people}
            rowKey={(person) => person.personId}
            empty={t(filtered ? 'people.noneFiltered' : 'people.none')}
          />
        </div>
      </div>
    </Page>
  );
}

function Actions() {
  const { t } = useTranslation();
  const me = useMe();
  const [creating, setCreating] = useState(false);
  if (!canEditOrganisation(actorOf(me))) return null;
  return (
    <Flex gap="small" wrap>
      <Link to="/people/import">
        <Button icon={<ImportOutlined aria-hidden />} tabIndex={-1}>
          {t('people.import.title')}
        </Button>
      </Link>
      <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
        {t('people.create')}
      </Button>
      {creating && <CreatePerson onClose={() => setCreating(false)} />}
    </Flex>
  );
}

function usePeopleColumns(): readonly Column<PersonSummary>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('person.name'),
      onPhone: 'title',
      render: ({ personId, name }) => (
        <Link to="/people/$personId" params={{ personId }} className="person-name">
          {name}
        </Link>
      ),
    },
    { key: 'code', title: t('person.employeeCode'), render: (person) => person.employeeCode },
    {
      key: 'department',
      title: t('person.department'),
      render: ({ assignment }) => (assignment ? format.name(assignment.departmentNames) : '—'),
    },
    {
      key: 'position',
      title: t('person.position'),
      render: ({ assignment }) => (assignment ? format.name(assignment.positionNames) : '—'),
    },
    {
      key: 'manager',
      title: t('person.manager'),
      render: ({ assignment }) => assignment?.managerName ?? '—',
    },
    {
      key: 'since',
      title: t('people.employed'),
      render: ({ hiredOn, leftOn }) =>
        leftOn === null
          ? t('people.since', { from: format.date(hiredOn) })
          : t('people.until', { from: format.date(hiredOn), to: format.date(leftOn) }),
    },
  ];
}
