import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Card, Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { type PersonDetail, rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { canReadHistory } from '../../../../../libs/domain/access/can-read-history.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { localeNames } from '../../shared/language.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { actorOf, useMe } from '../../shared/session.js';
import { AssignmentHistory } from './assignment-history.js';
import { ManagerOn } from './manager-on.js';
import './people.css';
import { PersonActions } from './person-actions.js';

/** Who somebody is, where they stand now, and every post they had, as it is known now or was known then. */
export function PersonPage() {
  const { personId } = useParams({ from: '/shell/people/$personId' });
  const person = useQuery({
    queryKey: ['person', personId],
    queryFn: () => api(rolesHttp.getPerson, { params: { personId } }),
  });
  if (person.isPending) return <PageSkeleton />;
  if (!person.data) return <ProblemAlert error={person.error} onRetry={() => void person.refetch()} />;
  const { data } = person;
  return (
    <Page title={data.name} subtitle={data.employeeCode} extra={<PersonActions person={data} />}>
      <div className="stack">
        <Now person={data} />
        <AssignmentHistory person={data} />
        <ManagerOn person={data} />
      </div>
    </Page>
  );
}

function Now({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const { assignment } = person;
  const manager = assignment?.managerId ? (
    <Link to="/people/$personId" params={{ personId: assignment.managerId }}>
      {assignment.managerName}
    </Link>
  ) : (
    '—'
  );
  return (
    <Card
      size="small"
      title={t('people.now')}
      extra={
        canReadHistory(actorOf(me)) && (
          <Link to="/audit" search={{ personId: person.personId }}>
            {t('people.history')}
          </Link>
        )
      }
    >
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          {
            key: 'position',
            label: t('person.position'),
            children: assignment ? format.name(assignment.positionNames) : '—',
          },
          {
            key: 'department',
            label: t('person.department'),
            children: assignment ? format.name(assignment.departmentNames) : '—',
          },
          { key: 'manager', label: t('person.manager'), children: manager },
          { key: 'email', label: t('people.email'), children: person.email ?? '—' },
          { key: 'hired', label: t('people.hiredOn'), children: format.date(person.hiredOn) },
          {
            key: 'left',
            label: t('people.leftOn'),
            children: person.leftOn ? format.date(person.leftOn) : t('people.employedStill'),
          },
          { key: 'locale', label: t('nav.language'), children: localeNames[person.locale] },
        ]}
      />
    </Card>
  );
}
