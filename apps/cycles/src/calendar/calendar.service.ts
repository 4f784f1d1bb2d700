import { Inject, Injectable } from '@nestjs/common';
import { type cyclesHttp, holidays } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canEditCalendar } from '../../../../libs/domain/access/can-edit-calendar.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { forbidden, Problem } from '../../../../libs/platform/http/index.js';
import { actingCall, actorOf, type CyclesCall, scopeOf } from '../caller.js';
import { writeHistory } from '../record/history.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';

type Http = typeof cyclesHttp;
type CalendarYear = ReplyOf<Http['getCalendar']>;

@Injectable()
export class CalendarService {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  async read({ params: { year } }: InputOf<Http['getCalendar']>, call: CyclesCall): Promise<CalendarYear> {
    // Everybody signed in may know which days are worked.
    actorOf(call);
    return inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      readYear(transaction, call.companyId, year),
    );
  }

  async put(
    { params: { year }, body }: InputOf<Http['putCalendarDays']>,
    unchecked: CyclesCall,
  ): Promise<CalendarYear> {
    const call = actingCall(unchecked);
    if (!canEditCalendar(call.actor))
      throw forbidden('calendar.not_allowed', 'Only HR and administrators change the calendar.');
    const stranger = body.days.find(({ day }) => Number(day.slice(0, 4)) !== year);
    if (stranger) {
      throw new Problem(422, 'calendar.other_year', `${stranger.day} is not a day of ${year}; change it there.`, {
        day: stranger.day,
        year,
      });
    }
    const answer = await inTransaction(this.ports.database, scopeOf(call), async (transaction) => {
      const before = await readYear(transaction, call.companyId, year);
      await writeDays(transaction, call.companyId, body.days);
      const after = await readYear(transaction, call.companyId, year);
      await writeHistory(transaction, call, {
        action: 'calendar.changed',
        subjectType: 'calendar',
        subjectId: String(year),
        before: ownDays(before),
        after: ownDays(after),
        by: { byAccountId: call.actor.accountId, byPersonId: call.actor.personId, requestId: call.requestId },
      });
      return after;
    });
    this.ports.calendars.forget(call.companyId);
    return answer;
  }
}

const ownDays = ({ days }: CalendarYear) => ({ days: days.filter(({ source }) => source === 'company') });

async function writeDays(
  transaction: Transaction,
  companyId: string,
  days: InputOf<Http['putCalendarDays']>['body']['days'],
): Promise<void> {
  await transaction.query('delete from cycles.company_calendar_day where company_id = $1 and day = any($2::date[])', [
    companyId,
    days.map(({ day }) => day),
  ]);
  await transaction.query(
    `insert into cycles.company_calendar_day (company_id, day, kind, note)
     select $1, d.day, d.kind, d.note from jsonb_to_recordset($2::jsonb) as d(day date, kind text, note text) where d.kind is not null`,
    [companyId, JSON.stringify(days)],
  );
}

async function readYear(transaction: Transaction, companyId: string, year: number): Promise<CalendarYear> {
  const [loaded] = await transaction.query('select from cycles.calendar_year where year = $1', [year]);
  const rows = await transaction.query<{
    day: string;
    shipped: string | null;
    holiday: string | null;
    own: string | null;
    note: string | null;
  }>(
    `select coalesce(c.day, d.day)::text as day, d.kind as shipped, d.name_en as holiday, c.kind as own, c.note
     from (select * from cycles.calendar_day where extract(year from day) = $2) d
     full join (select * from cycles.company_calendar_day where company_id = $1 and extract(year from day) = $2) c on c.day = d.day
     order by 1`,
    [companyId, year],
  );
  return {
    year,
    loaded: loaded !== undefined,
    days: rows.map(({ day, shipped, holiday, own, note }) => ({
      day,
      kind: (own ?? shipped) as CalendarYear['days'][number]['kind'],
      holiday: holidayOf(holiday),
      note,
      source: own === null ? 'shipped' : 'company',
    })),
  };
}

/** `Tomb-sweeping Day` is `tomb_sweeping_day`. */
function holidayOf(name: string | null): CalendarYear['days'][number]['holiday'] {
  const code = name
    ?.toLowerCase()
    .replaceAll("'", '')
    .replace(/[^a-z]+/g, '_');
  return holidays.find((holiday) => holiday === code) ?? null;
}
