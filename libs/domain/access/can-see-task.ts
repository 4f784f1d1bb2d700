import type { TaskFacts } from './about-task.js';
import { type AccessActor, isPerson } from './actor.js';
import { canSeeAppraisal } from './can-see-appraisal.js';
import { standsInAt } from './stands-in-at.js';

export type { TaskFacts };

/** One's own tasks; those about an appraisal one may see; the cycle's own for those who oversee it. */
export function canSeeTask(actor: AccessActor, task: TaskFacts): boolean {
  if (isPerson(actor, task.assigneeId) || standsInAt(actor, task)) return true;
  if (task.appraisal !== null) return canSeeAppraisal(actor, task.appraisal);
  return actor.grants.includes('hr') || actor.grants.includes('auditor');
}
