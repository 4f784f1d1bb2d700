import type { TaskStage } from './stages.js';

/** How a task came to somebody else. `followed`: the organisation changed. */
export const handovers = ['transferred', 'delegated', 'answered', 'taken_back', 'followed'] as const;
export type Handover = (typeof handovers)[number];

/** What whoever a task was delegated to would do with it. */
export const proposals = ['approve', 'return'] as const;
export type Proposal = (typeof proposals)[number];

const reviews: readonly TaskStage[] = ['manager_review', 'second_review'];
/** Somebody's own judgement: may be asked of another. */
export const delegable = (stage: TaskStage): boolean => reviews.includes(stage) || stage === 'interview';
const hrWork: readonly TaskStage[] = ['recheck', 'data_gap'];
/** Nobody speaks for another, and whoever owns a source answers for it. */
export const transferable = (stage: TaskStage): boolean => delegable(stage) || hrWork.includes(stage);

/** Whom a task is to be given to, with what stands against it. */
export interface Recipient {
  readonly personId: string;
  /** From the manager upward. */
  readonly managers: readonly string[];
  readonly isHr: boolean;
  /** Reviews of this round that they have decided and that count. */
  readonly decided: readonly TaskStage[];
}
export interface HandedTask {
  readonly stage: TaskStage;
  readonly assigneeId: string;
  readonly aboutPersonId: string;
}

export type RecipientRefusal = 'has_it' | 'is_about' | 'reports_to' | 'reviewed' | 'not_hr';

/** Why a task cannot go to somebody; null: it can. */
export function recipientRefusal(task: HandedTask, to: Recipient): RecipientRefusal | null {
  if (to.personId === task.assigneeId) return 'has_it';
  if (to.personId === task.aboutPersonId) return 'is_about';
  if (to.managers.includes(task.aboutPersonId)) return 'reports_to';
  if (hrWork.includes(task.stage) && !to.isHr) return 'not_hr';
  if (reviews.includes(task.stage) && to.decided.some((stage) => stage !== task.stage)) return 'reviewed';
  return null;
}
