import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/format.js';
import { type CalendarDay, weekdayOf, weeksOf } from './calendar-days.js';
import { useDayWords } from './day-words.js';

interface MonthGridProps {
  /** `2026-10` */
  readonly month: string;
  readonly days: ReadonlyMap<string, CalendarDay>;
  readonly today: string;
  /** Absent where the reader may not change days. */
  readonly onChoose: ((day: string) => void) | undefined;
}

export function MonthGrid({ month, ...rest }: MonthGridProps) {
  const format = useFormat();
  const weekday = new Intl.DateTimeFormat(format.locale, { weekday: 'narrow', timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(format.locale, { weekday: 'long', timeZone: 'UTC' });
  const name = format.month(`${month}-01`);
  // Any Monday and the days after it.
  const week = Array.from({ length: 7 }, (_, index) => new Date(Date.UTC(2024, 0, 1 + index)));
  return (
    <section className="month-card" aria-label={name}>
      <h3 className="month-name">{name}</h3>
      <table className="month-grid">
        <thead>
          <tr>
            {week.map((day) => (
              <th key={day.getUTCDate()} scope="col" abbr={long.format(day)}>
                {weekday.format(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((days) => (
            <tr key={days.find((day) => day !== null)}>
              {days.map((day, index) => (
                <td key={day ?? `none-${week[index]?.getUTCDate()}`}>{day && <Day day={day} {...rest} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Day({ day, days, today, onChoose }: Omit<MonthGridProps, 'month'> & { day: string }) {
  const { t } = useTranslation();
  const describe = useDayWords();
  const known = days.get(day);
  const text = describe(day, known);
  const marks = [
    'day',
    weekdayOf(day) > 4 ? 'weekend' : '',
    known?.kind ?? '',
    known?.source === 'company' ? 'own' : '',
    day === today ? 'today' : '',
  ];
  const number = String(Number(day.slice(8)));
  const className = marks.filter((mark) => mark !== '').join(' ');
  const sign =
    known && t(known.kind === 'rest' ? 'administration.calendar.restSign' : 'administration.calendar.workSign');
  // The eye takes the number from its place in the month; the ear gets the whole sentence.
  const content = (
    <>
      <span aria-hidden>
        {number}
        {sign && <small>{sign}</small>}
      </span>
      {(known || onChoose) && <span className="heard-only">{text}</span>}
    </>
  );
  if (!onChoose)
    return (
      <span className={className} title={text}>
        {content}
      </span>
    );
  return (
    <button type="button" className={className} title={text} onClick={() => onChoose(day)}>
      {content}
    </button>
  );
}
