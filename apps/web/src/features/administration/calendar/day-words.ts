import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/format.js';
import { type CalendarDay, weekdayOf } from './calendar-days.js';

/** A day and what it is, in one sentence. */
export function useDayWords(): (day: string, known: CalendarDay | undefined) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (day, known) => {
    const date = format.date(day);
    if (!known)
      return t(weekdayOf(day) > 4 ? 'administration.calendar.day.weekend' : 'administration.calendar.day.weekday', {
        date,
      });
    if (known.source === 'company')
      return t(`administration.calendar.day.own_${known.kind}`, { date, note: known.note ?? '' });
    const holiday = t(`administration.calendar.holiday.${known.holiday ?? 'other'}`);
    return t(`administration.calendar.day.${known.kind}`, { date, holiday });
  };
}
