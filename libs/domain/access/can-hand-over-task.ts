import { delegable, transferable } from '../cycle/hand-over.js';
import type { TaskFacts } from './about-task.js';
import { type AccessActor, isPerson } from './actor.js';

const aboutAnother = (actor: AccessActor, { appraisal }: TaskFacts): boolean =>
  appraisal !== null && !isPerson(actor, appraisal.personId);

/** 轉辦: whoever it waits for, and HR; not while it is lent to somebody, except by HR. */
export const canTransferTask = (actor: AccessActor, task: TaskFacts): boolean =>
  actor.personId !== null &&
  transferable(task.stage) &&
  aboutAnother(actor, task) &&
  ((isPerson(actor, task.assigneeId) && !task.delegatedBy) || actor.grants.includes('hr'));

/** 委派: whoever it waits for lends it, once at a time. */
export const canDelegateTask = (actor: AccessActor, task: TaskFacts): boolean =>
  delegable(task.stage) && aboutAnother(actor, task) && isPerson(actor, task.assigneeId) && !task.delegatedBy;

/** Whoever a task was delegated to says what they think. */
export const canAnswerDelegation = (actor: AccessActor, task: TaskFacts): boolean =>
  Boolean(task.delegatedBy) && aboutAnother(actor, task) && isPerson(actor, task.assigneeId);

/** Whoever delegated it need not wait. */
export const canTakeBackTask = (actor: AccessActor, task: TaskFacts): boolean =>
  isPerson(actor, task.delegatedBy ?? null);
