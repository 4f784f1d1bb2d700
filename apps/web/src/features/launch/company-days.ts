import { useQueries } from '@tanstack/react-query';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { api } from '../../shared/api.js';

type CalendarDay = ReplyOf<typeof cyclesHttp.getCalendar>['days'][number];
export interface CompanyDays {
  /** What the calendar says of a day beyond its weekday; undefined: nothing. */
  readonly special: (day: string) => CalendarDay | undefined;
  readonly rests: (day: string) => boolean;
}

const calendarRestsMs = 600_000;

/** The company's working-day calendar of the months' years. */
export function useCompanyDays(months: readonly string[]): CompanyDays {
  const years = [...new Set(months.map((month) => Number(month.slice(0, 4))))];
  const days = useQueries({
    queries: years.map((year) => ({
      queryKey: ['calendar', year],
      queryFn: () => api(cyclesHttp.getCalendar, { params: { year } }),
      staleTime: calendarRestsMs,
    })),
    combine: (answers) => new Map(answers.flatMap(({ data }) => data?.days ?? []).map((day) => [day.day, day])),
  });
  return {
    special: (day) => days.get(day),
    rests: (day) => (days.get(day)?.kind ?? (weekend(day) ? 'rest' : 'working')) === 'rest',
  };
}

const weekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
