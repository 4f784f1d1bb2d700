import type { CompanyClock } from '../../../../libs/domain/calendar/index.js';
import { beforeCalibration } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type CycleRow, readCycle, timesOf } from './cycle-row.js';
import { boardMoved } from './events.js';
import { type HistoryEntry, writeHistory } from './history.js';
import type { RecordPorts } from './ports.js';
import type { CohortAddress, CycleAddress } from './set-operations.js';
import { tellOpened, timedColumns, timedParameters, timedValues } from './task-rows.js';

/** Groups of people of the cohort in which somebody waits for a session and nobody is still to come: over `cycles.calibration_group g`. */
const readyGroups = `select g.group_id as "groupId" from cycles.calibration_group g
  where g.company_id = $1 and g.cycle_id = $2
    and exists (select from cycles.appraisal m where m.company_id = $1 and m.calibration_group_id = g.group_id and m.cohort_no = $3)
    and exists (select from cycles.appraisal w where w.company_id = $1 and w.calibration_group_id = g.group_id and w.stage = 'calibration')
    and not exists (select from cycles.appraisal b where b.company_id = $1 and b.calibration_group_id = g.group_id and b.stage = any($4))
    and not exists (select from cycles.task t where t.company_id = $1 and t.calibration_group_id = g.group_id and t.closed_at is null)
  order by g.group_id`;

const readReady = (
  transaction: Transaction,
  { companyId, cycleId, cohortNo }: CohortAddress,
): Promise<{ groupId: string }[]> => transaction.query(readyGroups, [companyId, cycleId, cohortNo, beforeCalibration]);

/** How many sessions wait to be opened. */
export async function countReadyCalibrations(
  transaction: Transaction,
  { route }: Pick<CycleRow, 'route'>,
  cohort: CohortAddress,
): Promise<number> {
  return route.stages.includes('calibration') ? (await readReady(transaction, cohort)).length : 0;
}

/** Opens the session of every group that is complete. Safe to repeat: a group has one open session. */
export async function openCalibrations(ports: RecordPorts, cohort: CohortAddress): Promise<{ opened: number }> {
  const { companyId } = cohort;
  return inTransaction(ports.database, { companyId }, async (transaction) => {
    const cycle = await readCycle(transaction, cohort);
    if (cycle.pausedAt !== null || cycle.state !== 'in_review') return { opened: 0 };
    const clock = await ports.calendars.clockOf(companyId, cycle.timeZone);
    let opened = 0;
    for (const { groupId } of await readReady(transaction, cohort)) {
      await lockGroup(transaction, cohort, groupId);
      if (await openSession(transaction, cycle, groupId, clock)) opened += 1;
    }
    return { opened };
  });
}

/** Whoever moves a grade of the group, opens or closes its session takes turns. */
export async function lockGroup(transaction: Transaction, { companyId }: CycleAddress, groupId: string): Promise<void> {
  await transaction.query(
    'select from cycles.calibration_group where company_id = $1 and group_id = $2 for no key update',
    [companyId, groupId],
  );
}

export interface OpenSession {
  readonly taskId: string;
  readonly dueAt: string;
}

/** null: it is open already, or nobody is there. The task stands in the cohort of somebody who waits for it, whose workflow reminds of it. */
export async function openSession(
  transaction: Transaction,
  cycle: CycleRow,
  groupId: string,
  clock: CompanyClock,
  by?: HistoryEntry['by'],
): Promise<OpenSession | null> {
  const { companyId, cycleId, ownerPersonId } = cycle;
  const times = timesOf(cycle, 'calibration', clock);
  const [opened] = await transaction.query<{ taskId: string; people: number }>(
    `with waiting as (
       select min(cohort_no) as cohort_no, count(*)::int as people from cycles.appraisal
       where company_id = $1 and calibration_group_id = $3 and stage = 'calibration'
     )
     insert into cycles.task (company_id, cycle_id, cohort_no, stage, calibration_group_id, assignee_id, ${timedColumns})
     select $1, $2, w.cohort_no, 'calibration', $3, $4, ${timedParameters(5)} from waiting w where w.people > 0
     on conflict (company_id, calibration_group_id) where closed_at is null and calibration_group_id is not null do nothing
     returning task_id as "taskId", (select people from waiting) as people`,
    [companyId, cycleId, groupId, ownerPersonId, ...timedValues(cycle.now, times)],
  );
  if (!opened) return null;
  const { taskId, people } = opened;
  await writeHistory(transaction, cycle, {
    action: 'calibration.opened',
    subjectType: 'calibration',
    subjectId: groupId,
    after: { cycleId, groupId, taskId, people, dueAt: times.dueAt },
    ...(by ? { by } : {}),
  });
  await tellOpened(transaction, cycle, [
    { personId: ownerPersonId, stage: 'calibration', count: 1, dueAt: times.dueAt },
  ]);
  await tell(transaction, 'cycles', companyId, [boardMoved(cycleId)]);
  return { taskId, dueAt: times.dueAt };
}
