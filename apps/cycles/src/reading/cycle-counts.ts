import type { CycleDetail } from '../../../../libs/contracts/cycles/http.js';
import { type AppraisalState, finishedStates } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { isoInstant } from './iso-instant.js';
import { type Reach, reachParameters, seenInCycle } from './reach.js';

export interface StandingCounts {
  readonly people: number;
  readonly finished: number;
  readonly stages: CycleDetail['stages'];
  readonly cohorts: CycleDetail['cohorts'];
}

/** Where the people the reader sees stand: one pass over them. */
export async function countStanding(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  reach: Reach,
): Promise<StandingCounts> {
  const rows = await transaction.query<{ cohortNo: number; stage: AppraisalState; people: number }>(
    `select a.cohort_no as "cohortNo", a.stage, count(*)::int as people from cycles.appraisal a
     where ${seenInCycle} group by a.cohort_no, a.stage order by a.cohort_no`,
    reachParameters(companyId, cycleId, reach),
  );
  const stages = new Map<AppraisalState, number>();
  const cohorts = new Map<number, { cohortNo: number; people: number; finished: number; blocked: number }>();
  for (const { cohortNo, stage, people } of rows) {
    stages.set(stage, (stages.get(stage) ?? 0) + people);
    const cohort = cohorts.get(cohortNo) ?? { cohortNo, people: 0, finished: 0, blocked: 0 };
    cohort.people += people;
    if (finishedStates.includes(stage)) cohort.finished += people;
    if (stage === 'blocked') cohort.blocked += people;
    cohorts.set(cohortNo, cohort);
  }
  const each = [...cohorts.values()];
  return {
    people: each.reduce((sum, { people }) => sum + people, 0),
    finished: each.reduce((sum, { finished }) => sum + finished, 0),
    stages: [...stages].map(([stage, people]) => ({ stage, people })),
    cohorts: each,
  };
}

type OpenTasks = CycleDetail['tasks'][number];
export interface TaskCounts {
  readonly late: number;
  readonly tasks: OpenTasks[];
  readonly latePeople: readonly {
    readonly personId: string;
    readonly stage: OpenTasks['stage'];
    readonly count: number;
    readonly dueAt: string;
  }[];
}

const mostLatePeople = 200;

/** The tasks of everybody: what is done is counted from its index alone, and by nobody's name. */
const allTasks = `select t.stage, t.assignee_id, t.due_at, false as done from cycles.task t
  where t.company_id = $1 and t.cycle_id = $2 and t.closed_at is null
  union all
  select t.stage, null, null, true from cycles.task t
  where t.company_id = $1 and t.cycle_id = $2 and t.closed_at is not null`;

/** The tasks about the people the reader sees, and the reader's own about the cycle itself. */
const tasksInReach = `select t.stage, t.assignee_id, t.due_at, t.closed_at is not null as done from cycles.appraisal a
  join cycles.task t on t.company_id = a.company_id and t.appraisal_id = a.appraisal_id
  where ${seenInCycle}
  union all
  select t.stage, t.assignee_id, t.due_at, t.closed_at is not null from cycles.task t
  where t.company_id = $1 and t.assignee_id = $4 and t.cycle_id = $2 and t.appraisal_id is null`;

export async function countTasks(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  reach: Reach,
): Promise<TaskCounts> {
  const [row] = await transaction.query<{ counts: TaskCounts }>(
    `with work as materialized (
       select stage, assignee_id, count(*) filter (where not done) as open, count(*) filter (where done) as done,
         count(*) filter (where not done and due_at <= platform.now()) as late, min(due_at) filter (where not done) as first_due,
         min(due_at) filter (where not done and due_at > platform.now()) as next_due
       from (${reach.all ? allTasks : tasksInReach}) t group by stage, assignee_id
     ), stages as (
       select stage, sum(open) as open, sum(late) as late, sum(done) as done, min(next_due) as next_due from work group by stage
     ), late_people as (
       select assignee_id, stage, late, first_due from work
       where late > 0 and ($3::boolean or assignee_id = $4::uuid) order by first_due, assignee_id, stage limit ${mostLatePeople}
     )
     select jsonb_build_object(
       'late', (select coalesce(sum(late), 0) from stages),
       'tasks', (select coalesce(jsonb_agg(jsonb_build_object('stage', stage, 'open', open, 'late', late, 'done', done,
                   'nextDueAt', next_due) order by stage), '[]') from stages),
       'latePeople', (select coalesce(jsonb_agg(jsonb_build_object('personId', assignee_id, 'stage', stage, 'count', late,
                   'dueAt', first_due) order by first_due, assignee_id, stage), '[]') from late_people)) as counts`,
    // Whoever sees all asks for no teams.
    reachParameters(companyId, cycleId, reach).slice(0, reach.all ? 4 : 5),
  );
  const { late = 0, tasks = [], latePeople = [] } = row?.counts ?? {};
  return {
    late,
    tasks: tasks.map((task) => ({ ...task, nextDueAt: task.nextDueAt === null ? null : isoInstant(task.nextDueAt) })),
    latePeople: latePeople.map((person) => ({ ...person, dueAt: isoInstant(person.dueAt) })),
  };
}
