import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Flex, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../../libs/contracts/cycles/http.js';
import { canEditCalendar } from '../../../../../../libs/domain/access/can-edit-calendar.js';
import { api } from '../../../shared/api.js';
import { Page } from '../../../shared/page.js';
import { ProblemAlert } from '../../../shared/problem-alert.js';
import { actorOf, useMe } from '../../../shared/session.js';
import { useToday } from '../../../shared/today.js';
import { Sections } from '../sections.js';
import { monthsOf } from './calendar-days.js';
import { DayDialog } from './day-dialog.js';
import { MonthGrid } from './month-grid.js';
import { OwnDays } from './own-days.js';

/** Which days are worked in a year: holidays, make-up days, and the company's own word, which wins. */
export function CalendarPage() {
  const { t } = useTranslation();
  const me = useMe();
  const today = useToday();
  const navigate = useNavigate();
  const { year = Number(today.slice(0, 4)) } = useSearch({ from: '/shell/administration/calendar' });
  const [chosen, setChosen] = useState<string | null>(null);
  const calendar = useQuery({
    queryKey: ['calendar', year],
    queryFn: () => api(cyclesHttp.getCalendar, { params: { year } }),
  });
  const mayEdit = canEditCalendar(actorOf(me));
  const show = (next: number) =>
    void navigate({ to: '/administration/calendar', search: { year: next }, replace: true });
  const days = new Map(calendar.data?.days.map((day) => [day.day, day]));
  return (
    <Page title={t('administration.section.calendar')} subtitle={t('administration.calendar.subtitle')}>
      <Sections />
      <div className="stack">
        <Flex justify="space-between" align="center" wrap gap="small">
          <Flex align="center" gap="small">
            <Button
              icon={<LeftOutlined aria-hidden />}
              aria-label={t('administration.calendar.earlier')}
              onClick={() => show(year - 1)}
            />
            <h2 className="year-name" aria-live="polite">
              {t('administration.calendar.year', { year })}
            </h2>
            <Button
              icon={<RightOutlined aria-hidden />}
              aria-label={t('administration.calendar.later')}
              onClick={() => show(year + 1)}
            />
          </Flex>
          <Legend />
        </Flex>
        {calendar.error && <ProblemAlert error={calendar.error} onRetry={() => void calendar.refetch()} />}
        {calendar.data?.loaded === false && (
          <Alert type="warning" showIcon title={t('administration.calendar.notLoaded')} />
        )}
        {mayEdit && <p className="hint">{t('administration.calendar.choose')}</p>}
        {calendar.isPending ? (
          <Skeleton active paragraph={{ rows: 12 }} />
        ) : (
          <div className="year">
            {monthsOf(year).map((month) => (
              <MonthGrid key={month} {...{ month, days, today }} onChoose={mayEdit ? setChosen : undefined} />
            ))}
          </div>
        )}
        <OwnDays days={calendar.data?.days ?? []} onChoose={mayEdit ? setChosen : undefined} />
      </div>
      {chosen && <DayDialog key={chosen} day={chosen} known={days.get(chosen)} onClose={() => setChosen(null)} />}
    </Page>
  );
}

function Legend() {
  const { t } = useTranslation();
  const marks = [
    ['rest', t('administration.calendar.restSign')],
    ['working', t('administration.calendar.workSign')],
    ['own', ''],
  ] as const;
  return (
    <ul className="legend">
      {marks.map(([name, sign]) => (
        <li key={name}>
          <span className={`day ${name}`} aria-hidden>
            {sign}
          </span>
          {t(`administration.calendar.legend.${name}`)}
        </li>
      ))}
    </ul>
  );
}
