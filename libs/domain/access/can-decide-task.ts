import type { TaskFacts } from './about-task.js';
import { type AccessActor, isPerson } from './actor.js';
import { standsInAt } from './stands-in-at.js';

/**
 * The assignee decides, or in their leave who stands in for them; HR's own tasks any of HR. Nobody decides about their own appraisal except to speak for themself, before it and
 * after it, and nobody does that for another. Whoever a task was delegated to says what they think; it is decided by whom it comes back to.
 */
export function canDecideTask(actor: AccessActor, task: TaskFacts): boolean {
  const own = task.appraisal !== null && isPerson(actor, task.appraisal.personId);
  switch (task.stage) {
    case 'self_review':
    case 'acknowledgement':
      return own && isPerson(actor, task.assigneeId);
    case 'manager_review':
    case 'second_review':
    case 'interview':
    case 'appeal':
      return (!own && isPerson(actor, task.assigneeId) && !task.delegatedBy) || standsInAt(actor, task);
    case 'recheck':
    case 'data_gap':
      return !own && actor.grants.includes('hr');
    case 'sign_off':
      return actor.personId !== null && actor.grants.includes('hr');
    case 'head_sign_off':
      return isPerson(actor, task.assigneeId);
    case 'calibration':
      // Closed with its session.
      return false;
    case 'collect':
      // Signed off where the source's figures are, with its batches in sight.
      return false;
  }
}
