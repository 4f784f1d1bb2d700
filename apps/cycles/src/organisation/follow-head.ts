import { tasksHandedOver } from '../../../../libs/contracts/cycles/events.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { headOf } from '../decide/sign-off-cycle.js';
import { type CycleRow, eventName, lockCycle } from '../record/cycle-row.js';
import { boardMoved } from '../record/events.js';
import { writeHistory } from '../record/history.js';

interface HeadTask {
  readonly taskId: string;
  readonly cycleId: string;
  readonly assigneeId: string;
  readonly dueAt: Date;
}

/** The head's word over a cycle, where the head has left: it is asked of whoever is at the top now, else of HR's owner. */
export async function followHeads(
  transaction: Transaction,
  companyId: string,
  leavers: ReadonlySet<string>,
): Promise<number> {
  const waiting = await transaction.query<HeadTask>(
    `select task_id as "taskId", cycle_id as "cycleId", assignee_id as "assigneeId", due_at as "dueAt" from cycles.task
     where company_id = $1 and stage = 'head_sign_off' and closed_at is null and assignee_id = any($2) order by cycle_id`,
    [companyId, [...leavers]],
  );
  for (const task of waiting) {
    const cycle = await lockCycle(transaction, { companyId, cycleId: task.cycleId });
    const head = await headOf(transaction, cycle);
    await hand(transaction, cycle, task, head === null || leavers.has(head) ? cycle.ownerPersonId : head);
  }
  return waiting.length;
}

async function hand(
  transaction: Transaction,
  cycle: CycleRow,
  { taskId, assigneeId, dueAt }: HeadTask,
  toPersonId: string,
): Promise<void> {
  const { companyId, cycleId } = cycle;
  const moved = await transaction.query(
    `update cycles.task set assignee_id = $3, urged_at = null
     where company_id = $1 and task_id = $2 and closed_at is null and assignee_id <> $3 returning task_id`,
    [companyId, taskId, toPersonId],
  );
  if (moved.length === 0) return;
  await writeHistory(transaction, cycle, {
    action: 'task.followed',
    subjectType: 'cycle',
    subjectId: cycleId,
    before: { assigneeId },
    after: { cycleId, taskId, stage: 'head_sign_off', assigneeId: toPersonId },
  });
  await tell(transaction, 'cycles', companyId, [
    boardMoved(cycleId),
    {
      type: tasksHandedOver.type,
      payload: {
        ...eventName(cycle),
        how: 'followed',
        byPersonId: null,
        fromPersonId: assigneeId,
        toPersonId,
        stage: 'head_sign_off',
        count: 1,
        dueAt: dueAt.toISOString(),
      },
    },
  ]);
}
