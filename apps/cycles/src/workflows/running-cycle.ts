import { CancellationScope } from '@temporalio/workflow';
import type {
  AppraisalCycleInput,
  CycleAddress,
  CyclePhase,
  CycleProgress,
  Obstacle,
  SourceOutcome,
} from '../../../../libs/contracts/cycles/workflow.js';
import type { Conduct } from './insist.js';

/** What the cycle's workflow knows between its steps. Everything here can be read again from the record. */
export class RunningCycle implements Conduct {
  readonly address: CycleAddress;
  /** What `cancel` ends; commands are answered outside of it. */
  readonly story = new CancellationScope();
  phase: CyclePhase;
  paused: boolean;
  heard = 0;
  cancelled = false;
  /** The story is told: nothing can be commanded any more. */
  over = false;
  obstacle: Obstacle | null = null;
  cutOffAt = '';
  readonly sources = new Map<string, SourceOutcome | null>();
  readonly cohorts = new Set<number>();
  readonly cohortsDone: Set<number>;
  /** Sources and cohorts that run, as far as the story knows. */
  readonly begun = new Set<string | number>();
  /** Ends of the parts that this run started, by workflow id. */
  readonly partEnds = new Map<string, Promise<unknown>>();
  private lastCommand: Promise<unknown> = Promise.resolve();
  private commandsUnderWay = 0;

  constructor(input: AppraisalCycleInput) {
    this.address = { companyId: input.companyId, cycleId: input.cycleId };
    this.paused = input.paused ?? false;
    this.phase = input.from?.phase ?? 'opening';
    this.cohortsDone = new Set(input.from?.cohortsDone);
  }

  plan(plan: { cutOffAt: string; sourceIds: readonly string[]; cohortNos: readonly number[] }): void {
    this.cutOffAt = plan.cutOffAt;
    for (const sourceId of plan.sourceIds) if (!this.sources.has(sourceId)) this.sources.set(sourceId, null);
    for (const cohortNo of plan.cohortNos) this.cohorts.add(cohortNo);
  }

  waitingSourceIds(): string[] {
    if (this.phase !== 'collecting') return [];
    return [...this.sources].filter(([, outcome]) => outcome === null).map(([sourceId]) => sourceId);
  }

  openCohortNos(): number[] {
    if (this.phase !== 'reviewing') return [];
    return [...this.cohorts].filter((cohortNo) => !this.cohortsDone.has(cohortNo));
  }

  /** Commands take turns: each sees what the one before it left. */
  inTurn<T>(command: () => Promise<T>): Promise<T> {
    this.commandsUnderWay += 1;
    const turn = this.lastCommand.then(command).finally(() => {
      this.commandsUnderWay -= 1;
    });
    this.lastCommand = turn.catch(() => undefined);
    return turn;
  }

  /** No chapter begins or ends while a command is obeyed: it may bring a person, and a cohort, into the chapter. */
  readonly idle = (): boolean => this.commandsUnderWay === 0;

  /** A person joined: a cohort that was done is open again. */
  open(cohortNo: number): void {
    this.cohorts.add(cohortNo);
    this.cohortsDone.delete(cohortNo);
    this.begun.delete(cohortNo);
  }

  progress(): CycleProgress {
    const { phase, paused, obstacle } = this;
    const cohorts = { total: this.cohorts.size, done: this.cohortsDone.size };
    return { phase, paused, obstacle, sources: Object.fromEntries(this.sources), cohorts };
  }

  /** The input of the next run of a long story. */
  carriedOn(): AppraisalCycleInput {
    return {
      ...this.address,
      paused: this.paused,
      from: { phase: this.phase, cohortsDone: [...this.cohortsDone] },
    };
  }
}
