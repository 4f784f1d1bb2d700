import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { cyclesTaskQueue, workflowIds } from '../../../../libs/contracts/cycles/workflow.js';
import { companies } from '../../../../libs/contracts/roles/messages.js';
import type { TemporalClient } from '../../../../libs/platform/temporal/index.js';
import { type Services, systemCall } from '../record/ports.js';
import type { launchByCalendar } from '../workflows/index.js';

/** A company that is new, or whose schedule was lost with Temporal's data, has one within this time. */
const againMs = 5 * 60_000;
const afterFailureMs = 15_000;
const anyCompany = '00000000-0000-0000-0000-000000000000';

/** Every company's hourly look at its calendar, as a schedule of Temporal's. */
export class CalendarSchedules {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly temporal: Pick<TemporalClient, 'use'>,
    private readonly services: Services,
    private readonly onError: (error: unknown) => void,
    private readonly taskQueue = cyclesTaskQueue,
  ) {}

  start(): void {
    this.running = this.keep();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async keep(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const well = await this.ensureAll().then(
        () => true,
        (error: unknown) => {
          this.onError(error);
          return false;
        },
      );
      await sleep(well ? againMs : afterFailureMs, undefined, { signal: this.stopping.signal, ref: false }).catch(
        () => undefined,
      );
    }
  }

  private async ensureAll(): Promise<void> {
    const { companies: all } = await this.services.ask(companies, {}, systemCall(anyCompany));
    for (const { companyId } of all) await this.ensure(companyId);
  }

  /** Safe to repeat. What an hour missed the next one does: it looks at what is due, not at what time it is. */
  async ensure(companyId: string): Promise<void> {
    await this.temporal.use(async (client: Client) => {
      try {
        await client.schedule.create({
          scheduleId: workflowIds.calendar(companyId),
          spec: { intervals: [{ every: '1 hour', offset: '5 minutes' }] },
          action: {
            type: 'startWorkflow',
            workflowType: 'launchByCalendar' satisfies (typeof launchByCalendar)['name'],
            workflowId: workflowIds.calendar(companyId),
            args: [{ companyId }],
            taskQueue: this.taskQueue,
          },
          policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 hour' },
          state: { triggerImmediately: true },
        });
      } catch (error) {
        if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      }
    });
  }
}
