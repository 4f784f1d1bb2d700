import { tasksHandedOver } from '../../../../libs/contracts/cycles/events.js';
import { type FollowedLine, follow } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type CycleRow, eventName, readCycle } from '../record/cycle-row.js';
import { boardMoved, inParts } from '../record/events.js';
import { writeHistory } from '../record/history.js';
import { membersOf } from '../record/population.js';
import { type RecordPorts, systemCall } from '../record/ports.js';
import { followHeads } from './follow-head.js';
import { type AffectedAppraisal, affectedBy, handed, holdAppraisals, writeLine, writeMove } from './follow-rows.js';

/** Today's organisation, as far as these people are concerned. */
interface Today {
  readonly lines: ReadonlyMap<string, { readonly managerId: string | null; readonly managerPath: readonly string[] }>;
  readonly leavers: ReadonlySet<string>;
}

const peopleAtOnce = 500;

/**
 * Running appraisals follow the organisation: a new manager reviews what the one before had not, whoever has left hands up, and whoever is no
 * longer above somebody sees nothing more of them. Safe to repeat: what has followed already stays as it is.
 */
export async function followPeople(
  ports: RecordPorts,
  companyId: string,
  personIds: readonly string[],
  day: { readonly today: string; readonly tomorrow: string },
): Promise<{ readonly followed: number }> {
  const affected = await inTransaction(ports.database, { companyId }, (transaction) =>
    affectedBy(transaction, companyId, personIds),
  );
  const people = [...new Set([...personIds, ...affected.map(({ personId }) => personId)])];
  const today = await organisationOf(ports, companyId, people, day);
  let followed = 0;
  for (const cycleId of new Set(affected.map((one) => one.cycleId))) {
    const ids = affected.filter((one) => one.cycleId === cycleId).map(({ appraisalId }) => appraisalId);
    for (const part of inParts(ids, peopleAtOnce))
      followed += await inTransaction(ports.database, { companyId }, (transaction) =>
        followIn(transaction, { companyId, cycleId }, part, today),
      );
  }
  followed += await inTransaction(ports.database, { companyId }, (transaction) =>
    followHeads(transaction, companyId, today.leavers),
  );
  return { followed };
}

async function organisationOf(
  ports: RecordPorts,
  companyId: string,
  personIds: readonly string[],
  { today, tomorrow }: { readonly today: string; readonly tomorrow: string },
): Promise<Today> {
  const lines = new Map<string, { managerId: string | null; managerPath: readonly string[] }>();
  for (const part of inParts(personIds, peopleAtOnce)) {
    const period = { kind: 'month' as const, from: today, to: tomorrow };
    const members = await membersOf(ports.services, systemCall(companyId), period, { personIds: part });
    for (const { personId, managerId, managerPath } of members) lines.set(personId, { managerId, managerPath });
  }
  return { lines, leavers: new Set(personIds.filter((personId) => !lines.has(personId))) };
}

async function followIn(
  transaction: Transaction,
  address: { readonly companyId: string; readonly cycleId: string },
  appraisalIds: readonly string[],
  { lines, leavers }: Today,
): Promise<number> {
  const appraisals = await holdAppraisals(transaction, address.companyId, appraisalIds);
  const cycle = await readCycle(transaction, address);
  const changed = appraisals.flatMap((appraisal) => {
    const organisation = { line: lines.get(appraisal.personId) ?? null, leavers, hrOwnerId: cycle.ownerPersonId };
    const now = follow(appraisal, organisation);
    return now ? [{ appraisal, now }] : [];
  });
  for (const { appraisal, now } of changed) await writeFollowed(transaction, cycle, appraisal, now);
  if (changed.length > 0) await tellFollowed(transaction, cycle, changed);
  return changed.length;
}

async function writeFollowed(
  transaction: Transaction,
  cycle: CycleRow,
  appraisal: AffectedAppraisal,
  now: FollowedLine,
): Promise<void> {
  const { companyId, cycleId } = cycle;
  const { appraisalId, version, managerId, managerPath, reviewerId } = appraisal;
  await writeLine(transaction, companyId, appraisalId, now);
  for (const move of now.tasks) await writeMove(transaction, { companyId, cycleId, appraisalId }, move);
  await writeHistory(transaction, cycle, {
    action: 'appraisal.line_followed',
    subjectType: 'appraisal',
    subjectId: appraisalId,
    aboutPersonId: appraisal.personId,
    before: { managerId, managerPath, reviewerId, version },
    after: {
      cycleId,
      managerId: now.managerId,
      managerPath: now.managerPath,
      reviewerId: now.reviewerId,
      version: version + 1,
      tasks: now.tasks.map(({ task: { taskId, stage, assigneeId }, ...to }) => ({
        taskId,
        stage,
        from: assigneeId,
        assigneeId: to.assigneeId,
        delegatedBy: to.delegatedBy,
      })),
    },
  });
}

/** One message for all tasks of a stage that go from one to another. */
async function tellFollowed(
  transaction: Transaction,
  cycle: CycleRow,
  changed: readonly { readonly appraisal: AffectedAppraisal; readonly now: FollowedLine }[],
): Promise<void> {
  const groups = new Map<string, { from: string; to: string; stage: string; count: number; dueAt: string }>();
  for (const { appraisal, now } of changed)
    for (const move of now.tasks) {
      const [from, to] = handed(move);
      const { stage, taskId } = move.task;
      const due = appraisal.tasks.find((task) => task.taskId === taskId)?.dueAt ?? '';
      const dueAt = new Date(due).toISOString();
      const group = groups.get(`${stage}/${from}/${to}`);
      groups.set(`${stage}/${from}/${to}`, {
        ...{ from, to, stage },
        count: (group?.count ?? 0) + 1,
        dueAt: group && group.dueAt < dueAt ? group.dueAt : dueAt,
      });
    }
  await tell(transaction, 'cycles', cycle.companyId, [
    boardMoved(cycle.cycleId),
    ...[...groups.values()].map(({ from, to, ...waiting }) => ({
      type: tasksHandedOver.type,
      payload: {
        ...eventName(cycle),
        how: 'followed' as const,
        byPersonId: null,
        fromPersonId: from,
        toPersonId: to,
        ...waiting,
      },
    })),
  ]);
}
