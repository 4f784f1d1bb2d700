import type { PersonScoreResult } from '../../../../libs/contracts/metrics/messages.js';
import type { CompanyClock } from '../../../../libs/domain/calendar/index.js';
import type { TaskStage } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { currentCall } from '../../../../libs/platform/telemetry/index.js';
import { asComputed, type CountedResult, carryAdjustments } from './carry-adjustments.js';
import { type CycleRow, timesOf } from './cycle-row.js';
import { moved } from './moved.js';
import type { WaitingTasks } from './task-rows.js';

/** What waits for scores: a first run, or a new run after somebody's data were put right. */
export type Awaiting = 'collecting' | 'waiting_rescore';

const moves = {
  collecting: { scored: 'score', first: 'score', appealed: 'score', blocked: 'score_blocked' },
  waiting_rescore: {
    scored: 'rescore',
    first: 'rescore_first',
    appealed: 'rescore_appealed',
    blocked: 'rescore_blocked',
  },
} as const;

export interface KeptResults {
  readonly scored: number;
  readonly blocked: number;
  readonly opened: readonly WaitingTasks[];
}

/**
 * Copies a page of a run's results to the appraisals that still wait for them, moves those on and opens the tasks that follow: HR's for
 * who is blocked, and after a re-score the reviewer's, in the next round, or the person's own where their first run
 * was blocked or their appeal to the data was upheld. One statement; rows that have moved are left alone.
 */
export async function keepResults(
  transaction: Transaction,
  cycle: CycleRow,
  clock: CompanyClock,
  awaiting: Awaiting,
  results: readonly PersonScoreResult[],
): Promise<KeptResults> {
  const { scored, first, appealed, blocked } = moves[awaiting];
  const again = awaiting === 'waiting_rescore';
  const tasks = await transaction.query<{ stage: TaskStage; assignee_id: string; due_at: Date; count: number }>(
    keepSql,
    [
      cycle.companyId,
      cycle.cycleId,
      JSON.stringify(await counted(transaction, cycle, awaiting, results)),
      awaiting,
      moved(cycle.route, awaiting, scored),
      moved(cycle.route, awaiting, blocked),
      again ? 1 : 0,
      cycle.ownerPersonId,
      JSON.stringify(taskTemplates(cycle, clock, again)),
      cycle.now,
      currentCall()?.requestId ?? null,
      moved(cycle.route, awaiting, first),
      moved(cycle.route, awaiting, appealed),
    ],
  );
  const countOf = (stage: string): number =>
    tasks.filter((row) => row.stage === stage).reduce((sum, row) => sum + row.count, 0);
  return {
    scored: countOf('scored'),
    blocked: countOf('data_gap'),
    opened: tasks
      .filter(({ assignee_id }) => assignee_id !== null)
      .map(({ stage, assignee_id, due_at, count }) => ({
        stage,
        personId: assignee_id,
        count,
        dueAt: due_at.toISOString(),
      })),
  };
}

/** What reviewers changed is lost to whoever is reviewed anew, and stands for whoever is not. */
async function counted(
  transaction: Transaction,
  cycle: CycleRow,
  awaiting: Awaiting,
  results: readonly PersonScoreResult[],
): Promise<CountedResult[]> {
  if (awaiting === 'collecting') return results.map(asComputed);
  const appealed = await transaction.query<{ personId: string }>(
    `select a.person_id as "personId" from cycles.appraisal a
     where a.company_id = $1 and a.cycle_id = $2 and a.person_id = any($3) and a.stage = 'waiting_rescore' and ${wonDataAppeal}`,
    [cycle.companyId, cycle.cycleId, results.map(({ personId }) => personId)],
  );
  return carryAdjustments(
    transaction,
    cycle,
    appealed.map(({ personId }) => personId),
    results,
  );
}

/** Over `cycles.appraisal a`: an upheld appeal to the data that no run has answered yet. */
const wonDataAppeal = `exists (select from cycles.appeal p where p.company_id = $1 and p.appraisal_id = a.appraisal_id
  and p.ground = 'data' and p.outcome = 'upheld' and p.rescored_run_no is null)`;

/** The tasks a result opens, by what it is. */
function taskTemplates(cycle: CycleRow, clock: CompanyClock, again: boolean) {
  const template = (status: PersonScoreResult['status'], stage: TaskStage) => ({
    status,
    stage,
    ...timesOf(cycle, stage, clock),
  });
  const reviews = (['self_review', 'manager_review'] as const).filter((stage) => cycle.route.stages.includes(stage));
  return [
    template('blocked', 'data_gap'),
    ...(again ? [...reviews, 'acknowledgement' as const].map((stage) => template('scored', stage)) : []),
  ];
}

/** A page of results ($3), with what counts of each, as rows. */
export const resultRows = `
    select * from jsonb_to_recordset($3::jsonb) as r(
      "personId" uuid, "runId" uuid, "runNo" integer, status text, total numeric, "totalUnrounded" text, grade text, "beforeVeto" text,
      "gradeBeforeVeto" text, "scoringRules" text, rules jsonb, segments jsonb, "blockedBy" jsonb, lines jsonb,
      "nowTotal" numeric, "nowTotalUnrounded" text, "nowGrade" text)`;

/** Of `moved m`, which holds the results' columns. */
export const copiedResults = `kept as (
    insert into cycles.appraisal_result (company_id, appraisal_id, run_no, run_id, status, total, total_unrounded, grade, before_veto,
                                         grade_before_veto, scoring_rules, rules, segments, blocked_by)
    select $1, m.appraisal_id, m."runNo", m."runId", m.status, m.total, m."totalUnrounded", m.grade, m."beforeVeto", m."gradeBeforeVeto",
           m."scoringRules", m.rules, m.segments, m."blockedBy"
    from moved m
  ),
  lines as (
    insert into cycles.appraisal_line (company_id, appraisal_id, run_no, segment_no, line_no, kpi_id, dimension, names, unit, source_id,
                                       model, parameters, target, actual, raw_weight, effective_weight, floor, cap, score, shown, state,
                                       reason, explanation, evidence_count)
    select $1, m.appraisal_id, m."runNo", l."segmentNo", x.no, l."kpiId", l.dimension, l.names, l.unit, l."sourceId", l.model, l.parameters,
           l.target, l.actual, l."rawWeight", l."effectiveWeight", l.floor, l.cap, l.score, l.shown, l.state, l.reason,
           l.explanation, l."evidenceCount"
    from moved m
    cross join jsonb_array_elements(m.lines) with ordinality as x(line, no)
    cross join jsonb_to_record(x.line) as l(
      "segmentNo" integer, "kpiId" text, dimension text, names jsonb, unit text, "sourceId" text, model text, parameters jsonb,
      target numeric, actual numeric, "rawWeight" numeric, "effectiveWeight" numeric, floor numeric, cap numeric, score numeric,
      shown numeric, state text, reason text, explanation jsonb, "evidenceCount" integer)
  )`;

const keepSql = `
  with result as (${resultRows}),
  moved as (
    update cycles.appraisal a
    set stage = case when r.status <> 'scored' then $6
                     when $4 = 'waiting_rescore' and ${wonDataAppeal} then $13
                     when exists (select from cycles.task t where t.company_id = $1 and t.appraisal_id = a.appraisal_id
                                  and t.stage in ('self_review', 'manager_review')) then $5
                     else $12 end, run_no = r."runNo", round = a.round + $7, version = a.version + 1,
        total = r."nowTotal", total_unrounded = r."nowTotalUnrounded", grade = r."nowGrade"
    from result r
    where a.company_id = $1 and a.cycle_id = $2 and a.person_id = r."personId" and a.stage = $4
    returning a.appraisal_id, a.person_id, a.cohort_no, a.stage, a.round, a.version, a.reviewer_id, a.review_escalates_to, r.*
  ),
  ${copiedResults},
  answered as (
    update cycles.appeal p set rescored_run_no = m."runNo" from moved m
    where p.company_id = $1 and p.appraisal_id = m.appraisal_id and p.ground = 'data' and p.outcome = 'upheld'
      and p.rescored_run_no is null and m.status = 'scored' and $4 = 'waiting_rescore'
  ),
  history as (
    insert into audit.entry (company_id, action, subject_type, subject_id, about_person_id, before, after, request_id)
    select $1, 'appraisal.scored', 'appraisal', m.appraisal_id::text, m.person_id,
           jsonb_build_object('stage', $4::text, 'version', m.version - 1),
           jsonb_build_object('cycleId', $2::text, 'stage', m.stage, 'version', m.version, 'round', m.round, 'runNo', m."runNo",
                              'runId', m."runId", 'total', m."nowTotal"::text, 'grade', m."nowGrade"), $11::text
    from moved m
  ),
  opened as (
    insert into cycles.task (company_id, cycle_id, appraisal_id, cohort_no, stage, round, assignee_id, opened_at, due_at, remind_at,
                             escalate_at, escalate_to, deems)
    select $1, $2, m.appraisal_id, m.cohort_no, t.stage, m.round,
           case when t.stage in ('self_review', 'acknowledgement') then m.person_id when t.stage = 'manager_review' then m.reviewer_id else $8::uuid end,
           $10::timestamptz, t."dueAt", t."remindAt", t."escalateAt", case t.stage when 'manager_review' then m.review_escalates_to end, t.deems
    from moved m
    join jsonb_to_recordset($9::jsonb) as t(status text, stage text, "dueAt" timestamptz, "remindAt" timestamptz[],
      "escalateAt" timestamptz, deems boolean) on t.status = m.status and t.stage in ('data_gap', m.stage)
    returning stage, assignee_id, due_at
  )
  select stage, assignee_id, min(due_at) as due_at, count(*)::int as count from opened group by stage, assignee_id
  union all
  select 'scored', null, null, count(*)::int from moved where status = 'scored'`;
