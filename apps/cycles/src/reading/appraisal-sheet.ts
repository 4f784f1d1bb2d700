import type { AppraisalSheet } from '../../../../libs/contracts/cycles/http.js';
import type { Actor } from '../../../../libs/contracts/values.js';
import { isPerson } from '../../../../libs/domain/access/actor.js';
import { canCommentAppraisal, canReadComment } from '../../../../libs/domain/access/can-comment-appraisal.js';
import { canCopyAppraisal } from '../../../../libs/domain/access/can-copy-appraisal.js';
import {
  canAnswerDelegation,
  canDelegateTask,
  canTakeBackTask,
  canTransferTask,
} from '../../../../libs/domain/access/can-hand-over-task.js';
import { canSeeScores } from '../../../../libs/domain/access/can-see-scores.js';
import { canUrgeTask } from '../../../../libs/domain/access/can-urge-task.js';
import { canWithdrawDecision } from '../../../../libs/domain/access/can-withdraw-decision.js';
import { overseesAppraisal } from '../../../../libs/domain/access/oversees-appraisal.js';
import { withdraw } from '../../../../libs/domain/cycle/index.js';
import { gradeMoveOf } from '../calibration/session-people.js';
import { appraisalRowOf } from './appraisal-rows.js';
import { isoInstant } from './iso-instant.js';
import type { NameOf } from './people-names.js';
import { possibleReturns, possibleVerbs } from './possible-verbs.js';
import type { KeptAdjustment, KeptDecision, KeptHandover, KeptLine, SheetRow } from './sheet-rows.js';

/** Everybody a sheet names. */
export const peopleOn = (row: SheetRow): (string | null)[] => [
  row.managerId,
  ...row.adjustments.map(({ by }) => by),
  ...(row.interview ? [row.interview.by, ...row.interview.actions.map(({ owner }) => owner)] : []),
  ...row.gradeMoves.map(({ by }) => by),
  row.calibrated?.by ?? null,
  row.acknowledgement?.by ?? null,
  ...row.decisions.flatMap(({ by, insteadOf }) => [by, insteadOf]),
  ...row.appeals.map(({ handler }) => handler),
  ...row.copies.flatMap(({ by, to }) => [by, ...to]),
  ...row.handovers.flatMap(({ from, to, by }) => [from, to, by]),
  ...row.comments.map(({ byPersonId }) => byPersonId),
  row.openTask?.assigneeId ?? null,
  row.openTask?.delegatedBy ?? null,
];

/** Before its release a person sees of their own sheet where it stands, and nothing that was written or computed about them. */
export function appraisalSheetOf(row: SheetRow, actor: Actor, nameOf: NameOf): AppraisalSheet {
  const standing = {
    ...appraisalRowOf(row, actor, nameOf),
    routeStages: [...row.stages],
    openTask: openTaskOf(row, actor, nameOf),
    ...copiedPart(row, actor, nameOf),
    ...commentsPart(row, actor, nameOf),
    withdrawable: withdrawableOf(row, actor),
  };
  if (canSeeScores(actor, row)) return { ...standing, ...scoredPart(row, nameOf) };
  return { ...standing, ...untold, selfReview: isPerson(actor, row.personId) ? selfReviewOf(row) : null };
}

type ScoredPart = Omit<
  AppraisalSheet,
  | keyof ReturnType<typeof appraisalRowOf>
  | 'routeStages'
  | 'openTask'
  | 'copies'
  | 'handovers'
  | 'comments'
  | 'mayComment'
  | 'withdrawable'
  | 'mayCopy'
>;

const untold: ScoredPart = {
  runNo: null,
  runId: null,
  scoringRules: null,
  computedTotal: null,
  computedGrade: null,
  totalUnrounded: null,
  segments: [],
  lines: [],
  blockedBy: [],
  selfReview: null,
  interview: null,
  gradeMoves: [],
  calibrated: null,
  acknowledgement: null,
  decisions: [],
  appeals: [],
  earlier: [],
};

function scoredPart(row: SheetRow, nameOf: NameOf): ScoredPart {
  const { result, interview, calibrated, acknowledgement } = row;
  return {
    runNo: row.runNo,
    runId: result?.runId ?? null,
    scoringRules: result?.scoringRules ?? null,
    computedTotal: result?.total ?? null,
    computedGrade: result?.grade ?? null,
    totalUnrounded: row.totalUnrounded,
    segments: (result?.segments ?? []).map(({ dimensions: _, ...segment }) => segment),
    lines: row.lines.map((line) => lineOf(line, row.adjustments, nameOf)),
    blockedBy: result?.blockedBy ?? [],
    selfReview: selfReviewOf(row),
    interview: interview && {
      ...interview,
      actions: interview.actions.map((action) => ({ ...action, owner: named(action.owner, nameOf) })),
      by: named(interview.by, nameOf),
      at: isoInstant(interview.at),
    },
    gradeMoves: row.gradeMoves.map((move) => gradeMoveOf(move, nameOf)),
    calibrated: calibrated && { ...calibrated, by: named(calibrated.by, nameOf), at: isoInstant(calibrated.at) },
    acknowledgement: acknowledgement && {
      ...acknowledgement,
      by: acknowledgement.by === null ? null : named(acknowledgement.by, nameOf),
      at: isoInstant(acknowledgement.at),
    },
    decisions: row.decisions.map((decision) => decisionOf(decision, nameOf)),
    appeals: row.appeals.map((appeal) => ({
      ...appeal,
      at: isoInstant(appeal.at),
      handler: named(appeal.handler, nameOf),
      answeredAt: appeal.answeredAt && isoInstant(appeal.answeredAt),
    })),
    earlier: [...row.earlier],
  };
}

const selfReviewOf = ({ selfReview }: SheetRow): AppraisalSheet['selfReview'] =>
  selfReview && { ...selfReview, submittedAt: isoInstant(selfReview.submittedAt) };

function copiedPart(
  row: SheetRow,
  actor: Actor,
  nameOf: NameOf,
): Pick<AppraisalSheet, 'copies' | 'handovers' | 'mayCopy'> {
  const told = overseesAppraisal(actor, row) && actor.personId !== row.personId;
  return {
    mayCopy: canCopyAppraisal(actor, row),
    copies: (told ? row.copies : []).map(({ by, to, at, note }) => ({
      by: named(by, nameOf),
      to: to.map((personId) => named(personId, nameOf)),
      at: isoInstant(at),
      note,
    })),
    handovers: (told ? row.handovers : []).map((one) => handoverOf(one, nameOf)),
  };
}

export const handoverOf = (kept: KeptHandover, nameOf: NameOf): AppraisalSheet['handovers'][number] => ({
  ...kept,
  from: named(kept.from, nameOf),
  to: named(kept.to, nameOf),
  by: kept.by === null ? null : named(kept.by, nameOf),
  at: isoInstant(kept.at),
});

function lineOf(
  line: KeptLine,
  adjustments: readonly KeptAdjustment[],
  nameOf: NameOf,
): AppraisalSheet['lines'][number] {
  const kept = adjustments.find(({ segmentNo, kpiId }) => segmentNo === line.segmentNo && kpiId === line.kpiId);
  if (!kept) return { ...line, scoreNow: line.score, adjustment: null };
  const { segmentNo: _, kpiId: __, ...adjustment } = adjustmentOf(kept, nameOf);
  return { ...line, scoreNow: adjustment.scoreAfter, adjustment };
}

export const adjustmentOf = (kept: KeptAdjustment, nameOf: NameOf) => ({
  ...kept,
  by: named(kept.by, nameOf),
  at: isoInstant(kept.at),
});

export const decisionOf = (kept: KeptDecision, nameOf: NameOf): AppraisalSheet['decisions'][number] => ({
  ...kept,
  by: kept.by === null ? null : named(kept.by, nameOf),
  insteadOf: kept.insteadOf === null ? null : named(kept.insteadOf, nameOf),
  at: isoInstant(kept.at),
  openedAt: isoInstant(kept.openedAt),
  withdrawn: kept.withdrawn && { ...kept.withdrawn, at: isoInstant(kept.withdrawn.at) },
});

const commentsPart = (
  row: SheetRow,
  actor: Actor,
  nameOf: NameOf,
): Pick<AppraisalSheet, 'comments' | 'mayComment'> => ({
  mayComment: row.cycleState !== 'closed' && row.cycleState !== 'cancelled' && canCommentAppraisal(actor, row),
  comments: row.comments
    .filter((comment) => canReadComment(actor, row, comment))
    .map(({ byPersonId, at, ...comment }) => ({ ...comment, by: named(byPersonId, nameOf), at: isoInstant(at) })),
});

/** Asked of the very rule that takes it back. */
function withdrawableOf(row: SheetRow, actor: Actor): AppraisalSheet['withdrawable'] {
  const { lastDecision, cycleState: state, paused, stages } = row;
  if (!lastDecision || !canWithdrawDecision(actor, lastDecision)) return null;
  const { decisionId, verb } = lastDecision;
  const asked = {
    cycle: { state, paused, stages },
    decision: lastDecision,
    appraisalStage: row.stage,
    untouched: true,
  };
  return withdraw(asked).ok ? { decisionId, verb } : null;
}

function openTaskOf(row: SheetRow, actor: Actor, nameOf: NameOf): AppraisalSheet['openTask'] {
  const { openTask, now, cycleState: state, paused, ownerPersonId, stages } = row;
  if (!openTask) return null;
  const { taskId, stage, assigneeId, delegatedBy, standIns } = openTask;
  const dueAt = new Date(openTask.dueAt);
  const cycle = { state, paused, ownerPersonId, stages };
  const facts = { stage, assigneeId, delegatedBy, standIns, appraisal: row };
  const atHand = { ...facts, now, dueAt, closed: false, cycle };
  return {
    taskId,
    stage,
    assignee: named(assigneeId, nameOf),
    openedAt: isoInstant(openTask.openedAt),
    dueAt: dueAt.toISOString(),
    verbs: possibleVerbs(actor, atHand),
    returnTargets: possibleReturns(actor, atHand),
    mayUrge: canUrgeTask(actor, facts),
    delegatedBy: delegatedBy === null ? null : named(delegatedBy, nameOf),
    handingOver: {
      transfer: canTransferTask(actor, facts),
      delegate: canDelegateTask(actor, facts),
      answer: canAnswerDelegation(actor, facts),
      takeBack: canTakeBackTask(actor, facts),
    },
  };
}

const named = (personId: string, nameOf: NameOf) => ({ personId, name: nameOf(personId) });
