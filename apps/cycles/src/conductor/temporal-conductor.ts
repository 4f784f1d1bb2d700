import { createHash } from 'node:crypto';
import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type WorkflowStartOptions,
} from '@temporalio/client';
import type { DataSource } from 'typeorm';
import {
  type CommandResult,
  type CycleProgress,
  commandUpdates,
  cyclesTaskQueue,
  newsSignal,
  progressQuery,
  workflowIds,
} from '../../../../libs/contracts/cycles/workflow.js';
import { ReceiverUnavailable } from '../../../../libs/platform/outbox/index.js';
import { type TemporalClient, TemporalUnavailable } from '../../../../libs/platform/temporal/index.js';
import type { ConductorCommand, CycleConductor } from '../conductor-port.js';
import type { CohortAddress, CycleAddress } from '../record/set-operations.js';
import type { appraisalCycle } from '../workflows/index.js';
import { type Command, writeCommand } from './command-row.js';
import { problemOf } from './refusals.js';

/** A command scores a person who joins: longer than that it is answered 503, and goes on by itself. */
const commandMs = 25_000;
/** A page waits for it: it shows what the record says when the engine is slow. */
const progressMs = 3_000;

/** The cycles' workflows, spoken to through Temporal's client. */
export class TemporalConductor implements CycleConductor {
  constructor(
    private readonly temporal: TemporalClient,
    private readonly database: DataSource,
    private readonly taskQueue = cyclesTaskQueue,
  ) {}

  async start(cycle: CycleAddress): Promise<void> {
    // Told twice of one launch, also after the cycle's end, it starts once.
    await this.begin(cycle, false, 'ALLOW_DUPLICATE_FAILED_ONLY');
  }

  /** For `reconcile`: starts what is missing with its pause as the record has it. Answers false when it runs already. */
  restart(cycle: CycleAddress, paused: boolean): Promise<boolean> {
    return this.begin(cycle, paused, 'ALLOW_DUPLICATE');
  }

  private begin(
    cycle: CycleAddress,
    paused: boolean,
    workflowIdReusePolicy: WorkflowStartOptions['workflowIdReusePolicy'],
  ): Promise<boolean> {
    return this.told(async (client) => {
      try {
        await client.workflow.start<typeof appraisalCycle>('appraisalCycle', {
          workflowId: workflowIds.cycle(cycle.cycleId),
          taskQueue: this.taskQueue,
          args: [{ companyId: cycle.companyId, cycleId: cycle.cycleId, paused }],
          workflowIdReusePolicy,
          // A company that launches for 100,000 people does not keep the others waiting.
          priority: { fairnessKey: cycle.companyId },
        });
        return true;
      } catch (error) {
        if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
        throw error;
      }
    });
  }

  signalProgress = ({ cycleId, cohortNo }: CohortAddress): Promise<void> =>
    this.signal(workflowIds.cohort(cycleId, cohortNo));
  signalCycle = ({ cycleId }: CycleAddress): Promise<void> => this.signal(workflowIds.cycle(cycleId));
  signalSource = ({ cycleId, sourceId }: CycleAddress & { sourceId: string }): Promise<void> =>
    this.signal(workflowIds.source(cycleId, sourceId));

  private signal(workflowId: string): Promise<void> {
    return this.told(async (client) => {
      try {
        await client.workflow.getHandle(workflowId).signal(newsSignal);
      } catch (error) {
        // Not begun yet or over: it reads the record when it begins, or has nothing to do with the news.
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    });
  }

  async extend(command: ConductorCommand & { stage: string; days: number; reason: string }): Promise<void> {
    const { stage, days, reason } = command;
    await this.command(command, { kind: 'extend', stage, days, reason });
  }

  async pause(command: ConductorCommand & { reason: string }): Promise<void> {
    await this.command(command, { kind: 'pause', reason: command.reason });
  }

  async resume(command: ConductorCommand): Promise<void> {
    await this.command(command, { kind: 'resume' });
  }

  async cancel(command: ConductorCommand & { reason: string }): Promise<void> {
    await this.command(command, { kind: 'cancel', reason: command.reason });
  }

  async excludePerson(command: ConductorCommand & { personId: string; reason: string }): Promise<void> {
    await this.command(command, { kind: 'excludePerson', personId: command.personId, reason: command.reason });
  }

  async addPerson(command: ConductorCommand & { personId: string; reason: string }): Promise<void> {
    await this.command(command, { kind: 'addPerson', personId: command.personId, reason: command.reason });
  }

  async rescore(command: ConductorCommand & { lateRequestId: string }): Promise<void> {
    await this.command(command, { kind: 'rescore', lateRequestId: command.lateRequestId });
  }

  /** Safe to repeat: the update's id is the command's, and Temporal answers a known id with the first result. */
  private async command(header: ConductorCommand, said: Command): Promise<CommandResult> {
    const { companyId, cycleId } = header;
    const commandId = commandIdOf(header, said);
    await writeCommand(this.database, { companyId, cycleId, commandId }, header, said);
    return this.asked(
      (client) =>
        client.workflow
          .getHandle(workflowIds.cycle(cycleId))
          .executeUpdate(commandUpdates[said.kind], { args: [{ commandId }], updateId: commandId }),
      commandMs,
    );
  }

  progress = ({ cycleId }: CycleAddress): Promise<CycleProgress> =>
    this.asked((client) => client.workflow.getHandle(workflowIds.cycle(cycleId)).query(progressQuery), progressMs);

  /** For the outbox: what Temporal does not take now is tried again for ever. */
  private async told<T>(work: (client: Client) => Promise<T>): Promise<T> {
    try {
      return await this.temporal.use(work);
    } catch (error) {
      throw error instanceof TemporalUnavailable ? new ReceiverUnavailable(error.message) : error;
    }
  }

  /** For people who wait for the answer. */
  private async asked<T>(work: (client: Client) => Promise<T>, withinMs: number): Promise<T> {
    try {
      return await this.temporal.use(work, withinMs);
    } catch (error) {
      throw problemOf(error);
    }
  }
}

/** The same request makes the same command. */
function commandIdOf({ cycleId, requestId, key }: ConductorCommand, said: Command): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([cycleId, key ?? requestId, said]))
    .digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
