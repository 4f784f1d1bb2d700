import { canSteerCycle } from '../../../../libs/domain/access/can-steer-cycle.js';
import type { Refusal } from '../../../../libs/domain/cycle/index.js';
import { refuse } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { forbidden, notFound, Problem } from '../../../../libs/platform/http/index.js';
import type { ActingCall } from '../caller.js';
import { problemOfRefusal } from '../decide/refusal-problem.js';
import { type CycleRow, readCycle } from '../record/cycle-row.js';
import { lockGroup } from '../record/open-calibrations.js';

/** Whoever opens or closes a session or moves a grade in it. */
export function calibratingPerson({ actor }: ActingCall): string {
  if (canSteerCycle(actor) && actor.personId !== null) return actor.personId;
  throw forbidden('calibration.not_allowed', 'Only HR who is a person of the company calibrates grades.');
}

export interface LockedGroup {
  readonly cycle: CycleRow;
  readonly groupId: string;
  /** Of the open session. */
  readonly taskId: string | null;
}

/**
 * The group, held until the transaction ends: whoever else moves a grade of it, opens or closes its session takes turns. The cycle is
 * held beside it so that nobody pauses or cancels it meanwhile; groups of one cycle go on side by side.
 */
export async function lockForSession(
  transaction: Transaction,
  { companyId }: ActingCall,
  groupId: string,
): Promise<LockedGroup> {
  const cycleId = await cycleOfGroup(transaction, companyId, groupId);
  const address = { companyId, cycleId };
  await transaction.query('select from cycles.cycle where company_id = $1 and cycle_id = $2 for share', [
    companyId,
    cycleId,
  ]);
  await lockGroup(transaction, address, groupId);
  const cycle = await readCycle(transaction, address);
  const refusal = refusalOf(cycle);
  if (refusal) throw problemOfRefusal(refusal);
  const [task] = await transaction.query<{ taskId: string }>(
    'select task_id as "taskId" from cycles.task where company_id = $1 and calibration_group_id = $2 and closed_at is null',
    [companyId, groupId],
  );
  return { cycle, groupId, taskId: task?.taskId ?? null };
}

export async function cycleOfGroup(transaction: Transaction, companyId: string, groupId: string): Promise<string> {
  const [group] = await transaction.query<{ cycleId: string }>(
    'select cycle_id as "cycleId" from cycles.calibration_group where company_id = $1 and group_id = $2',
    [companyId, groupId],
  );
  if (!group) throw notFound('calibration', groupId);
  return group.cycleId;
}

function refusalOf({ state, pausedAt }: CycleRow): Refusal | null {
  if (state !== 'scoring' && state !== 'in_review') return refuse('cycle.not_running', { state });
  return pausedAt === null ? null : refuse('cycle.paused');
}

export function openTaskOf({ taskId, groupId }: LockedGroup): string {
  if (taskId !== null) return taskId;
  throw new Problem(
    409,
    'calibration.not_open',
    "The group's session is not open: it has not begun, or it was closed; read it again.",
    { groupId },
  );
}
