import { collectingCycles, workingCalendar } from '../../../../libs/contracts/cycles/messages.js';
import type { CalendarTable } from '../../../../libs/domain/calendar/index.js';
import type { ServiceClient } from '../../../../libs/platform/messaging/index.js';
import type { MetricsCall } from '../caller.js';

/** What metrics plans by; the service of cycles answers it. */
export interface Planning {
  calendar(call: MetricsCall): Promise<CalendarTable>;
  /** Of these cycles, those that collect now. */
  collecting(call: MetricsCall, cycleIds: readonly string[]): Promise<readonly string[]>;
}

export const PLANNING = Symbol('PLANNING');

export class CyclesPlanning implements Planning {
  constructor(private readonly client: ServiceClient) {}

  async calendar(call: MetricsCall): Promise<CalendarTable> {
    const { exceptions, loadedYears } = await this.client.ask(workingCalendar, {}, call);
    return {
      exceptions: new Map(exceptions.map(({ day, kind }) => [day, kind])),
      loadedYears: new Set(loadedYears),
    };
  }

  async collecting(call: MetricsCall, cycleIds: readonly string[]): Promise<readonly string[]> {
    return (await this.client.ask(collectingCycles, { cycleIds: [...cycleIds] }, call)).cycleIds;
  }
}
