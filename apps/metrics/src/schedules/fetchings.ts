import { Inject, Injectable } from '@nestjs/common';
import type { SourceFetching } from '../../../../libs/contracts/metrics/source-schedule.js';
import type { CalendarTable } from '../../../../libs/domain/calendar/index.js';
import { processLogger } from '../../../../libs/platform/telemetry/index.js';
import type { MetricsCall } from '../caller.js';
import { ORGANISATION, type Organisation } from '../organisation/organisation.js';
import { PLANNING, type Planning } from './planning.js';
import type { StoredFetching } from './schedule-rows.js';
import { nextTimes } from './times.js';

const timesShown = 3;
const weekendsOnly: CalendarTable = { exceptions: new Map(), loadedYears: new Set() };

/** Schedules with their next times. */
@Injectable()
export class Fetchings {
  constructor(
    @Inject(ORGANISATION) private readonly organisation: Organisation,
    @Inject(PLANNING) private readonly planning: Planning,
  ) {}

  /** Asks others, and so outside of any transaction. */
  async of<Stored extends StoredFetching>(
    call: MetricsCall,
    stored: readonly Stored[],
    now: string,
  ): Promise<readonly (Stored & Pick<SourceFetching, 'next'>)[]> {
    const schedules = stored.flatMap(({ schedule }) => schedule ?? []);
    const zone = schedules.length > 0 ? await this.organisation.zone(call) : 'UTC';
    const needsCalendar = schedules.some(({ days }) => days.kind === 'working_days');
    const calendar = needsCalendar ? await this.calendar(call) : weekendsOnly;
    return stored.map((one) => ({ ...one, next: nextOf(one, zone, calendar, now) }));
  }

  /** A page that shows a source does without its next dates rather than not at all. */
  private async calendar(call: MetricsCall): Promise<CalendarTable | null> {
    try {
      return await this.planning.calendar(call);
    } catch (error) {
      processLogger().warn({ err: String(error) }, 'the calendar could not be asked');
      return null;
    }
  }
}

function nextOf(
  { schedule }: StoredFetching,
  zone: string,
  calendar: CalendarTable | null,
  now: string,
): string[] | null {
  if (schedule === null) return [];
  if (calendar === null && schedule.days.kind === 'working_days') return null;
  return nextTimes(schedule, zone, calendar ?? weekendsOnly, { after: now, count: timesShown });
}
