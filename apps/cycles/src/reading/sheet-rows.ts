import type { SheetAppeal } from '../../../../libs/contracts/cycles/http.js';
import type { PersonScoreResult, ScoreLine } from '../../../../libs/contracts/metrics/messages.js';
import type { LocalisedText } from '../../../../libs/contracts/values.js';
import type {
  CycleState,
  Handover,
  Proposal,
  RouteStage,
  TaskOutcome,
  TaskStage,
  Verb,
} from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { gradeMovesOf, type KeptMove } from '../calibration/session-people.js';
import { isUntouched } from '../withdrawals/withdrawal-rows.js';
import { copiedTo, entrustedTo, type StandingRow, standingColumns } from './appraisal-rows.js';

/** Instants inside JSON are text as PostgreSQL writes them. */
type JsonInstant = string;

export interface KeptLine {
  readonly segmentNo: number;
  readonly kpiId: string;
  readonly dimension: string | null;
  readonly names: LocalisedText;
  readonly unit: string;
  readonly sourceId: string;
  readonly model: string;
  readonly parameters: Record<string, unknown>;
  readonly target: string | null;
  readonly actual: string | null;
  readonly rawWeight: string;
  readonly effectiveWeight: string;
  readonly floor: string;
  readonly cap: string;
  readonly score: string | null;
  readonly shown: string | null;
  readonly state: ScoreLine['state'];
  readonly reason: string | null;
  readonly explanation: Record<string, unknown> | null;
  readonly evidenceCount: number;
}
export interface KeptAdjustment {
  readonly segmentNo: number;
  readonly kpiId: string;
  readonly scoreBefore: string;
  readonly scoreAfter: string;
  readonly reason: string;
  readonly by: string;
  readonly at: JsonInstant;
}
export interface KeptDecision {
  readonly decisionId: string;
  readonly stage: TaskStage;
  readonly round: number;
  readonly verb: TaskOutcome;
  readonly by: string | null;
  /** Whom they stood in for. */
  readonly insteadOf: string | null;
  readonly at: JsonInstant;
  readonly openedAt: JsonInstant;
  readonly voided: boolean;
  readonly withdrawn: { readonly at: JsonInstant; readonly reason: string | null } | null;
  readonly comment: string | null;
}

export interface KeptCopy {
  readonly by: string;
  readonly to: readonly string[];
  readonly at: JsonInstant;
  readonly note: string | null;
}

export interface KeptHandover {
  readonly how: Handover;
  readonly stage: TaskStage;
  readonly from: string;
  readonly to: string;
  readonly by: string | null;
  readonly at: JsonInstant;
  readonly note: string | null;
  readonly proposal: Proposal | null;
}
export type KeptAppeal = Omit<SheetAppeal, 'at' | 'answeredAt' | 'handler'> & {
  readonly at: JsonInstant;
  readonly answeredAt: JsonInstant | null;
  readonly handler: string;
};

export interface KeptComment {
  readonly commentId: string;
  readonly byPersonId: string;
  readonly at: JsonInstant;
  readonly text: string;
  readonly forPerson: boolean;
}

/** Everything one sheet shows, as of one moment. */
export interface SheetRow extends StandingRow {
  readonly now: Date;
  readonly cycleState: CycleState;
  readonly paused: boolean;
  readonly ownerPersonId: string;
  readonly stages: readonly RouteStage[];
  readonly timeZone: string;
  readonly companyNames: LocalisedText;
  readonly totalUnrounded: string | null;
  readonly result: {
    readonly runId: string;
    readonly total: string | null;
    readonly grade: string | null;
    readonly scoringRules: string;
    readonly segments: PersonScoreResult['segments'];
    readonly blockedBy: PersonScoreResult['blockedBy'];
  } | null;
  readonly lines: readonly KeptLine[];
  /** Those that count. */
  readonly adjustments: readonly KeptAdjustment[];
  readonly selfReview: {
    readonly achievements: string;
    readonly difficulties: string | null;
    readonly plans: string | null;
    readonly submittedAt: string;
  } | null;
  readonly interview: {
    readonly strengths: string;
    readonly weaknesses: string;
    readonly directions: string;
    readonly by: string;
    readonly at: JsonInstant;
    readonly round: number;
    readonly actions: readonly { readonly text: string; readonly owner: string; readonly dueOn: string }[];
  } | null;
  /** Those that count no more among them. */
  readonly gradeMoves: readonly KeptMove[];
  readonly calibrated: { readonly by: string; readonly at: JsonInstant; readonly comment: string | null } | null;
  readonly acknowledgement: {
    readonly deemed: boolean;
    readonly by: string | null;
    readonly at: JsonInstant;
    readonly comment: string | null;
  } | null;
  readonly decisions: readonly KeptDecision[];
  readonly appeals: readonly KeptAppeal[];
  readonly copies: readonly KeptCopy[];
  readonly handovers: readonly KeptHandover[];
  readonly comments: readonly KeptComment[];
  /** The decision that opened the task which waits now, as long as nobody has touched that. */
  readonly lastDecision: {
    readonly decisionId: string;
    readonly stage: TaskStage;
    readonly verb: Verb;
    readonly byPersonId: string;
  } | null;
  readonly earlier: readonly { readonly runNo: number; readonly total: string | null; readonly grade: string | null }[];
  readonly openTask: {
    readonly taskId: string;
    readonly stage: TaskStage;
    readonly assigneeId: string;
    readonly delegatedBy: string | null;
    readonly standIns: readonly string[];
    readonly openedAt: JsonInstant;
    readonly dueAt: JsonInstant;
  } | null;
}

/** Decimals as text, so that JSON keeps every digit. */
const lineJson = `jsonb_build_object('segmentNo', l.segment_no, 'kpiId', l.kpi_id, 'dimension', l.dimension, 'names', l.names,
  'unit', l.unit, 'sourceId', l.source_id, 'model', l.model, 'parameters', l.parameters, 'target', l.target::text,
  'actual', l.actual::text, 'rawWeight', l.raw_weight::text, 'effectiveWeight', trim_scale(l.effective_weight * 100)::text, 'floor', l.floor::text,
  'cap', l.cap::text, 'score', l.score::text, 'shown', l.shown::text, 'state', l.state, 'reason', l.reason,
  'explanation', l.explanation, 'evidenceCount', l.evidence_count)`;

export const adjustmentJson = `jsonb_build_object('segmentNo', d.segment_no, 'kpiId', d.kpi_id, 'scoreBefore', d.score_before::text,
  'scoreAfter', d.score_after::text, 'reason', d.reason, 'by', d.by_person_id, 'at', d.adjusted_at)`;

/** A decision is found by its task: every decision has one. */
export const decisionsOf = `(select coalesce(jsonb_agg(jsonb_build_object('decisionId', d.decision_id, 'stage', d.stage,
    'round', d.round, 'verb', d.verb, 'by', d.by_person_id,
    'insteadOf', case when t.stage in ('manager_review', 'second_review', 'interview') and t.assignee_id <> d.by_person_id
      then t.assignee_id end,
    'at', d.decided_at, 'openedAt', d.opened_at,
    'voided', d.voided_at is not null, 'comment', d.comment,
    'withdrawn', (select jsonb_build_object('at', w.withdrawn_at, 'reason', w.reason) from cycles.withdrawal w
                  where w.company_id = d.company_id and w.decision_id = d.decision_id)) order by d.decided_at, d.decision_id), '[]')
  from cycles.task t join cycles.decision d on d.company_id = t.company_id and d.task_id = t.task_id
  where t.company_id = a.company_id and t.appraisal_id = a.appraisal_id)`;

/** The recipients of one act share its moment. */
const copiesOf = `(select coalesce(jsonb_agg(jsonb_build_object('by', p.by, 'to', p.to_ids, 'at', p.copied_at, 'note', p.note)
    order by p.copied_at), '[]')
  from (select by_person_id as by, copied_at, note, jsonb_agg(to_person_id order by copy_id) as to_ids from cycles.copy
        where company_id = a.company_id and appraisal_id = a.appraisal_id group by by_person_id, copied_at, note) p)`;

export const handoversOf = `(select coalesce(jsonb_agg(jsonb_build_object('how', h.how, 'stage', h.stage, 'from', h.from_person_id,
    'to', h.to_person_id, 'by', h.by_person_id, 'at', h.handed_at, 'note', h.note, 'proposal', h.proposal)
    order by h.handed_at, h.handover_id), '[]')
  from cycles.handover h where h.company_id = a.company_id and h.appraisal_id = a.appraisal_id)`;
const appealsOf = `(select coalesce(jsonb_agg(jsonb_build_object('appealId', p.appeal_id, 'segmentNo', p.segment_no, 'kpiId', p.kpi_id,
    'instance', p.instance, 'runNo', p.run_no, 'ground', p.ground, 'sourceRow', p.source_row, 'reason', p.reason, 'at', p.appealed_at,
    'handler', coalesce(p.answered_by, p.handler_id), 'outcome', p.outcome, 'answer', p.answer, 'answeredAt', p.answered_at,
    'rescoredRunNo', p.rescored_run_no) order by p.appealed_at, p.appeal_id), '[]')
  from cycles.appeal p where p.company_id = a.company_id and p.appraisal_id = a.appraisal_id)`;

const ofAppraisal = (alias: string): string =>
  `${alias}.company_id = a.company_id and ${alias}.appraisal_id = a.appraisal_id`;

const statement = `select ${standingColumns}, ${copiedTo}, ${entrustedTo}, platform.now() as now, c.state as "cycleState", c.paused_at is not null as paused,
    c.owner_person_id as "ownerPersonId", c.route -> 'stages' as stages, c.time_zone as "timeZone", cycles.company_names(c) as "companyNames",
    a.total_unrounded as "totalUnrounded",
    (select jsonb_build_object('runId', r.run_id, 'total', r.total::text, 'grade', r.grade, 'scoringRules', r.scoring_rules,
       'segments', r.segments, 'blockedBy', r.blocked_by)
     from cycles.appraisal_result r where ${ofAppraisal('r')} and r.run_no = a.run_no) as result,
    (select coalesce(jsonb_agg(${lineJson} order by l.segment_no, l.line_no), '[]')
     from cycles.appraisal_line l where ${ofAppraisal('l')} and l.run_no = a.run_no) as lines,
    (select coalesce(jsonb_agg(${adjustmentJson} order by d.segment_no, d.kpi_id), '[]')
     from cycles.adjustment d where ${ofAppraisal('d')} and d.run_no = a.run_no and d.voided_at is null) as adjustments,
    (select jsonb_build_object('achievements', s.achievements, 'difficulties', s.difficulties, 'plans', s.plans,
       'submittedAt', s.submitted_at)
     from cycles.self_review s where ${ofAppraisal('s')} and s.voided_at is null) as "selfReview",
    (select jsonb_build_object('strengths', i.strengths, 'weaknesses', i.weaknesses, 'directions', i.directions,
       'by', i.by_person_id, 'at', i.recorded_at, 'round', i.round, 'actions',
       (select coalesce(jsonb_agg(jsonb_build_object('text', x.text, 'owner', x.owner_person_id, 'dueOn', x.due_on)
          order by x.action_no), '[]')
        from cycles.interview_action x where x.company_id = i.company_id and x.decision_id = i.decision_id))
     from cycles.interview i where ${ofAppraisal('i')} and i.voided_at is null) as interview,
    (select jsonb_build_object('deemed', k.deemed, 'by', k.by_person_id, 'at', k.acknowledged_at, 'comment', k.comment)
     from cycles.acknowledgement k where ${ofAppraisal('k')} and k.voided_at is null) as acknowledgement,
    ${gradeMovesOf} as "gradeMoves",
    (select jsonb_build_object('by', d.by_person_id, 'at', d.decided_at, 'comment', d.comment)
     from cycles.decision d where d.company_id = a.company_id and d.task_id = a.calibrated_by_task) as calibrated,
    ${decisionsOf} as decisions,
    ${appealsOf} as appeals,
    ${copiesOf} as copies,
    ${handoversOf} as handovers,
    (select coalesce(jsonb_agg(jsonb_build_object('commentId', m.comment_id, 'byPersonId', m.by_person_id, 'at', m.written_at,
       'text', m.text, 'forPerson', m.for_person) order by m.written_at, m.comment_id), '[]')
     from cycles.comment m where ${ofAppraisal('m')}) as comments,
    (select jsonb_build_object('decisionId', d.decision_id, 'stage', d.stage, 'verb', d.verb, 'byPersonId', d.by_person_id)
     from cycles.decision d
     where ${ofAppraisal('d')} and d.voided_at is null and ${isUntouched} limit 1) as "lastDecision",
    (select coalesce(jsonb_agg(jsonb_build_object('runNo', r.run_no, 'total', r.total::text, 'grade', r.grade) order by r.run_no), '[]')
     from cycles.appraisal_result r where ${ofAppraisal('r')} and r.run_no <> a.run_no) as earlier,
    (select jsonb_build_object('taskId', t.task_id, 'stage', t.stage, 'assigneeId', t.assignee_id, 'delegatedBy', t.delegated_by,
       'standIns', to_jsonb(cycles.stand_ins(t.company_id, t.assignee_id)), 'openedAt', t.opened_at,
       'dueAt', t.due_at)
     from cycles.task t where ${ofAppraisal('t')} and t.closed_at is null) as "openTask"
  from cycles.appraisal a join cycles.cycle c on c.company_id = a.company_id and c.cycle_id = a.cycle_id
  where a.company_id = $1 and a.appraisal_id = $2`;

/** One statement, so that a decision made meanwhile is on the sheet wholly or not at all. */
export async function findSheet(
  transaction: Transaction,
  companyId: string,
  appraisalId: string,
): Promise<SheetRow | undefined> {
  const [row] = await transaction.query<SheetRow>(statement, [companyId, appraisalId]);
  return row;
}
