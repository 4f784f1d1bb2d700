import { tasksOpened } from '../../../../libs/contracts/cycles/events.js';
import type { TaskOutcome, TaskStage, TaskTimes } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type CycleRow, eventName } from './cycle-row.js';
import { inParts } from './events.js';

/** A new task's times: columns, the parameters from number `first` on, and their values. */
export const timedColumns = 'opened_at, due_at, remind_at, escalate_at, deems';

export const timedParameters = (first: number): string =>
  ['timestamptz', 'timestamptz', 'timestamptz[]', 'timestamptz', 'boolean']
    .map((type, index) => `$${first + index}::${type}`)
    .join(', ');

export const timedValues = (openedAt: Date, times: TaskTimes): unknown[] => [
  openedAt,
  times.dueAt,
  times.remindAt,
  times.escalateAt,
  times.deems,
];

/** One line of a digest: so many tasks of a stage wait for somebody. */
export interface WaitingTasks {
  readonly personId: string;
  readonly stage: TaskStage;
  readonly count: number;
  readonly dueAt: string;
}

/** One digest a person, however many tasks were opened. */
export async function tellOpened(
  transaction: Transaction,
  cycle: CycleRow,
  assignees: readonly WaitingTasks[],
): Promise<void> {
  await tell(
    transaction,
    'cycles',
    cycle.companyId,
    inParts(assignees).map((part) => ({
      type: tasksOpened.type,
      payload: { ...eventName(cycle), assignees: part },
    })),
  );
}

/** Ends open tasks without a decision: what they asked for is gone. */
export async function closeTasks(
  transaction: Transaction,
  { companyId, cycleId }: CycleRow,
  outcome: TaskOutcome,
  only: { readonly appraisalId?: string; readonly stage?: TaskStage; readonly sourceIds?: readonly string[] } = {},
): Promise<void> {
  await transaction.query(
    `update cycles.task set closed_at = platform.now(), outcome = $3
     where company_id = $1 and cycle_id = $2 and closed_at is null
       and ($4::uuid is null or appraisal_id = $4) and ($5::text is null or stage = $5)
       and ($6::text[] is null or source_id = any($6))`,
    [companyId, cycleId, outcome, only.appraisalId ?? null, only.stage ?? null, only.sourceIds ?? null],
  );
}
