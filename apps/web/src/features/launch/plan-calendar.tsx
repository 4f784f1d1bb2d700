import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.js';
import { useTimeZone } from '../../shared/time-zone.js';
import { type CompanyDays, useCompanyDays } from './company-days.js';
import type { Check } from './plan.js';
import { lastDay, monthsBetween, type StageDays, stageDays, weeksOf } from './plan-days.js';

interface PlanCalendarProps {
  readonly check: Check;
  readonly today: string;
}

/** The plan on the company's calendar: stages as bars, the days they are due, holidays and make-up days. */
export function PlanCalendar({ check, today }: PlanCalendarProps) {
  const zone = useTimeZone();
  const stages = stageDays(zone, check.plan);
  const report = lastDay(zone, check.deadlines.reportDueAt);
  const last = [...stages.map(({ to }) => to), report].toSorted().at(-1) ?? today;
  const first = [...stages.map(({ from }) => from)].toSorted()[0] ?? today;
  const months = monthsBetween(first, last);
  const company = useCompanyDays(months);
  return (
    <div className="plan-months">
      {months.map((month) => (
        <Month key={month} month={month} stages={stages} report={report} today={today} company={company} />
      ))}
    </div>
  );
}

interface MonthProps extends Omit<DayProps, 'day'> {
  readonly month: string;
}

function Month({ month, ...rest }: MonthProps) {
  const format = useFormat();
  const weeks = weeksOf(month);
  return (
    <table className="plan-month">
      <caption>{format.month(month)}</caption>
      <thead>
        <tr>
          {mondayToSunday.map((day) => (
            <th key={day} scope="col">
              {format.weekday(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, row) => (
          <tr key={week.find((day) => day !== null) ?? row}>
            {week.map((day, column) =>
              day === null ? <td key={mondayToSunday[column]} /> : <Day key={day} day={day} {...rest} />,
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Any week that begins on a Monday: only its weekdays' names are read. */
const mondayToSunday = Array.from({ length: 7 }, (_, index) => `2026-06-0${index + 1}`);

interface DayProps {
  readonly day: string;
  readonly stages: readonly StageDays[];
  readonly report: string;
  readonly today: string;
  readonly company: CompanyDays;
}

function Day({ day, stages, report, today, company }: DayProps) {
  const { t } = useTranslation();
  const special = company.special(day);
  const at = stages.filter(({ from, to }) => from <= day && day <= to);
  const due = at.filter(({ to }) => to === day).map(({ stage }) => t('launch.dueOn', { stage: t(`stage.${stage}`) }));
  const said = [
    ...(special ? [special.holiday ? t(`launch.holiday.${special.holiday}`) : (special.note ?? '')] : []),
    ...(day === report ? [t('launch.reportOn')] : []),
    ...due,
  ].filter((text) => text !== '');
  const classes = [company.rests(day) ? 'rests' : '', day === today ? 'today' : ''].filter((name) => name !== '');
  return (
    <td className={classes.join(' ')} title={said.length === 0 ? undefined : said.join('\n')}>
      <span className="plan-day">
        {Number(day.slice(8))}
        {special && <span className={`plan-kind ${special.kind}`}>{t(`launch.dayKind.${special.kind}`)}</span>}
      </span>
      {day === report && <span className="plan-report" aria-hidden />}
      {at.map(({ stage, to }) => (
        <span key={stage} className={`plan-bar plan-${stage}${to === day ? ' ends' : ''}`} aria-hidden />
      ))}
      {said.length > 0 && <span className="heard-only">{said.join(', ')}</span>}
    </td>
  );
}
