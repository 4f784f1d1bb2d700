import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Card, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { type PersonDetail, rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { instantIn } from '../../../../../libs/domain/calendar/zone.js';
import { api } from '../../shared/api.js';
import { DayField } from '../../shared/day-field.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useTimeZone } from '../../shared/time-zone.js';
import { useToday } from '../../shared/today.js';

/** Who somebody's manager was on a day: as it is known now, or as it was by the end of the day that the history above is turned back to. */
export function ManagerOn({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = useToday();
  const navigate = useNavigate();
  const { managerOn, knownOn } = useSearch({ from: '/shell/people/$personId' });
  const on = managerOn ?? today;
  const answer = useManagerOn(person.personId, on, knownOn);
  const choose = (day: string | undefined) =>
    void navigate({
      to: '/people/$personId',
      params: { personId: person.personId },
      search: { managerOn: day, knownOn },
      replace: true,
    });
  return (
    <Card size="small" title={t('people.managerOn')}>
      <DayField label={t('people.onDay')} value={on} onChange={choose} />
      {answer.error && <ProblemAlert error={answer.error} />}
      {answer.isPending ? (
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      ) : (
        answer.data !== undefined && (
          <dl className="manager-on">
            <dt>
              {knownOn
                ? t('people.managerThen', { on: format.date(on), known: format.date(knownOn) })
                : t('people.managerNow', { on: format.date(on) })}
            </dt>
            <dd>
              <Manager assignment={answer.data} />
            </dd>
          </dl>
        )
      )}
    </Card>
  );
}

function Manager({ assignment }: { assignment: PersonDetail['assignments'][number] | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!assignment) return t('people.notEmployedThen');
  const { managerId, managerName, positionNames, departmentNames, recordedFrom } = assignment;
  const post = t('people.postOf', {
    position: format.name(positionNames),
    department: format.name(departmentNames),
  });
  return (
    <>
      {managerId ? (
        <Link to="/people/$personId" params={{ personId: managerId }}>
          {managerName}
        </Link>
      ) : (
        t('people.underNobody')
      )}
      <div className="quiet">{post}</div>
      <div className="quiet">{t('people.recorded', { when: format.moment(recordedFrom) })}</div>
    </>
  );
}

function useManagerOn(personId: string, on: string, knownOn: string | undefined) {
  const zone = useTimeZone();
  return useQuery({
    queryKey: ['person', personId, 'manager', on, knownOn],
    queryFn: async () => {
      const query = { on, ...(knownOn ? { knownAt: instantIn(zone, knownOn, '23:59') } : {}) };
      const { items } = await api(rolesHttp.listAssignments, { params: { personId }, query });
      return items[0] ?? null;
    },
  });
}
