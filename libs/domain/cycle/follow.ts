import { lateWith } from './decide.js';
import { escalationOf, type ReportingLine, reviewerOf, secondReviewerOf } from './reviewer.js';
import type { TaskStage } from './stages.js';

export interface OpenTask {
  readonly taskId: string;
  readonly stage: TaskStage;
  readonly assigneeId: string;
  readonly delegatedBy: string | null;
}

/** A running appraisal with the line it was opened with, or followed to. */
export interface RunningAppraisal extends ReportingLine {
  readonly reviewerId: string;
  readonly tasks: readonly OpenTask[];
  /** Who did the first review of this round. */
  readonly firstReviewBy: string | null;
}

export interface MovedTask {
  readonly task: OpenTask;
  readonly assigneeId: string;
  readonly delegatedBy: string | null;
  readonly escalateTo: string | null;
}

export interface FollowedLine {
  readonly managerId: string | null;
  readonly managerPath: readonly string[];
  readonly reviewerId: string;
  readonly escalatesTo: string | null;
  readonly tasks: readonly MovedTask[];
}

interface Organisation {
  /** Today's, without whoever has left; null: the person has left. */
  readonly line: Pick<ReportingLine, 'managerId' | 'managerPath'> | null;
  readonly leavers: ReadonlySet<string>;
  readonly hrOwnerId: string;
}

/** What a change of the organisation makes of a running appraisal; null: nothing. What was handed to somebody else stays with them. */
export function follow(appraisal: RunningAppraisal, { line, leavers, hrOwnerId }: Organisation): FollowedLine | null {
  const now = { personId: appraisal.personId, ...(line ?? without(leavers, appraisal)) };
  const reviewerId = reviewerOf(now, hrOwnerId)?.reviewerId ?? appraisal.reviewerId;
  const holders = { appraisal, now, reviewerId, leavers, hrOwnerId };
  const tasks = appraisal.tasks.flatMap((task) => movedTask(task, holders) ?? []);
  if (tasks.length === 0 && sameLine(appraisal, now) && reviewerId === appraisal.reviewerId) return null;
  const { managerId, managerPath } = now;
  return { managerId, managerPath, reviewerId, escalatesTo: lateWith(now, reviewerId, hrOwnerId), tasks };
}

function without(leavers: ReadonlySet<string>, { managerId, managerPath }: ReportingLine) {
  const [next = null, ...above] = [...(managerId === null ? [] : [managerId]), ...managerPath].filter(
    (personId) => !leavers.has(personId),
  );
  return { managerId: next, managerPath: above };
}

const sameLine = (a: ReportingLine, b: ReportingLine): boolean =>
  a.managerId === b.managerId &&
  a.managerPath.length === b.managerPath.length &&
  a.managerPath.every((personId, index) => personId === b.managerPath[index]);

interface Holders {
  readonly appraisal: RunningAppraisal;
  readonly now: ReportingLine;
  readonly reviewerId: string;
  readonly leavers: ReadonlySet<string>;
  readonly hrOwnerId: string;
}

function movedTask(task: OpenTask, holders: Holders): MovedTask | null {
  const { now, leavers, hrOwnerId } = holders;
  const owner = holderNow(task.stage, task.delegatedBy ?? task.assigneeId, holders);
  // Lent to somebody who is there and is not the very owner: it stays lent.
  const lent = task.delegatedBy !== null && !leavers.has(task.assigneeId) && task.assigneeId !== owner;
  const assigneeId = lent ? task.assigneeId : owner;
  const delegatedBy = lent ? owner : null;
  if (assigneeId === task.assigneeId && delegatedBy === task.delegatedBy) return null;
  return { task, assigneeId, delegatedBy, escalateTo: lateWith(now, owner, hrOwnerId) };
}

/** Whose a task is now that was somebody's. */
function holderNow(stage: TaskStage, holder: string, holders: Holders): string {
  const { appraisal, reviewerId, leavers, hrOwnerId } = holders;
  switch (stage) {
    case 'manager_review':
    case 'interview':
      return holder === appraisal.reviewerId || leavers.has(holder) ? reviewerId : holder;
    case 'second_review': {
      const before = escalationOf(appraisal, appraisal.reviewerId) ?? hrOwnerId;
      return holder === before || leavers.has(holder) ? (secondNow(holders) ?? holder) : holder;
    }
    case 'recheck':
    case 'data_gap':
      return leavers.has(holder) ? hrOwnerId : holder;
    default:
      return holder;
  }
}

/** Never whoever did the first review. */
function secondNow({ appraisal, now, reviewerId, hrOwnerId }: Holders): string | null {
  const second = secondReviewerOf(now, reviewerId, hrOwnerId);
  return second !== null && second === appraisal.firstReviewBy ? secondReviewerOf(now, second, hrOwnerId) : second;
}
