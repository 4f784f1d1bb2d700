import { moveByWorkingDays } from '../../../../libs/domain/calendar/index.js';
import { finalStates, type TaskStage, taskStages } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type CycleRow, lockCycle, moveCycle, refuseState } from './cycle-row.js';
import { boardMoved } from './events.js';
import { type HistoryEntry, writeHistory } from './history.js';
import type { RecordPorts } from './ports.js';
import type { CommandOrigin } from './set-operations.js';
import { closeTasks } from './task-rows.js';

/** One command, obeyed once however often it is handed over; it takes turns with whatever else moves the cycle. */
export function obeyed<T>(
  { database }: RecordPorts,
  command: CommandOrigin,
  again: (transaction: Transaction, cycle: CycleRow) => Promise<T>,
  obey: (transaction: Transaction, cycle: CycleRow) => Promise<T>,
): Promise<T> {
  const { companyId, byPersonId } = command;
  return inTransaction(database, { companyId, personId: byPersonId ?? null }, async (transaction) => {
    const cycle = await lockCycle(transaction, command);
    if (command.commandId !== undefined) {
      const first = await transaction.query(
        `insert into cycles.inbox (consumer, event_id) values ('command', $1) on conflict do nothing returning event_id`,
        [command.commandId],
      );
      if (first.length === 0) return again(transaction, cycle);
    }
    if (cycle.state === 'closed' || cycle.state === 'cancelled') throw refuseState(cycle, 'running');
    return obey(transaction, cycle);
  });
}
const done = async (): Promise<void> => undefined;

/** The command's own change to the cycle, with its history and the news for its board. */
async function change(
  transaction: Transaction,
  cycle: CycleRow,
  set: string,
  values: readonly unknown[],
  entry: Pick<HistoryEntry, 'action' | 'before' | 'after' | 'reason'> & { readonly by: CommandOrigin },
): Promise<void> {
  await transaction.query(
    `update cycles.cycle set ${set}, version = version + 1 where company_id = $1 and cycle_id = $2`,
    [cycle.companyId, cycle.cycleId, ...values],
  );
  await writeHistory(transaction, cycle, { ...entry, subjectType: 'cycle', subjectId: cycle.cycleId });
  await tell(transaction, 'cycles', cycle.companyId, [boardMoved(cycle.cycleId)]);
}

export const pause = (ports: RecordPorts, command: CommandOrigin & { reason: string }): Promise<void> =>
  obeyed(ports, command, done, async (transaction, cycle) => {
    if (cycle.pausedAt !== null) return;
    await change(transaction, cycle, 'paused_at = platform.now()', [], {
      action: 'cycle.paused',
      after: { cycleId: cycle.cycleId, pausedAt: cycle.now },
      reason: command.reason,
      by: command,
    });
  });

/** Every time that lies ahead moves by as long as the cycle rested. */
export const resume = (ports: RecordPorts, command: CommandOrigin): Promise<void> =>
  obeyed(ports, command, done, async (transaction, cycle) => {
    if (cycle.pausedAt === null) return;
    const restedMs = cycle.now.getTime() - cycle.pausedAt.getTime();
    await transaction.query(
      `update cycles.task
       set due_at = due_at + $3::interval, escalate_at = escalate_at + $3::interval,
           remind_at = array(select case when no > reminders_sent then at + $3::interval else at end
                             from unnest(remind_at) with ordinality as r(at, no) order by no)
       where company_id = $1 and cycle_id = $2 and closed_at is null`,
      [cycle.companyId, cycle.cycleId, `${restedMs} milliseconds`],
    );
    const cutOffAt = cycle.state === 'collecting' ? cycle.cutOffAt.getTime() + restedMs : cycle.cutOffAt.getTime();
    await change(transaction, cycle, 'paused_at = null, cut_off_at = $3', [new Date(cutOffAt)], {
      action: 'cycle.resumed',
      before: { pausedAt: cycle.pausedAt },
      after: { cycleId: cycle.cycleId, restedSeconds: Math.round(restedMs / 1_000) },
      by: command,
    });
  });

export const extend = (
  ports: RecordPorts,
  command: CommandOrigin & { stage: string; days: number; reason: string },
): Promise<void> =>
  obeyed(ports, command, done, async (transaction, cycle) => {
    const stage = taskStageOf(command.stage);
    const clock = await ports.calendars.clockOf(cycle.companyId, cycle.timeZone);
    const later = (at: string): string => moveByWorkingDays(at, command.days, clock);
    await moveTasks(transaction, cycle, stage, later);
    const days = (cycle.extraDays[stage] ?? 0) + command.days;
    const cutOffAt = stage === 'collect' ? later(cycle.cutOffAt.toISOString()) : cycle.cutOffAt.toISOString();
    await change(
      transaction,
      cycle,
      'extra_days = extra_days || jsonb_build_object($3::text, $4::integer), cut_off_at = $5',
      [stage, days, cutOffAt],
      {
        action: 'cycle.extended',
        before: { stage, extraDays: cycle.extraDays[stage] ?? 0 },
        after: { cycleId: cycle.cycleId, stage, extraDays: days },
        reason: command.reason,
        by: command,
      },
    );
  });

function taskStageOf(stage: string): TaskStage {
  const known = taskStages.find((one) => one === stage);
  if (!known)
    throw new Problem(422, 'cycle.stage_unknown', `There is no stage ${stage} whose tasks have a time.`, { stage });
  return known;
}

/** Tasks of a stage share a few times: each is reckoned once. */
async function moveTasks(
  transaction: Transaction,
  { companyId, cycleId }: CycleRow,
  stage: TaskStage,
  later: (at: string) => string,
): Promise<void> {
  const times = await transaction.query<{ at: Date }>(
    `select distinct at from cycles.task t cross join unnest(array[t.due_at, t.escalate_at]) as at
     where t.company_id = $1 and t.cycle_id = $2 and t.stage = $3 and t.closed_at is null and at is not null`,
    [companyId, cycleId, stage],
  );
  await transaction.query(
    `with moved as (select * from unnest($4::timestamptz[], $5::timestamptz[]) as m (before, after))
     update cycles.task t
     set due_at = (select after from moved where before = t.due_at),
         escalate_at = (select after from moved where before = t.escalate_at)
     where t.company_id = $1 and t.cycle_id = $2 and t.stage = $3 and t.closed_at is null`,
    [
      companyId,
      cycleId,
      stage,
      times.map(({ at }) => at.toISOString()),
      times.map(({ at }) => later(at.toISOString())),
    ],
  );
}

export const cancel = (ports: RecordPorts, command: CommandOrigin & { reason: string }): Promise<void> =>
  obeyed(ports, command, done, async (transaction, cycle) => {
    await closeTasks(transaction, cycle, 'cancelled');
    await transaction.query(
      `with stopped as (
         update cycles.appraisal a set stage = 'cancelled', version = a.version + 1
         from (select company_id, appraisal_id, stage from cycles.appraisal
               where company_id = $1 and cycle_id = $2 and stage <> all($3) order by appraisal_id for update) before
         where a.company_id = before.company_id and a.appraisal_id = before.appraisal_id
         returning a.appraisal_id, a.person_id, a.version, before.stage
       )
       insert into audit.entry (company_id, actor_account_id, actor_person_id, action, subject_type, subject_id, about_person_id,
                                before, after, reason, request_id)
       select $1, $4, $5, 'appraisal.cancelled', 'appraisal', s.appraisal_id::text, s.person_id,
              jsonb_build_object('stage', s.stage, 'version', s.version - 1),
              jsonb_build_object('cycleId', $2::text, 'stage', 'cancelled', 'version', s.version), $6, $7
       from stopped s`,
      [
        cycle.companyId,
        cycle.cycleId,
        finalStates,
        command.byAccountId,
        command.byPersonId ?? null,
        command.reason,
        command.requestId ?? null,
      ],
    );
    await transaction.query(
      `update cycles.cycle set cancelled_reason = $3, paused_at = null where company_id = $1 and cycle_id = $2`,
      [cycle.companyId, cycle.cycleId, command.reason],
    );
    await moveCycle(transaction, cycle, 'cancelled', { by: command, reason: command.reason });
  });
