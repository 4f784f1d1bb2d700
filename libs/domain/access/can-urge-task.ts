import { type AccessActor, isPerson } from './actor.js';
import type { TaskFacts } from './can-see-task.js';

/** HR, and whoever manages the person it is about; nobody urges themself. */
export function canUrgeTask(actor: AccessActor, { assigneeId, appraisal }: TaskFacts): boolean {
  if (actor.personId === null || isPerson(actor, assigneeId)) return false;
  if (actor.grants.includes('hr')) return true;
  return (
    appraisal !== null &&
    !isPerson(actor, appraisal.personId) &&
    (isPerson(actor, appraisal.managerId) || appraisal.managerPath.some((managerId) => isPerson(actor, managerId)))
  );
}
