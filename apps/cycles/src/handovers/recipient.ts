import { grantHolders } from '../../../../libs/contracts/roles/messages.js';
import { type RecipientRefusal, recipientRefusal } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import type { ActingCall } from '../caller.js';
import { knownPeople } from '../decide/known-people.js';
import type { CycleRow } from '../record/cycle-row.js';
import { membersOf } from '../record/population.js';
import type { RecordPorts } from '../record/ports.js';
import { decidedBy, type HeldTask } from './handover-rows.js';

/** What roles knows of somebody to whom a task is to go. */
export interface RecipientFacts {
  readonly personId: string;
  readonly managers: readonly string[];
  readonly isHr: boolean;
}

export async function recipientFacts(
  ports: RecordPorts,
  call: ActingCall,
  cycle: CycleRow,
  task: HeldTask,
  personId: string,
): Promise<RecipientFacts> {
  await knownPeople(ports, call, [personId]);
  const period = { kind: cycle.kind, from: cycle.periodFrom, to: cycle.periodTo };
  const [member] = await membersOf(ports.services, call, period, { personIds: [personId] });
  const managers = member ? [...(member.managerId ? [member.managerId] : []), ...member.managerPath] : [];
  const isHr = task.stage === 'recheck' || task.stage === 'data_gap' ? await holdsHr(ports, call, personId) : false;
  return { personId, managers, isHr };
}

async function holdsHr({ services }: RecordPorts, call: ActingCall, personId: string): Promise<boolean> {
  const { holders } = await services.ask(grantHolders, { grant: 'hr' }, call);
  return holders.some((holder) => holder.personId === personId);
}

export async function refuseRecipient(
  transaction: Transaction,
  call: ActingCall,
  task: HeldTask,
  facts: RecipientFacts,
): Promise<void> {
  const decided = await decidedBy(transaction, call.companyId, task, facts.personId);
  const handed = { stage: task.stage, assigneeId: task.assigneeId, aboutPersonId: task.appraisal.personId };
  const refusal = recipientRefusal(handed, { ...facts, decided });
  if (refusal) throw problems[refusal]();
}

const problems: Readonly<Record<RecipientRefusal, () => Problem>> = {
  has_it: () => new Problem(422, 'handover.has_it', 'It waits for that person already; choose somebody else.'),
  is_about: () =>
    new Problem(422, 'handover.is_about', 'It is about that very person, and nobody decides about themself.'),
  reports_to: () =>
    new Problem(422, 'handover.reports_to', 'Whoever reports to the person it is about cannot judge them.'),
  reviewed: () =>
    new Problem(422, 'handover.reviewed', 'They have decided another review of it; one person decides once.'),
  not_hr: () => new Problem(422, 'handover.not_hr', 'Data are put right by HR; choose somebody of HR.'),
};
