/**
 * What the cycle's workflows ask of the record. Each operation is one set-based transaction under the rows' locks, by the domain's
 * rules and the database's clock; each may be run again with the same effect (rows already moved are left alone).
 */
export interface CycleAddress {
  readonly companyId: string;
  readonly cycleId: string;
}
/** Who commands, for the record and its audit entries; `requestId` joins the workflow's work to the click that caused it. */
export interface CommandOrigin extends CycleAddress {
  readonly byAccountId: string;
  readonly byPersonId?: string | null;
  readonly requestId?: string;
  /** Of the command as said: one that is obeyed twice has its effect once. */
  readonly commandId?: string;
}
export interface CohortAddress extends CycleAddress {
  readonly cohortNo: number;
}

export interface CollectionPlan {
  readonly sourceIds: readonly string[];
  /** ISO instant of the cut-off: inputs freeze here, or as soon as every source is signed off. */
  readonly cutOffAt: string;
}

export interface CohortProgress {
  /** Every appraisal of the cohort is acknowledged (or deemed, excluded). */
  readonly done: boolean;
  readonly people: number;
  readonly acknowledged: number;
  /** Appraisals whose recheck ended and that wait for a new score run. */
  readonly waitingForRescore: number;
  /** Calibration sessions that wait to be opened: their groups are complete. Histories from before there was calibration leave it out. */
  readonly calibrationsToOpen?: number;
  /** ISO instant of the next reminder, escalation or end of a window, also when it has passed and waits to be acted on; null: nothing is timed, or the cycle is paused. */
  readonly nextDeadlineAt: string | null;
}

export interface CycleRecord {
  /** launching → collecting: cohorts (≤ 500 people, a manager's team never split) and appraisals exist; metrics holds the population. */
  openCollection(cycle: CycleAddress): Promise<CollectionPlan & { cohortNos: readonly number[] }>;
  /** Asks metrics to fetch one source; `awaiting_upload` for file sources. */
  fetchSource(
    cycle: CycleAddress & { sourceId: string },
  ): Promise<{ outcome: 'loaded' | 'unchanged' | 'awaiting_upload' }>;
  /** Sources without a sign-off, by id. Opens and closes the data owners' sign-off tasks accordingly. */
  waitingSources(cycle: CycleAddress): Promise<{ waiting: readonly string[] }>;
  /** collecting → scoring: metrics freezes, the cut-off is recorded. */
  freezeInputs(cycle: CycleAddress): Promise<void>;
  /** Has metrics compute the cohort's first run and copies results and lines; blocked people get a data-gap task for HR. */
  scoreCohort(cohort: CohortAddress): Promise<{ scored: number; blocked: number }>;
  /** Opens the first human stage of the route for everybody scored and not yet there. Cycle: scoring → in_review. */
  openReview(cohort: CohortAddress): Promise<{ opened: number }>;
  readProgress(cohort: CohortAddress): Promise<CohortProgress>;
  /** New runs for appraisals that wait for one, then back to the manager's review with the next round. */
  rescoreReturned(cohort: CohortAddress): Promise<{ rescored: number }>;
  /** Opens the calibration session of every group of which everybody has arrived. */
  openCalibrations(cohort: CohortAddress): Promise<{ opened: number }>;
  /** Reminders that are due now, one digest per assignee. */
  remindLate(cohort: CohortAddress): Promise<{ reminded: number }>;
  /** Tells the manager's manager of tasks past their escalation time. */
  escalateLate(cohort: CohortAddress): Promise<{ escalated: number }>;
  /** Silence past the acknowledgement window: a recorded deemed acceptance. */
  deemAccepted(cohort: CohortAddress): Promise<{ deemed: number }>;
  /** All cohorts done: in_review → publishing; renders and stores the cycle report and the score sheets, tells the readers. */
  publishReport(cycle: CycleAddress): Promise<{ reportId: string }>;
  /** publishing → signing_off: the HR sign-off task. */
  openSignOff(cycle: CycleAddress): Promise<{ taskId: string; dueAt: string }>;
  isSignedOff(cycle: CycleAddress): Promise<boolean>;
  /** signing_off → closed: results are locked. */
  closeCycle(cycle: CycleAddress): Promise<void>;

  extend(command: CommandOrigin & { stage: string; days: number; reason: string }): Promise<void>;
  pause(command: CommandOrigin & { reason: string }): Promise<void>;
  resume(command: CommandOrigin): Promise<void>;
  cancel(command: CommandOrigin & { reason: string }): Promise<void>;
  excludePerson(command: CommandOrigin & { personId: string; reason: string }): Promise<{ cohortNo: number }>;
  /** Late data that were approved count; whoever they touch has a new run, and is asked again where they had seen another result. */
  rescoreLate(command: CommandOrigin & { lateRequestId: string }): Promise<{ cohortNos: readonly number[] }>;
  /** The person joins a cohort with room (or a new one); scored and opened when the cycle is past those stages. */
  addPerson(
    command: CommandOrigin & { personId: string; reason: string },
  ): Promise<{ cohortNo: number; newCohort: boolean }>;
}
