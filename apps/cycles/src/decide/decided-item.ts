import { tellConductor } from '../../../../libs/contracts/cycles/conductor-news.js';
import {
  appealAnswered,
  appraisalReturned,
  resultsReleased,
  tasksOpened,
} from '../../../../libs/contracts/cycles/events.js';
import type { DecisionBody, DecisionReply } from '../../../../libs/contracts/cycles/http.js';
import type { CompanyClock } from '../../../../libs/domain/calendar/index.js';
import {
  type Command,
  type Decided,
  decide,
  type MovedLine,
  type Refusal,
  taskTimes,
} from '../../../../libs/domain/cycle/index.js';
import type { WaitingTasks } from '../record/task-rows.js';
import type { WrittenAppeal } from './appeals.js';
import type { ApplyItem } from './apply-decisions.js';
import { type AppraisalSituation, domainSituation } from './situation.js';

/** What a manager's adjustments make of the lines and the total. */
export interface Adjustment {
  readonly moved: readonly MovedLine[];
  readonly total: string | null;
  readonly totalUnrounded: string | null;
  readonly grade: string | null;
}

/** The bodies of decisions about an appraisal; signing off is about the cycle. */
export type AppraisalDecision = Exclude<DecisionBody, { verb: 'sign_off' }>;

export interface DecidedAppraisal {
  readonly ok: true;
  readonly item: ApplyItem;
  readonly reply: DecisionReply;
  readonly opened: OpenedForOther | null;
  /** What the second review decided is to be made void. */
  readonly reopens: boolean;
  readonly appeal: WrittenAppeal | null;
}

/** The body as the domain knows it, with the appeal it makes or answers. */
export interface Asked {
  readonly command: Command;
  readonly appeal: WrittenAppeal | null;
}

/** Lets the domain decide and says what is to be written. */
export function decidedItem(
  row: AppraisalSituation,
  body: AppraisalDecision,
  clock: CompanyClock,
  adjustment: Adjustment | null,
  { command, appeal }: Asked,
): DecidedAppraisal | Refusal {
  const decided = decide(command, domainSituation(row));
  if (!decided.ok) return decided;
  const outcome = outcomeOf(row, decided, adjustment);
  const next = nextTaskOf(row, decided, clock);
  const version = row.version + 1;
  const item: ApplyItem = {
    taskId: row.task_id,
    appraisalId: row.appraisal_id,
    personId: row.person_id,
    version: row.version,
    verb: body.verb,
    decisionId: row.decision_id,
    round: row.round,
    toStage: decided.to,
    toRound: decided.round,
    ...outcome,
    releases: decided.releases,
    voids: decided.voids,
    comment: commentOf(body),
    next,
    adjustments: adjustmentsOf(body, adjustment),
    exclusions: body.verb === 'resolve_gap' ? body.exclusions : [],
    interview: body.verb === 'record_interview' ? body : null,
    selfReview: body.verb === 'submit_self_review' ? body : null,
    before: { stage: row.stage, version: row.version, round: row.round, total: row.total, grade: row.grade },
    after: {
      cycleId: row.cycle_id,
      stage: decided.to,
      version,
      round: decided.round,
      total: outcome.total,
      grade: outcome.grade,
      verb: body.verb,
      decisionId: row.decision_id,
      ...(adjustment ? { adjustments: adjustment.moved } : {}),
      ...(appeal ? { appeal } : {}),
    },
    events: eventsOf(row, decided, next, appeal),
  };
  const reply: DecisionReply = {
    decisionId: row.decision_id,
    taskId: row.task_id,
    cycleId: row.cycle_id,
    appraisal: {
      appraisalId: row.appraisal_id,
      stage: decided.to,
      round: decided.round,
      version,
      total: outcome.total,
      grade: outcome.grade,
    },
    nextTask: next && { taskId: next.taskId, stage: next.stage, assigneeId: next.assigneeId, dueAt: next.dueAt },
  };
  const opened = openedForOther(row, decided, next);
  return { ok: true, item, reply, opened, reopens: decided.reopens, appeal };
}

function outcomeOf(row: AppraisalSituation, decided: Decided, adjustment: Adjustment | null) {
  if (adjustment) {
    const { total, totalUnrounded, grade } = adjustment;
    return { total, totalUnrounded, grade };
  }
  // What the run computed counts again when the adjustments made so far count no more.
  return decided.voids || decided.reopens
    ? { total: row.computed_total, totalUnrounded: row.computed_total_unrounded, grade: row.computed_grade }
    : { total: row.total, totalUnrounded: row.total_unrounded, grade: row.grade };
}

function nextTaskOf(row: AppraisalSituation, { next }: Decided, clock: CompanyClock): ApplyItem['next'] {
  if (next === null) return null;
  const { route, extra_days: extraDays } = row;
  const times = taskTimes(
    route,
    next.stage,
    row.now.toISOString(),
    row.report_due_at.toISOString(),
    clock,
    extraDays[next.stage] ?? 0,
  );
  return { taskId: row.next_task_id, ...next, ...times };
}

function commentOf(body: AppraisalDecision): string | null {
  switch (body.verb) {
    case 'approve':
    case 'acknowledge':
      return body.comment ?? null;
    case 'return':
    case 'appeal':
      return body.reason;
    case 'uphold':
    case 'dismiss':
      return body.answer;
    case 'recheck_done':
      return body.note;
    case 'submit_self_review':
    case 'record_interview':
    case 'resolve_gap':
      return null;
  }
}

function adjustmentsOf(body: AppraisalDecision, adjustment: Adjustment | null): ApplyItem['adjustments'] {
  if (!adjustment) return [];
  if (body.verb === 'uphold') return adjustment.moved.map((line) => ({ ...line, reason: body.answer }));
  if (body.verb !== 'approve') return [];
  return adjustment.moved.map((line) => ({
    ...line,
    reason:
      body.adjustments?.find(({ segmentNo, kpiId }) => segmentNo === line.segmentNo && kpiId === line.kpiId)?.reason ??
      '',
  }));
}

const nameOf = (row: AppraisalSituation) => ({
  cycleId: row.cycle_id,
  periodFrom: row.period_from,
  periodTo: row.period_to,
  kind: row.cycle_kind,
});

function eventsOf(
  row: AppraisalSituation,
  decided: Decided,
  next: ApplyItem['next'],
  appeal: WrittenAppeal | null,
): ApplyItem['events'] {
  const name = nameOf(row);
  const about = { appraisalId: row.appraisal_id, personId: row.person_id };
  const conductor = tellConductor.cohortMoved(row.cycle_id, row.cohort_no);
  if (decided.releases && next) {
    return [
      conductor,
      {
        destination: 'event',
        type: resultsReleased.type,
        payload: { ...name, people: [{ ...about, dueAt: next.dueAt }] },
      },
    ];
  }
  if ((decided.voids || decided.reopens) && next) {
    return [
      conductor,
      {
        destination: 'event',
        type: appraisalReturned.type,
        payload: { ...name, ...about, toPersonIds: [next.assigneeId], byPersonId: row.assignee_id },
      },
    ];
  }
  if (appeal && 'outcome' in appeal) {
    const payload = { ...name, ...about, outcome: appeal.outcome };
    return [conductor, { destination: 'event', type: appealAnswered.type, payload }];
  }
  return [conductor];
}

/** A task that a decision opens for somebody else than who decided. */
export interface OpenedForOther {
  readonly cycle: ReturnType<typeof nameOf>;
  readonly waiting: WaitingTasks;
}

function openedForOther(row: AppraisalSituation, decided: Decided, next: ApplyItem['next']): OpenedForOther | null {
  // Whoever decided knows of what comes to them next; releases, returns and answers to appeals have words of their own.
  if (next?.stage === 'acknowledgement') return null;
  if (!next || next.assigneeId === row.assignee_id || decided.releases || decided.voids || decided.reopens) return null;
  const { assigneeId, stage, dueAt } = next;
  return { cycle: nameOf(row), waiting: { personId: assigneeId, stage, count: 1, dueAt } };
}

/** One digest a person, stage and cycle, however many decisions opened the tasks. */
export function openedEvents(opened: readonly OpenedForOther[]) {
  const digests = new Map<string, OpenedForOther>();
  for (const one of opened) {
    const key = `${one.cycle.cycleId}/${one.waiting.stage}/${one.waiting.personId}`;
    const count = (digests.get(key)?.waiting.count ?? 0) + 1;
    digests.set(key, { ...one, waiting: { ...one.waiting, count } });
  }
  return [...digests.values()].map(({ cycle, waiting }) => ({
    type: tasksOpened.type,
    payload: { ...cycle, assignees: [waiting] },
  }));
}
