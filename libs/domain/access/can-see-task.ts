import type { TaskStage } from '../cycle/stages.js';
import type { AppraisalFacts } from './about-appraisal.js';
import { type AccessActor, isPerson } from './actor.js';
import { canSeeAppraisal } from './can-see-appraisal.js';

export interface TaskFacts {
  readonly assigneeId: string;
  readonly stage: TaskStage;
  /** While it is delegated: whom it comes back to. */
  readonly delegatedBy?: string | null;
  /** null: a task of the cycle itself. */
  readonly appraisal: AppraisalFacts | null;
}

/** One's own tasks; those about an appraisal one may see; the cycle's own for those who oversee it. */
export function canSeeTask(actor: AccessActor, task: TaskFacts): boolean {
  if (isPerson(actor, task.assigneeId)) return true;
  if (task.appraisal !== null) return canSeeAppraisal(actor, task.appraisal);
  return actor.grants.includes('hr') || actor.grants.includes('auditor');
}
