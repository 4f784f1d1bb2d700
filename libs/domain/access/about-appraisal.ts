import type { AppraisalState } from '../cycle/stages.js';

/** What the questions about an appraisal need of it. The reporting line is the one it was opened with, changed only on record. */
export interface AppraisalFacts {
  readonly personId: string;
  readonly managerId: string | null;
  /** Upward from the manager's manager. */
  readonly managerPath: readonly string[];
  /** Who reviews it: the manager, or whom it went up to. */
  readonly reviewerId: string | null;
  readonly stage: AppraisalState;
  /** The 1-on-1 is recorded: the person may know the result. */
  readonly released: boolean;
  /** People to whom it was copied; left out where a copy opens nothing. */
  readonly copiedTo?: readonly string[];
  /** People whom a task about it was handed over to, as long as they hold it, and once they have done it. */
  readonly entrustedTo?: readonly string[];
}
