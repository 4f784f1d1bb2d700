import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';

/** What Temporal holds of a cycle: ids, instants and states. Reasons, comments and scores stay in the record. */

export const cyclesTaskQueue = 'cycles';

export interface CycleAddress {
  readonly companyId: string;
  readonly cycleId: string;
}

/** The one place where workflow ids are made: business keys, never personal data. */
export const workflowIds = {
  cycle: (cycleId: string): string => `cycle/${cycleId}`,
  cohort: (cycleId: string, cohortNo: number): string => `cycle/${cycleId}/cohort/${cohortNo}`,
  source: (cycleId: string, sourceId: string): string => `cycle/${cycleId}/source/${sourceId}`,
  /** Of the schedule, and with its time of the workflows that it starts. */
  calendar: (companyId: string): string => `calendar/${companyId}`,
};

/** The chapters of a cycle's story, in order. */
export const cyclePhases = ['opening', 'collecting', 'scoring', 'reviewing', 'publishing', 'signing_off'] as const;
export type CyclePhase = (typeof cyclePhases)[number];

export interface AppraisalCycleInput extends CycleAddress {
  /** Set by `reconcile` and by continue-as-new: a paused cycle starts paused. */
  readonly paused?: boolean;
  /** Set by continue-as-new alone: earlier chapters are over. A rebuilt workflow tells its story again and the record answers at once. */
  readonly from?: { readonly phase: CyclePhase; readonly cohortsDone: readonly number[] };
}
export interface CohortInput extends CycleAddress {
  readonly cohortNo: number;
  readonly paused: boolean;
}
export interface SourceInput extends CycleAddress {
  readonly sourceId: string;
  readonly cutOffAt: string;
  readonly paused: boolean;
}

/** What the calendar of a company asked for, by number. */
export interface CalendarActs {
  readonly checked: number;
  readonly launched: number;
  readonly refused: number;
  readonly warned: number;
}

export type CycleOutcome = 'closed' | 'cancelled';
export type SourceOutcome = 'signed_off' | 'cut_off';

/** A step the record refused: shown, and tried again at the next news. */
export interface Obstacle {
  readonly step: string;
  readonly code: string;
}

export interface CycleProgress {
  readonly phase: CyclePhase;
  readonly paused: boolean;
  readonly obstacle: Obstacle | null;
  /** null: still collecting. */
  readonly sources: Readonly<Record<string, SourceOutcome | null>>;
  readonly cohorts: { readonly total: number; readonly done: number };
}
export const progressQuery = defineQuery<CycleProgress>('progress');

/** The record has moved: read it again. Carries nothing, so that many decisions are one signal. */
export const newsSignal = defineSignal('news');
/** From a cycle to its cohorts and sources. */
export const steerSignal = defineSignal<[{ readonly paused: boolean; readonly cutOffAt: string }]>('steer');
/** From a cohort or a source to its cycle. A signal and not the child's result, because it must reach the cycle after continue-as-new too. */
export const cohortDoneSignal = defineSignal<[{ readonly cohortNo: number }]>('cohortDone');
export const sourceDoneSignal =
  defineSignal<[{ readonly sourceId: string; readonly outcome: SourceOutcome }]>('sourceDone');

/** HR's commands. What was said (reason, stage, person) is the row `cycles.command`; the update carries its id. */
export const commandKinds = ['extend', 'pause', 'resume', 'cancel', 'excludePerson', 'addPerson', 'rescore'] as const;
export type CommandKind = (typeof commandKinds)[number];
export interface CommandReference {
  readonly commandId: string;
}
export interface CommandResult {
  /** The cohort the person left or joined. */
  readonly cohortNo?: number;
  /** The cohorts of those whose results late data changed. */
  readonly cohortNos?: readonly number[];
}
const commandUpdate = (kind: CommandKind) => defineUpdate<CommandResult, [CommandReference]>(kind);
export const commandUpdates = {
  extend: commandUpdate('extend'),
  pause: commandUpdate('pause'),
  resume: commandUpdate('resume'),
  cancel: commandUpdate('cancel'),
  excludePerson: commandUpdate('excludePerson'),
  addPerson: commandUpdate('addPerson'),
  rescore: commandUpdate('rescore'),
} as const satisfies Record<CommandKind, unknown>;
