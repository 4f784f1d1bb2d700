import type { AccessActor } from '../../../../libs/domain/access/actor.js';
import { canDecideTask } from '../../../../libs/domain/access/can-decide-task.js';
import {
  appealGrounds,
  type Command,
  decide,
  type ReturnTarget,
  returnTargets,
  type Situation,
  type TaskStage,
  type Verb,
  verbsOf,
} from '../../../../libs/domain/cycle/index.js';

/** A task as deciding it would find it. */
export interface TaskAtHand {
  readonly now: Date;
  readonly stage: TaskStage;
  readonly assigneeId: string;
  readonly delegatedBy: string | null;
  readonly standIns: readonly string[];
  readonly dueAt: Date;
  readonly closed: boolean;
  readonly cycle: Situation['cycle'];
  /** null: a task of the cycle itself. */
  readonly appraisal: (Situation['appraisal'] & { readonly released: boolean }) | null;
}

/** What the reader could do with it now: asked of the very rules that decide, so that no button offers what would be refused. */
export function possibleVerbs(actor: AccessActor, task: TaskAtHand): Verb[] {
  if (task.closed || !canDecideTask(actor, task)) return [];
  return verbsOf(task.stage).filter((verb) => isPossible(verb, task));
}

function isPossible(verb: Verb, { appraisal, cycle, ...task }: TaskAtHand): boolean {
  if (appraisal === null) return cycle.state === 'signing_off' && !cycle.paused;
  const situation = situationOf(task, cycle, appraisal);
  return commandsOf(verb, cycle).some((command) => decide(command, situation).ok);
}

/** Where the reader could send it back to now. */
export function possibleReturns(actor: AccessActor, task: TaskAtHand): ReturnTarget[] {
  if (!possibleVerbs(actor, task).includes('return')) return [];
  const { appraisal, cycle, ...at } = task;
  if (appraisal === null) return ['sign_off'];
  const situation = situationOf(at, cycle, appraisal);
  return returnTargets.filter((toStage) => decide({ verb: 'return', toStage }, situation).ok);
}

const situationOf = (
  task: Pick<TaskAtHand, 'now' | 'stage' | 'assigneeId' | 'closed' | 'dueAt'>,
  cycle: Situation['cycle'],
  appraisal: Situation['appraisal'],
): Situation => ({
  now: task.now.toISOString(),
  cycle,
  task: { stage: task.stage, assigneeId: task.assigneeId, closed: task.closed, dueAt: task.dueAt.toISOString() },
  appraisal,
});

function commandsOf(verb: Verb, { ownerPersonId }: Situation['cycle']): readonly Command[] {
  switch (verb) {
    case 'sign_off':
      return [];
    case 'return':
      return returnTargets.map((toStage) => ({ verb, toStage }));
    case 'uphold':
      return appealGrounds.map((ground) => ({ verb, ground }));
    case 'appeal':
      // Who answers is looked for when somebody appeals.
      return [{ verb, handlers: { handlerId: ownerPersonId, escalateTo: null } }];
    default:
      return [{ verb }];
  }
}
