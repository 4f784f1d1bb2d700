import { cycleStateChanged } from '../../../../libs/contracts/cycles/events.js';
import type { CycleKind, Locale, LocalisedText } from '../../../../libs/contracts/values.js';
import type { CompanyClock } from '../../../../libs/domain/calendar/index.js';
import {
  type CycleState,
  type Route,
  type TaskStage,
  type TaskTimes,
  taskTimes,
} from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { boardMoved } from './events.js';
import { writeHistory } from './history.js';
import type { CommandOrigin, CycleAddress } from './set-operations.js';

export interface CycleRow {
  readonly companyId: string;
  readonly cycleId: string;
  readonly kind: CycleKind;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly departmentIds: readonly string[] | null;
  readonly state: CycleState;
  readonly pausedAt: Date | null;
  readonly version: number;
  readonly route: Route;
  readonly extraDays: Readonly<Partial<Record<TaskStage, number>>>;
  readonly timeZone: string;
  readonly companyNames: LocalisedText;
  readonly locale: Locale;
  readonly ownerPersonId: string;
  readonly ownerAccountId: string;
  readonly cutOffAt: Date;
  readonly reportDueAt: Date;
  readonly deadlinesProvisional: boolean;
  readonly launchedAt: Date;
  readonly frozenAt: Date | null;
  readonly signedOffAt: Date | null;
  readonly closedAt: Date | null;
  readonly cancelledReason: string | null;
  /** The database's clock when the row was read. */
  readonly now: Date;
}

const columns = `company_id as "companyId", cycle_id as "cycleId", kind, period_from::text as "periodFrom", period_to::text as "periodTo",
  department_ids as "departmentIds", state, paused_at as "pausedAt", version, route, extra_days as "extraDays", time_zone as "timeZone",
  cycles.company_names(cycle) as "companyNames", locale, owner_person_id as "ownerPersonId", owner_account_id as "ownerAccountId",
  cut_off_at as "cutOffAt", report_due_at as "reportDueAt", deadlines_provisional as "deadlinesProvisional",
  launched_at as "launchedAt", frozen_at as "frozenAt", signed_off_at as "signedOffAt", closed_at as "closedAt",
  cancelled_reason as "cancelledReason", platform.now() as now`;

export const findCycle = async (
  transaction: Transaction,
  { companyId, cycleId }: CycleAddress,
): Promise<CycleRow | undefined> =>
  (
    await transaction.query<CycleRow>(`select ${columns} from cycles.cycle where company_id = $1 and cycle_id = $2`, [
      companyId,
      cycleId,
    ])
  )[0];

export async function readCycle(transaction: Transaction, address: CycleAddress): Promise<CycleRow> {
  const cycle = await findCycle(transaction, address);
  if (!cycle) throw notFound('cycle', address.cycleId);
  return cycle;
}

/** Held until the transaction ends: whoever moves the cycle itself takes turns. */
export async function lockCycle(transaction: Transaction, address: CycleAddress): Promise<CycleRow> {
  await transaction.query('select from cycles.cycle where company_id = $1 and cycle_id = $2 for no key update', [
    address.companyId,
    address.cycleId,
  ]);
  // Read after the lock was had: a new statement sees what the one before us committed.
  return readCycle(transaction, address);
}

/** Takes turns with other operations on the cohort; cohorts of one cycle go on side by side. */
export async function lockCohort(
  transaction: Transaction,
  { companyId, cycleId, cohortNo }: CycleAddress & { cohortNo: number },
): Promise<void> {
  const found = await transaction.query(
    'select cohort_no from cycles.cohort where company_id = $1 and cycle_id = $2 and cohort_no = $3 for no key update',
    [companyId, cycleId, cohortNo],
  );
  if (found.length === 0) throw notFound('cohort', `${cycleId}/${cohortNo}`);
}

export const eventName = ({ cycleId, periodFrom, periodTo, kind }: CycleRow) => ({
  cycleId,
  periodFrom,
  periodTo,
  kind,
});

/** The times of a task of this cycle that opens now. */
export const timesOf = (cycle: CycleRow, stage: TaskStage, clock: CompanyClock): TaskTimes =>
  taskTimes(
    cycle.route,
    stage,
    cycle.now.toISOString(),
    cycle.reportDueAt.toISOString(),
    clock,
    cycle.extraDays[stage] ?? 0,
  );

/** Moves a locked cycle on, with its history and its news. */
export async function moveCycle(
  transaction: Transaction,
  cycle: CycleRow,
  to: CycleState,
  stamp: {
    readonly column?: 'frozen_at' | 'published_at' | 'closed_at';
    readonly by?: CommandOrigin;
    readonly reason?: string;
  } = {},
): Promise<void> {
  await transaction.query(
    `update cycles.cycle set state = $3, version = version + 1${stamp.column ? `, ${stamp.column} = platform.now()` : ''}
     where company_id = $1 and cycle_id = $2`,
    [cycle.companyId, cycle.cycleId, to],
  );
  await writeHistory(transaction, cycle, {
    action: 'cycle.state_changed',
    subjectType: 'cycle',
    subjectId: cycle.cycleId,
    before: { state: cycle.state },
    after: { cycleId: cycle.cycleId, state: to },
    ...(stamp.by ? { by: stamp.by } : {}),
    ...(stamp.reason ? { reason: stamp.reason } : {}),
  });
  await tell(transaction, 'cycles', cycle.companyId, [
    {
      type: cycleStateChanged.type,
      payload: { ...eventName(cycle), from: cycle.state, to, toPersonIds: [cycle.ownerPersonId] },
    },
    boardMoved(cycle.cycleId),
  ]);
}

export const refuseState = (cycle: CycleRow, wanted: string): Problem =>
  new Problem(
    409,
    'cycle.state_not_possible',
    `The cycle is ${cycle.state}; this is possible only while it is ${wanted}.`,
    { state: cycle.state, wanted },
  );
