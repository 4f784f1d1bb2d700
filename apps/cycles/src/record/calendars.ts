import type { DataSource } from 'typeorm';
import type { CalendarTable, CompanyClock } from '../../../../libs/domain/calendar/index.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';

/** A corrected day acts on tasks opened from then on; a minute of the old one does no harm. */
const keepMs = 60_000;

/** The companies' working days, read from the calendar tables and remembered for a minute. */
export class Calendars {
  private readonly kept = new Map<string, { readonly calendar: CalendarTable; readonly readAtMs: number }>();

  constructor(private readonly database: DataSource) {}

  async clockOf(companyId: string, timeZone: string): Promise<CompanyClock> {
    return { calendar: await this.calendarOf(companyId), timeZone };
  }

  async calendarOf(companyId: string): Promise<CalendarTable> {
    const kept = this.kept.get(companyId);
    if (kept && performance.now() - kept.readAtMs < keepMs) return kept.calendar;
    const calendar = await this.read(companyId);
    this.kept.set(companyId, { calendar, readAtMs: performance.now() });
    return calendar;
  }

  /** Somebody changed it in this process; others hear of it within the minute. */
  forget(companyId: string): void {
    this.kept.delete(companyId);
  }

  private read(companyId: string): Promise<CalendarTable> {
    return inTransaction(this.database, { companyId }, async (transaction) => {
      const years = await transaction.query<{ year: number }>('select year from cycles.calendar_year');
      const days = await transaction.query<{ day: string; kind: 'working' | 'rest' }>(
        `select d.day::text as day, coalesce(c.kind, d.kind) as kind
         from cycles.calendar_day d left join cycles.company_calendar_day c on c.company_id = $1 and c.day = d.day
         union
         select c.day::text, c.kind from cycles.company_calendar_day c where c.company_id = $1`,
        [companyId],
      );
      return {
        exceptions: new Map(days.map(({ day, kind }) => [day, kind])),
        loadedYears: new Set(years.map(({ year }) => year)),
      };
    });
  }
}
