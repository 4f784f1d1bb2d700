import type { AppealGround, AppealHandlers } from './appeals.js';
import { type Refusal, refuse } from './refusal.js';
import { escalationOf, type ReportingLine, reviewerOf, secondReviewerOf } from './reviewer.js';
import type { AppraisalState, CycleState, ReturnTarget, RouteStage, TaskStage, Verb } from './stages.js';
import { type Move, moveTo } from './transitions.js';

/** What somebody wants to do with a task about one appraisal. What it carries beyond this is stored as written. */
export type Command =
  | { readonly verb: Exclude<Verb, 'return' | 'sign_off' | 'appeal' | 'uphold'> }
  | { readonly verb: 'appeal'; readonly handlers: AppealHandlers | null }
  | { readonly verb: 'uphold'; readonly ground: AppealGround }
  | { readonly verb: 'return'; readonly toStage: ReturnTarget };

/** Everything a decision depends on, read at one version of the appraisal. */
export interface Situation {
  /** The database's clock. */
  readonly now: string;
  readonly cycle: {
    readonly state: CycleState;
    readonly paused: boolean;
    readonly ownerPersonId: string;
    /** Of its route. */
    readonly stages: readonly RouteStage[];
  };
  readonly task: {
    readonly stage: TaskStage;
    readonly assigneeId: string;
    readonly closed: boolean;
    readonly dueAt: string;
  };
  readonly appraisal: ReportingLine & {
    readonly reviewerId: string | null;
    readonly stage: AppraisalState;
    readonly round: number;
  };
}

export interface NextTask {
  readonly stage: TaskStage;
  readonly assigneeId: string;
  readonly escalateTo: string | null;
}

export interface Decided {
  readonly ok: true;
  readonly move: Move;
  readonly to: AppraisalState;
  readonly round: number;
  readonly next: NextTask | null;
  /** Adjustments, approvals, interview and acknowledgement made so far count no more; they stay in the history. */
  readonly voids: boolean;
  /** The second review is asked for again: what it decided counts no more; what the first did does. */
  readonly reopens: boolean;
  /** From here on the person may see the result. */
  readonly releases: boolean;
}

const verbsByStage: Readonly<Record<TaskStage, readonly Verb[]>> = {
  collect: [],
  self_review: ['submit_self_review'],
  manager_review: ['approve', 'return'],
  second_review: ['approve', 'return'],
  // Closed where the group's grades are, with their distribution in sight.
  calibration: [],
  interview: ['record_interview', 'return'],
  acknowledgement: ['acknowledge', 'appeal'],
  appeal: ['uphold', 'dismiss'],
  recheck: ['recheck_done'],
  data_gap: ['resolve_gap', 'recheck_done'],
  sign_off: ['sign_off'],
  head_sign_off: ['sign_off', 'return'],
};
export const verbsOf = (stage: TaskStage): readonly Verb[] => verbsByStage[stage];

export function decide(command: Command, situation: Situation): Decided | Refusal {
  const { cycle, task, appraisal } = situation;
  if (task.closed) return refuse('task.closed', { stage: task.stage });
  if (!verbsOf(task.stage).includes(command.verb))
    return refuse('task.verb_not_possible', { verb: command.verb, stage: task.stage });
  if (cycle.state !== 'scoring' && cycle.state !== 'in_review')
    return refuse('cycle.not_running', { state: cycle.state });
  if (cycle.paused) return refuse('cycle.paused');
  const move = moveOf(command);
  const to = move && moveTo(appraisal.stage, move, stagesFor(situation));
  if (!move || !to) return refuse('appraisal.move_not_possible', { stage: appraisal.stage, verb: command.verb });
  return command.verb === 'appeal' ? appealed(command.handlers, move, to, situation) : outcomeOf(move, to, situation);
}

const returns: Readonly<Record<ReturnTarget, Move | null>> = {
  collect: 'return_to_collect',
  self_review: 'return_to_self_review',
  manager_review: 'return_to_review',
  second_review: 'return_to_second_review',
  // Of the cycle, not of an appraisal.
  sign_off: null,
};
function moveOf(command: Command): Move | null {
  switch (command.verb) {
    case 'return':
      return returns[command.toStage];
    case 'uphold':
      return command.ground === 'data' ? 'uphold_data' : 'uphold_rule';
    default:
      return command.verb;
  }
}

/** The route as this person goes it: a second review needs somebody who has not done the first. */
function stagesFor(situation: Situation): readonly RouteStage[] {
  const { stages } = situation.cycle;
  return secondReviewer(situation) === null ? stages.filter((stage) => stage !== 'second_review') : stages;
}

/** Whoever did the first review, because it was handed over to them, does not do the second: it goes up from them. */
function secondReviewer({ appraisal, cycle, task }: Situation): string | null {
  const reviewerId = appraisal.reviewerId ?? reviewerOf(appraisal, cycle.ownerPersonId)?.reviewerId;
  if (reviewerId === undefined) return null;
  const second = secondReviewerOf(appraisal, reviewerId, cycle.ownerPersonId);
  const didTheFirst = task.stage === 'manager_review' && second === task.assigneeId;
  return didTheFirst ? secondReviewerOf(appraisal, second, cycle.ownerPersonId) : second;
}

function outcomeOf(move: Move, to: AppraisalState, situation: Situation): Decided | Refusal {
  const { appraisal, cycle, task, now } = situation;
  const stays = {
    ok: true,
    move,
    to,
    round: appraisal.round,
    next: null,
    voids: false,
    reopens: false,
    releases: false,
  } as const;
  switch (move) {
    case 'submit_self_review':
      return withReviewer(situation, 'manager_review', stays);
    case 'approve':
      if (to === 'second_review') return withSecondReviewer(situation, stays);
      // The group's session has a task of its own.
      return to === 'calibration' ? stays : withReviewer(situation, 'interview', stays);
    case 'return_to_self_review':
      return {
        ...stays,
        round: appraisal.round + 1,
        voids: true,
        next: { stage: 'self_review', assigneeId: appraisal.personId, escalateTo: null },
      };
    case 'return_to_review':
      return withReviewer(situation, 'manager_review', { ...stays, round: appraisal.round + 1, voids: true });
    case 'return_to_second_review':
      return withSecondReviewer(situation, { ...stays, round: appraisal.round + 1, reopens: true });
    case 'return_to_collect':
      return { ...stays, voids: true, next: { stage: 'recheck', assigneeId: cycle.ownerPersonId, escalateTo: null } };
    case 'record_interview':
      return {
        ...stays,
        releases: true,
        next: { stage: 'acknowledgement', assigneeId: appraisal.personId, escalateTo: null },
      };
    case 'acknowledge':
      return now < task.dueAt ? stays : windowClosed(task.dueAt);
    case 'uphold_data':
      return { ...stays, next: { stage: 'recheck', assigneeId: cycle.ownerPersonId, escalateTo: null } };
    case 'uphold_rule':
    case 'dismiss':
      return { ...stays, next: { stage: 'acknowledgement', assigneeId: appraisal.personId, escalateTo: null } };
    default:
      return stays;
  }
}

/** Past the window the silence has already been an acceptance, whether or not it is recorded yet. */
const windowClosed = (dueAt: string): Refusal => refuse('task.window_closed', { dueAt });

function appealed(
  handlers: AppealHandlers | null,
  move: Move,
  to: AppraisalState,
  { appraisal, task, now }: Situation,
): Decided | Refusal {
  if (now >= task.dueAt) return windowClosed(task.dueAt);
  if (handlers === null) return refuse('appeal.no_handler');
  const next: NextTask = { stage: 'appeal', assigneeId: handlers.handlerId, escalateTo: handlers.escalateTo };
  return { ok: true, move, to, round: appraisal.round, next, voids: false, reopens: false, releases: false };
}

function withReviewer(situation: Situation, stage: TaskStage, decided: Decided): Decided | Refusal {
  const next = reviewTask(situation.appraisal, situation.cycle.ownerPersonId, stage);
  return next === null ? refuse('appraisal.no_reviewer') : { ...decided, next };
}

function withSecondReviewer(situation: Situation, decided: Decided): Decided | Refusal {
  const { appraisal, cycle } = situation;
  const assigneeId = secondReviewer(situation);
  if (assigneeId === null) return refuse('appraisal.no_reviewer');
  return {
    ...decided,
    next: {
      stage: 'second_review',
      assigneeId,
      escalateTo: lateWith(appraisal, assigneeId, cycle.ownerPersonId),
    },
  };
}

/** The reviewer's task about somebody, with whom a lateness goes up to. */
export function reviewTask(
  appraisal: ReportingLine & { readonly reviewerId: string | null },
  hrOwnerId: string,
  stage: TaskStage,
): NextTask | null {
  const assigneeId = appraisal.reviewerId ?? reviewerOf(appraisal, hrOwnerId)?.reviewerId;
  return assigneeId === undefined
    ? null
    : { stage, assigneeId, escalateTo: lateWith(appraisal, assigneeId, hrOwnerId) };
}

/** With whom somebody's lateness goes up to; at the top to HR's owner of the cycle. */
export const lateWith = (line: ReportingLine, assigneeId: string, hrOwnerId: string): string | null =>
  escalationOf(line, assigneeId) ?? (assigneeId === hrOwnerId ? null : hrOwnerId);
