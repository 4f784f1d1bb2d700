import { type dueGroups, type Task, taskMarks } from '../../../../libs/contracts/cycles/http.js';
import type { Actor } from '../../../../libs/contracts/values.js';
import type { AppraisalFacts } from '../../../../libs/domain/access/about-appraisal.js';
import { canTransferTask } from '../../../../libs/domain/access/can-hand-over-task.js';
import { canSeeScores } from '../../../../libs/domain/access/can-see-scores.js';
import type { TaskFacts } from '../../../../libs/domain/access/can-see-task.js';
import {
  type CycleState,
  delegable,
  type RouteStage,
  type TaskOutcome,
  type TaskStage,
} from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { personOf, type StandingRow, standingColumns } from './appraisal-rows.js';
import type { NameOf } from './people-names.js';
import { possibleReturns, possibleVerbs } from './possible-verbs.js';

export type DueGroup = (typeof dueGroups)[number];

interface TaskColumns {
  readonly taskId: string;
  readonly taskStage: TaskStage;
  readonly taskRound: number;
  readonly ofCycleId: string;
  readonly sourceId: string | null;
  readonly calibration: Task['calibration'];
  readonly assigneeId: string;
  readonly delegatedBy: string | null;
  /** Who stands in for its assignee; once it is done, who did. */
  readonly standIns: readonly string[];
  /** Somebody gave it to its assignee. */
  readonly handed: boolean;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly dueKey: string;
  readonly closedAt: Date | null;
  readonly closedKey: string | null;
  readonly outcome: TaskOutcome | null;
  readonly group: DueGroup;
  readonly now: Date;
  readonly cycleState: CycleState;
  readonly paused: boolean;
  readonly cycleVersion: number;
  readonly ownerPersonId: string;
  readonly routeStages: readonly RouteStage[];
  /** The appraisal before, with what the access questions need of it. */
  readonly previous: (AppraisalFacts & { readonly total: string }) | null;
  readonly missingData: boolean;
  readonly bigChange: boolean;
  readonly adjusted: boolean;
}
type CycleItself = Pick<StandingRow, 'kind' | 'periodFrom' | 'periodTo'> & { readonly appraisalId: null };
export type TaskRow = TaskColumns & (StandingRow | CycleItself);

/**
 * A window ends at the midnight that closes its last day: what is due then is due on that day. A task that is done stands where it
 * stood when it was done.
 */
export const dueGroup = `case
  when t.due_at <= m.at then 'overdue'
  when t.due_at <= (date_trunc('day', m.at at time zone c.time_zone) + interval '1 day') at time zone c.time_zone then 'today'
  when t.due_at <= (date_trunc('week', m.at at time zone c.time_zone) + interval '1 week') at time zone c.time_zone then 'this_week'
  else 'later' end`;

export const tasksWithCycle = `cycles.task t
  join cycles.cycle c on c.company_id = t.company_id and c.cycle_id = t.cycle_id
  cross join lateral (select coalesce(t.closed_at, platform.now()) as at) m`;

export const taskAppraisal =
  'left join cycles.appraisal a on a.company_id = t.company_id and a.appraisal_id = t.appraisal_id';

/** Microseconds since 1970, PostgreSQL's own precision; and back. */
export const microseconds = (column: string): string => `(extract(epoch from ${column}) * 1000000)::bigint::text`;
export const instantOf = (parameter: string): string =>
  `(timestamptz 'epoch' + ${parameter}::bigint * interval '1 microsecond')`;

/** The group whose session it is. */
const calibrationOf = `(select jsonb_build_object('groupId', g.group_id, 'departmentNames', g.department_names)
  from cycles.calibration_group g where g.company_id = t.company_id and g.group_id = t.calibration_group_id)`;

const columns = `t.task_id as "taskId", t.stage as "taskStage", t.round as "taskRound", t.cycle_id as "ofCycleId",
  t.source_id as "sourceId", ${calibrationOf} as calibration, t.assignee_id as "assigneeId", t.delegated_by as "delegatedBy",
  case when t.closed_at is null then cycles.stand_ins(t.company_id, t.assignee_id)
       when t.closed_by <> t.assignee_id and t.outcome <> 'withdrawn' then array[t.closed_by] else '{}' end as "standIns",
  exists (select from cycles.handover h where h.company_id = t.company_id and h.task_id = t.task_id
          and h.to_person_id = t.assignee_id and h.how <> 'followed') as handed, t.opened_at as "openedAt", t.due_at as "dueAt",
  ${microseconds('t.due_at')} as "dueKey", t.closed_at as "closedAt", ${microseconds('t.closed_at')} as "closedKey", t.outcome,
  ${dueGroup} as "group", platform.now() as now, c.state as "cycleState", c.paused_at is not null as paused,
  c.version as "cycleVersion", c.owner_person_id as "ownerPersonId",
  c.route -> 'stages' as "routeStages", before.facts as previous,
  coalesce(abs(a.total - before.total) >= 10, false) as "bigChange",
  exists (select from cycles.appraisal_line l where l.company_id = t.company_id and l.appraisal_id = a.appraisal_id
          and l.run_no = a.run_no and l.state not in ('scored', 'not_due')) as "missingData",
  exists (select from cycles.adjustment j where j.company_id = t.company_id and j.appraisal_id = a.appraisal_id
          and j.voided_at is null) as adjusted, ${standingColumns}`;

/** The person's last result of the same kind that has been released: what a manager remembers. */
const before = `left join lateral (
  select p.total, jsonb_build_object('personId', p.person_id, 'managerId', p.manager_id, 'managerPath', p.manager_path,
    'reviewerId', p.reviewer_id, 'stage', p.stage, 'released', true, 'total', p.total::text) as facts
  from cycles.appraisal p join cycles.cycle pc on pc.company_id = p.company_id and pc.cycle_id = p.cycle_id
  where p.company_id = t.company_id and p.person_id = a.person_id and pc.kind = c.kind and pc.period_from < c.period_from
    and p.released_at is not null and p.total is not null
  order by pc.period_from desc limit 1) before on true`;

export const readTaskRows = (
  transaction: Transaction,
  which: string,
  parameters: readonly unknown[],
): Promise<TaskRow[]> =>
  transaction.query<TaskRow>(
    `select ${columns} from ${tasksWithCycle}
     ${taskAppraisal}
     ${before}
     where ${which}`,
    parameters,
  );

const standInsOf = ({ taskStage, delegatedBy, standIns }: TaskRow): readonly string[] =>
  delegable(taskStage) && delegatedBy === null ? standIns : [];

/** What somebody gave them opens the appraisal to whoever holds the task, or did it. */
const appraisalOf = (row: TaskRow): StandingRow | null =>
  row.appraisalId === null
    ? null
    : { ...row, entrustedTo: [...(row.handed ? [row.assigneeId] : []), ...standInsOf(row)] };

export const taskFactsOf = (row: TaskRow): TaskFacts => ({
  assigneeId: row.assigneeId,
  delegatedBy: row.delegatedBy,
  standIns: row.standIns,
  stage: row.taskStage,
  appraisal: appraisalOf(row),
});

export function taskOf(row: TaskRow, actor: Actor, nameOf: NameOf): Task {
  const appraisal = appraisalOf(row);
  const scores = appraisal !== null && canSeeScores(actor, appraisal);
  const {
    now,
    taskStage: stage,
    assigneeId,
    delegatedBy,
    standIns,
    dueAt,
    cycleState: state,
    paused,
    ownerPersonId,
    routeStages: stages,
  } = row;
  const closed = row.closedAt !== null;
  const cycle = { state, paused, ownerPersonId, stages };
  const atHand = { now, stage, assigneeId, delegatedBy, standIns, dueAt, closed, cycle, appraisal };
  // Whoever manages somebody since this month sees nothing of the months before.
  const previous = scores && row.previous && canSeeScores(actor, row.previous) ? row.previous : null;
  return {
    taskId: row.taskId,
    stage,
    cycleId: row.ofCycleId,
    kind: row.kind,
    period: { from: row.periodFrom, to: row.periodTo },
    person: appraisal && personOf(appraisal),
    appraisalId: row.appraisalId,
    sourceId: row.sourceId,
    calibration: row.calibration,
    assignee: { personId: assigneeId, name: nameOf(assigneeId) },
    delegatedBy: delegatedBy === null ? null : { personId: delegatedBy, name: nameOf(delegatedBy) },
    openedAt: row.openedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    group: row.group,
    closedAt: row.closedAt?.toISOString() ?? null,
    outcome: row.outcome,
    round: row.taskRound,
    version: appraisal?.version ?? row.cycleVersion,
    verbs: possibleVerbs(actor, atHand),
    returnTargets: possibleReturns(actor, atHand),
    mayTransfer: !closed && canTransferTask(actor, taskFactsOf(row)),
    total: scores ? appraisal.total : null,
    grade: scores ? appraisal.grade : null,
    previousTotal: previous?.total ?? null,
    marks: scores ? marksOf({ ...row, bigChange: row.bigChange && previous !== null }, appraisal.round) : [],
  };
}

const marksOf = (row: TaskColumns, round: number): Task['marks'] =>
  taskMarks.filter(
    (mark) =>
      ({
        missing_data: row.missingData,
        big_change: row.bigChange,
        adjusted: row.adjusted,
        returned: round > 1,
      })[mark],
  );
