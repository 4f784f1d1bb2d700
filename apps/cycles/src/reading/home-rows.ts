import type { CycleKind } from '../../../../libs/contracts/values.js';
import type { AppraisalState, CycleState, TaskStage } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { isoInstant } from './iso-instant.js';
import { type Reach, reachParameters, seenInCycles } from './reach.js';

export interface CycleFacts {
  readonly cycleId: string;
  readonly state: CycleState;
  readonly paused: boolean;
  readonly cutOffAt: Date;
  readonly reportDueAt: Date;
  readonly frozen: boolean;
  readonly sources: number;
  readonly signedOff: number;
  /** The reader's, of which figures may still come. */
  readonly unsigned: readonly string[];
}

export const readCycleFacts = (
  transaction: Transaction,
  companyId: string,
  cycleIds: readonly string[],
  sourceIds: readonly string[],
): Promise<CycleFacts[]> =>
  transaction.query<CycleFacts>(
    `select c.cycle_id as "cycleId", c.state, c.paused_at is not null as paused, c.cut_off_at as "cutOffAt",
       c.report_due_at as "reportDueAt", c.frozen_at is not null as frozen, s.*
     from cycles.cycle c cross join lateral (
       select count(*)::int as sources, count(s.signed_off_at)::int as "signedOff",
         coalesce(array_agg(s.source_id order by s.source_id)
           filter (where s.signed_off_at is null and c.frozen_at is null and s.source_id = any($3::text[])), '{}') as unsigned
       from cycles.cycle_source s where s.company_id = c.company_id and s.cycle_id = c.cycle_id) s
     where c.company_id = $1 and c.cycle_id = any($2::uuid[])`,
    [companyId, cycleIds, sourceIds],
  );

/** Whom the reader answers for: everybody, or whom they see but themself. */
const answeredFor = `${seenInCycles} and ($3::boolean or a.person_id <> $4::uuid)`;

export interface StageRow {
  readonly cycleId: string;
  readonly stage: AppraisalState;
  readonly people: number;
}
export const countStages = (
  transaction: Transaction,
  companyId: string,
  cycleIds: readonly string[],
  reach: Reach,
): Promise<StageRow[]> =>
  transaction.query<StageRow>(
    `select a.cycle_id as "cycleId", a.stage, count(*)::int as people from cycles.appraisal a
     where ${answeredFor} group by a.cycle_id, a.stage`,
    reachParameters(companyId, cycleIds, reach),
  );

export interface HolderRow {
  readonly cycleId: string;
  readonly stage: TaskStage;
  readonly holderId: string;
  readonly open: number;
  readonly late: number;
  readonly dueAt: string;
}
export interface Work {
  readonly open: number;
  readonly late: number;
  readonly holders: readonly HolderRow[];
  readonly next: readonly { readonly cycleId: string; readonly stage: TaskStage; readonly at: string }[];
}

export const mostHolders = 5;

const openOfAll = `select t.cycle_id, t.stage, t.assignee_id, t.due_at from cycles.task t
  where t.company_id = $1 and t.cycle_id = any($2::uuid[]) and t.closed_at is null`;
/** About whom the reader answers for; and the reader's own, whatever they are about. */
const openInReach = `select t.cycle_id, t.stage, t.assignee_id, t.due_at from cycles.appraisal a
  join cycles.task t on t.company_id = a.company_id and t.appraisal_id = a.appraisal_id and t.closed_at is null
  where ${answeredFor} and t.assignee_id <> $4::uuid
  union all
  select t.cycle_id, t.stage, t.assignee_id, t.due_at from cycles.task t
  where t.company_id = $1 and t.assignee_id = $4::uuid and t.cycle_id = any($2::uuid[]) and t.closed_at is null`;

/** Open tasks by whoever has them: one pass, whatever is asked of them. */
export async function readWork(
  transaction: Transaction,
  companyId: string,
  cycleIds: readonly string[],
  reach: Reach,
): Promise<Work> {
  const [row] = await transaction.query<{ work: Work }>(
    `with work as materialized (
       select cycle_id, stage, assignee_id, assignee_id is distinct from $4::uuid as others, count(*) as open,
         count(*) filter (where due_at <= platform.now()) as late, min(due_at) as first_due,
         min(due_at) filter (where due_at > platform.now()) as next_due
       from (${reach.all ? openOfAll : openInReach}) t group by cycle_id, stage, assignee_id
     ), holders as (
       select * from work where others and (late > 0 or not $3::boolean) order by first_due, assignee_id, stage limit ${mostHolders}
     ), next as (
       select cycle_id, stage, min(next_due) as at from work where next_due is not null group by cycle_id, stage
     )
     select jsonb_build_object(
       'open', (select coalesce(sum(open), 0) from work where others),
       'late', (select coalesce(sum(late), 0) from work where others),
       'holders', (select coalesce(jsonb_agg(jsonb_build_object('cycleId', cycle_id, 'stage', stage, 'holderId', assignee_id,
          'open', open, 'late', late, 'dueAt', first_due) order by first_due, assignee_id, stage), '[]') from holders),
       'next', (select coalesce(jsonb_agg(jsonb_build_object('cycleId', cycle_id, 'stage', stage, 'at', at)), '[]') from next)) as work`,
    // Whoever sees all asks for no teams.
    reachParameters(companyId, cycleIds, reach).slice(0, reach.all ? 4 : 5),
  );
  const { open = 0, late = 0, holders = [], next = [] } = row?.work ?? {};
  return {
    open,
    late,
    holders: holders.map((holder) => ({ ...holder, dueAt: isoInstant(holder.dueAt) })),
    next: next.map((date) => ({ ...date, at: isoInstant(date.at) })),
  };
}

export interface OwnRow {
  readonly appraisalId: string;
  readonly cycleId: string;
  readonly stage: AppraisalState;
  readonly taskStage: TaskStage | null;
  readonly holderId: string | null;
  readonly dueAt: Date | null;
}
export const readOwn = (
  transaction: Transaction,
  companyId: string,
  personId: string | null,
  cycleIds: readonly string[],
): Promise<OwnRow[]> =>
  transaction.query<OwnRow>(
    `select a.appraisal_id as "appraisalId", a.cycle_id as "cycleId", a.stage, t.stage as "taskStage",
       t.assignee_id as "holderId", t.due_at as "dueAt"
     from cycles.appraisal a
     left join cycles.task t on t.company_id = a.company_id and t.appraisal_id = a.appraisal_id and t.closed_at is null
     where a.company_id = $1 and a.person_id = $2 and a.cycle_id = any($3::uuid[])`,
    [companyId, personId, cycleIds],
  );

export interface LastResult {
  readonly appraisalId: string;
  readonly cycleId: string;
  readonly kind: CycleKind;
  readonly period: { readonly from: string; readonly to: string };
}
export async function readLastResult(
  transaction: Transaction,
  companyId: string,
  personId: string | null,
): Promise<LastResult | null> {
  const [row] = await transaction.query<LastResult>(
    `select a.appraisal_id as "appraisalId", a.cycle_id as "cycleId", c.kind,
       jsonb_build_object('from', c.period_from, 'to', c.period_to) as period
     from cycles.appraisal a join cycles.cycle c on c.company_id = a.company_id and c.cycle_id = a.cycle_id
     where a.company_id = $1 and a.person_id = $2 and a.released_at is not null
     order by c.period_from desc, c.cycle_id desc limit 1`,
    [companyId, personId],
  );
  return row ?? null;
}
