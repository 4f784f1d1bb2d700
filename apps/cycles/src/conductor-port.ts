import type { CycleProgress } from '../../../libs/contracts/cycles/workflow.js';
import type { CohortAddress, CycleAddress } from './record/set-operations.js';

export interface ConductorCommand extends CycleAddress {
  readonly byAccountId: string;
  readonly byPersonId: string;
  readonly requestId: string;
  /** Of the request, whose repetition is the same command; left out, the request id tells repetitions. */
  readonly key?: string;
}

/**
 * What the API process asks of the workflows. HR's commands are Updates: they resolve when the record has done them. `start` and the
 * signals are sent from the outbox after the commit that caused them and may be repeated.
 * A command that the workflow or the record refuses rejects with a `Problem`; an engine that is not reachable with a 503 `Problem`
 * (commands) or `ReceiverUnavailable` (start and signals, tried again for ever).
 */
export interface CycleConductor {
  /** A cycle that already runs is left alone. */
  start(cycle: CycleAddress): Promise<void>;
  /** Something of the cohort moved: look at its progress again. */
  signalProgress(cohort: CohortAddress): Promise<void>;
  /** Something of the cycle itself moved: a source's sign-off, the cycle's sign-off. */
  signalCycle(cycle: CycleAddress): Promise<void>;
  /** Something of one source moved: a batch was loaded, its data owner signed off. */
  signalSource(source: CycleAddress & { sourceId: string }): Promise<void>;

  extend(command: ConductorCommand & { stage: string; days: number; reason: string }): Promise<void>;
  pause(command: ConductorCommand & { reason: string }): Promise<void>;
  resume(command: ConductorCommand): Promise<void>;
  cancel(command: ConductorCommand & { reason: string }): Promise<void>;
  excludePerson(command: ConductorCommand & { personId: string; reason: string }): Promise<void>;
  addPerson(command: ConductorCommand & { personId: string; reason: string }): Promise<void>;
  /** Takes late data in that were approved. */
  rescore(command: ConductorCommand & { lateRequestId: string }): Promise<void>;

  /** What the cycle's workflow does at this moment. */
  progress(cycle: CycleAddress): Promise<CycleProgress>;
}

export const CYCLE_CONDUCTOR = Symbol('CYCLE_CONDUCTOR');

/** The worker's activities are given the `CycleRecord` under this token. */
export const CYCLE_RECORD = Symbol('CYCLE_RECORD');
