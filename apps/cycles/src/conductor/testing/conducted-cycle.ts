import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError, WorkflowUpdateStage } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  type AppraisalCycleInput,
  type CommandResult,
  type CycleAddress,
  type CycleOutcome,
  type CycleProgress,
  commandUpdates,
  newsSignal,
  progressQuery,
  workflowIds,
} from '../../../../../libs/contracts/cycles/workflow.js';
import type { SkippedTime } from '../../../../../test/support/time-skipping.js';
import { atBoundary } from '../../activities/boundary.js';
import { type Activities, activitiesOf } from '../../activities/index.js';
import { RecordActivities } from '../../activities/record-activities.js';
import type { appraisalCycle } from '../../workflows/index.js';
import type { Command } from '../command-row.js';
import { obey } from '../obey.js';
import type { FakeRecord } from './fake-record.js';

/**
 * Timers that began with the wait fire before it ends. The time-skipping server loses a workflow for good when a timer fires in the moment
 * in which a signal or a command makes the workflow cancel it (github.com/temporalio/sdk-java/issues/2606 and 3088).
 */
const pastTimersMs = 7_000;

/** A cycle whose record is the fake, driven as the conductor and the relay would. */
export class ConductedCycle {
  readonly address: CycleAddress;
  /** Of its own, so that a test that failed leaves the next one alone. */
  readonly taskQueue: string;
  private readonly commands: Map<string, Command>;

  /** @param lost a cycle whose workflows are gone; its record and worker are used again. */
  constructor(
    private readonly environment: TestWorkflowEnvironment,
    readonly record: FakeRecord,
    lost?: ConductedCycle,
  ) {
    this.taskQueue = lost?.taskQueue ?? randomUUID();
    this.commands = lost?.commands ?? new Map();
    this.address = { companyId: '0199a000-0000-7000-8000-000000000001', cycleId: randomUUID() };
  }

  readonly activities = (): Activities =>
    activitiesOf(
      new RecordActivities(this.record),
      {
        runCommand: ({ commandId, ...cycle }) =>
          atBoundary(async () => {
            const said = this.commands.get(commandId);
            if (!said) throw new Error(`no command ${commandId}`);
            return obey(this.record, cycle, { byAccountId: 'hr', byPersonId: 'hr', requestId: 'request' }, said);
          }),
      },
      { actByCalendar: () => Promise.reject(new Error('a cycle asks nothing of the calendar')) },
    );

  async start(how: Pick<AppraisalCycleInput, 'paused' | 'from'> = {}): Promise<void> {
    await this.environment.client.workflow.start<typeof appraisalCycle>('appraisalCycle', {
      taskQueue: this.taskQueue,
      workflowId: workflowIds.cycle(this.address.cycleId),
      args: [{ ...this.address, ...how }],
    });
  }

  /** Runs the clock to the workflow's end. */
  result(): Promise<CycleOutcome> {
    return this.handle(workflowIds.cycle(this.address.cycleId)).result() as Promise<CycleOutcome>;
  }

  progress(): Promise<CycleProgress> {
    return this.handle(workflowIds.cycle(this.address.cycleId)).query(progressQuery);
  }

  command(said: Command): Promise<CommandResult> {
    return this.handle(workflowIds.cycle(this.address.cycleId)).executeUpdate(commandUpdates[said.kind], {
      args: [{ commandId: this.say(said) }],
    });
  }

  private say(said: Command): string {
    const commandId = randomUUID();
    this.commands.set(commandId, said);
    return commandId;
  }

  /**
   * Cancels and waits for the end. The answer of the command itself is not awaited: the time-skipping server sometimes forgets an update
   * that completes together with its workflow.
   */
  async cancel(): Promise<CycleOutcome> {
    const said: Command = { kind: 'cancel', reason: 'launched for the wrong month' };
    await this.handle(workflowIds.cycle(this.address.cycleId)).startUpdate(commandUpdates.cancel, {
      args: [{ commandId: this.say(said) }],
      waitForStage: WorkflowUpdateStage.ACCEPTED,
    });
    return this.result();
  }

  /** The code with which a command is refused; undefined: it was done. */
  async refusal(said: Command): Promise<string | undefined> {
    try {
      await this.command(said);
      return undefined;
    } catch (error) {
      return codeOf(error);
    }
  }

  tellCycle = (): Promise<void> => this.tell(workflowIds.cycle(this.address.cycleId));
  tellCohort = (cohortNo: number): Promise<void> => this.tell(workflowIds.cohort(this.address.cycleId, cohortNo));
  tellSource = (sourceId: string): Promise<void> => this.tell(workflowIds.source(this.address.cycleId, sourceId));

  async signOffEverySource(): Promise<void> {
    for (const sourceId of [...this.record.waiting]) {
      this.record.signOffSource(sourceId);
      await this.tellSource(sourceId);
    }
  }

  /** Until the managers' review is open. */
  async reachReview(): Promise<void> {
    await this.settle();
    await this.signOffEverySource();
    await this.settle();
    if (this.record.state !== 'in_review') throw new Error(`the review is not open: ${this.record.state}`);
  }

  /** Lets skipped time pass, and a little more. Time stands still while workflows and activities are at work. */
  async pass(ms: number): Promise<number> {
    await this.environment.sleep(ms + pastTimersMs);
    return this.now();
  }

  /** A minute is skipped once all have done what they had to do: on a busy machine they may need some of it. */
  settle(): Promise<number> {
    return this.pass(60_000);
  }

  /** Waits in real time, while an activity that hangs keeps time from being skipped. */
  async untilTrue(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await sleep(50);
  }

  now(): Promise<number> {
    return this.environment.currentTimeMs();
  }

  handle(workflowId: string) {
    return this.environment.client.workflow.getHandle(workflowId);
  }

  /** As the conductor does: a workflow that has not begun yet reads the record when it begins. */
  private async tell(workflowId: string): Promise<void> {
    try {
      await this.handle(workflowId).signal(newsSignal);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
}

/** Runs `work` on a cycle of this record that has just begun. */
export function conducted<T>(
  time: SkippedTime,
  record: FakeRecord,
  work: (cycle: ConductedCycle) => Promise<T>,
  how: Parameters<ConductedCycle['start']>[0] = {},
): Promise<T> {
  const cycle = new ConductedCycle(time.environment, record);
  return time.withWorker({ taskQueue: cycle.taskQueue, activities: { ...cycle.activities() } }, async () => {
    await cycle.start(how);
    return work(cycle);
  });
}

function codeOf(error: unknown): string {
  let code = String(error);
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('type' in at && typeof at.type === 'string') code = at.type;
  }
  return code;
}
