import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Card, Flex, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Assignment, type PersonDetail, rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { instantIn } from '../../../../../libs/domain/calendar/zone.js';
import { api } from '../../shared/api.js';
import { DayField } from '../../shared/day-field.js';
import { EmptyState } from '../../shared/empty-state.js';
import { useFormat } from '../../shared/format.js';
import { Mark } from '../../shared/mark.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useTimeZone } from '../../shared/time-zone.js';
import { useToday } from '../../shared/today.js';

/** Posts in the order of time; the picker turns back what Kaohe knew, not what was true. */
export function AssignmentHistory({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = useToday();
  const { knownOn, managerOn } = useSearch({ from: '/shell/people/$personId' });
  const navigate = useNavigate();
  const known = useKnownOn(person, knownOn);
  return (
    <Card
      size="small"
      title={t('people.assignments')}
      extra={
        <Flex gap="small" align="center" wrap>
          <DayField
            label={t('people.knownOn')}
            value={knownOn}
            latest={today}
            onChange={(day) =>
              void navigate({
                to: '/people/$personId',
                params: { personId: person.personId },
                search: { knownOn: day, managerOn },
                replace: true,
              })
            }
          />
        </Flex>
      }
    >
      <p className="hint spaced">
        {knownOn ? t('people.knownThen', { date: format.date(knownOn) }) : t('people.knownNow')}
      </p>
      {known.error && <ProblemAlert error={known.error} />}
      {known.isPending && <Skeleton active />}
      {known.data?.length === 0 && <EmptyState text={t('people.nothingKnown')} />}
      {known.data && known.data.length > 0 && (
        <ol className="assignments">
          {known.data
            .toSorted((a, b) => (a.from < b.from ? 1 : -1))
            .map((assignment) => (
              <Post key={assignment.assignmentId} assignment={assignment} today={today} />
            ))}
        </ol>
      )}
    </Card>
  );
}

function useKnownOn(person: PersonDetail, day: string | undefined) {
  const zone = useTimeZone();
  const { personId } = person;
  const read = useQuery({
    queryKey: ['person', personId, 'assignments', day],
    queryFn: async () =>
      // Everything learnt by the end of that day.
      (
        await api(rolesHttp.listAssignments, {
          params: { personId },
          query: { knownAt: instantIn(zone, day ?? '', '23:59') },
        })
      ).items,
    enabled: day !== undefined,
  });
  return day === undefined ? { data: person.assignments, error: null, isPending: false } : read;
}

function Post({ assignment, today }: { assignment: Assignment; today: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { from, to, recordedFrom, recordedTo } = assignment;
  const now = from <= today && (to === null || to > today);
  return (
    <li className={now ? 'now' : undefined}>
      <div className="assignment-when">
        {to === null
          ? t('people.fromOn', { from: format.date(from) })
          : t('people.fromTo', { from: format.date(from), to: format.date(to) })}{' '}
        {now && <Mark tone="plain">{t('people.today')}</Mark>}
        {from > today && <Mark tone="plain">{t('people.future')}</Mark>}
      </div>
      <div>
        {t('people.postOf', {
          position: format.name(assignment.positionNames),
          department: format.name(assignment.departmentNames),
        })}
      </div>
      <div className="quiet">
        {assignment.managerName ? t('people.under', { manager: assignment.managerName }) : t('people.underNobody')}
      </div>
      <div className="quiet">
        {recordedTo === null
          ? t('people.recorded', { when: format.moment(recordedFrom) })
          : t('people.recordedUntil', { when: format.moment(recordedFrom), until: format.moment(recordedTo) })}
      </div>
    </li>
  );
}
