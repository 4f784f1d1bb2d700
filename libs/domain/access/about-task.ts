import type { TaskStage } from '../cycle/stages.js';
import type { AppraisalFacts } from './about-appraisal.js';

/** What the questions about a task need of it. */
export interface TaskFacts {
  readonly assigneeId: string;
  readonly stage: TaskStage;
  /** People who stand in for the assignee now. */
  readonly standIns?: readonly string[];
  /** While it is delegated: whom it comes back to. */
  readonly delegatedBy?: string | null;
  /** null: a task of the cycle itself. */
  readonly appraisal: AppraisalFacts | null;
}
