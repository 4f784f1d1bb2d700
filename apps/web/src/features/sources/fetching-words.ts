import { useTranslation } from 'react-i18next';
import type { SourceSchedule } from '../../../../../libs/contracts/metrics/http.js';
import { useFormat } from '../../shared/format.js';

/** The first of January 2024 was a Monday. */
const dayOf = (weekday: number): string => `2024-01-0${weekday}`;

/** A schedule in plain words. */
export function useFetchingWords() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const and = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const weekday = (no: number): string => format.weekday(dayOf(no));
  const schedule = ({ days, times }: SourceSchedule): string => {
    const at = and.format([...times].sort());
    if (days.kind !== 'weekdays') return t(`fetching.means.${days.kind}`, { times: at });
    return t('fetching.means.weekdays', { times: at, weekdays: and.format([...days.weekdays].sort().map(weekday)) });
  };
  /** How soon, and the very time. */
  const moment = (at: string): string =>
    t('fetching.momentRelative', { when: format.moment(at), relative: format.relative(at) });
  return { schedule, weekday, moment };
}
