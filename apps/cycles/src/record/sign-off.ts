import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { currentCall } from '../../../../libs/platform/telemetry/index.js';
import { type CycleRow, lockCycle, moveCycle, readCycle, refuseState, timesOf } from './cycle-row.js';
import { remindDue } from './deadlines.js';
import { moved } from './moved.js';
import type { RecordPorts } from './ports.js';
import type { CycleAddress } from './set-operations.js';
import { tellOpened, timedColumns, timedParameters, timedValues } from './task-rows.js';

interface SignOffTask {
  readonly taskId: string;
  readonly dueAt: string;
}

/** Safe to repeat: a cycle has one open sign-off task. */
export async function openSignOff(ports: RecordPorts, address: CycleAddress): Promise<SignOffTask> {
  const { companyId } = address;
  return inTransaction(ports.database, { companyId }, async (transaction) => {
    const cycle = await lockCycle(transaction, address);
    if (cycle.state === 'publishing') {
      const clock = await ports.calendars.clockOf(companyId, cycle.timeZone);
      const times = timesOf(cycle, 'sign_off', clock);
      await transaction.query(
        `insert into cycles.task (company_id, cycle_id, stage, assignee_id, ${timedColumns})
         values ($1, $2, 'sign_off', $3, ${timedParameters(4)})`,
        [companyId, cycle.cycleId, cycle.ownerPersonId, ...timedValues(cycle.now, times)],
      );
      await moveCycle(transaction, cycle, 'signing_off');
      await tellOpened(transaction, cycle, [
        { personId: cycle.ownerPersonId, stage: 'sign_off', count: 1, dueAt: times.dueAt },
      ]);
    }
    return readSignOffTask(transaction, cycle);
  });
}

async function readSignOffTask(transaction: Transaction, cycle: CycleRow): Promise<SignOffTask> {
  const [task] = await transaction.query<{ task_id: string; due_at: Date }>(
    `select task_id, due_at from cycles.task where company_id = $1 and cycle_id = $2 and stage = 'sign_off' order by opened_at desc limit 1`,
    [cycle.companyId, cycle.cycleId],
  );
  if (!task) throw refuseState(cycle, 'publishing');
  return { taskId: task.task_id, dueAt: task.due_at.toISOString() };
}

/** Looked at at every news and each hour: the time to remind HR as well. */
export async function isSignedOff({ database }: RecordPorts, address: CycleAddress): Promise<boolean> {
  return inTransaction(database, { companyId: address.companyId }, async (transaction) => {
    const cycle = await readCycle(transaction, address);
    if (cycle.state === 'signing_off' && cycle.pausedAt === null) await remindDue(transaction, cycle, null);
    return cycle.signedOffAt !== null;
  });
}

/** Safe to repeat: a closed cycle is left alone. */
export async function closeCycle({ database }: RecordPorts, address: CycleAddress): Promise<void> {
  const { companyId, cycleId } = address;
  await inTransaction(database, { companyId }, async (transaction) => {
    const cycle = await lockCycle(transaction, address);
    if (cycle.state === 'closed') return;
    if (cycle.state !== 'signing_off' || cycle.signedOffAt === null) throw refuseState(cycle, 'signing_off');
    await transaction.query(
      `with moved as (
         update cycles.appraisal set stage = $3, version = version + 1
         where company_id = $1 and cycle_id = $2 and stage = 'acknowledged' returning appraisal_id, person_id, version
       )
       insert into audit.entry (company_id, action, subject_type, subject_id, about_person_id, before, after, request_id)
       select $1, 'appraisal.signed_off', 'appraisal', m.appraisal_id::text, m.person_id,
              jsonb_build_object('stage', 'acknowledged', 'version', m.version - 1),
              jsonb_build_object('cycleId', $2::text, 'stage', $3::text, 'version', m.version), $4::text
       from moved m`,
      [companyId, cycleId, moved(cycle.route, 'acknowledged', 'sign_off'), currentCall()?.requestId ?? null],
    );
    await moveCycle(transaction, cycle, 'closed', { column: 'closed_at' });
  });
}
