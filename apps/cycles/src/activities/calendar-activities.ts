import { Inject, Injectable } from '@nestjs/common';
import { CalendarLauncher } from '../launch/calendar-launcher.js';
import { heartbeating } from './boundary.js';

@Injectable()
export class CalendarActivities {
  constructor(@Inject(CalendarLauncher) private readonly launcher: Pick<CalendarLauncher, 'act'>) {}

  /** May run twice: each thing is done once. */
  actByCalendar = (company: { companyId: string }) => heartbeating(() => this.launcher.act(company));
}
