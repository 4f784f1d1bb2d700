import type { CycleSummary } from '../../../../libs/contracts/cycles/http.js';
import type { CycleKind } from '../../../../libs/contracts/values.js';
import { type CycleState, finishedStates } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { type Reach, reachParameters, seenInCycles } from './reach.js';

export interface ListedCycle {
  readonly cycleId: string;
  readonly kind: CycleKind;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly state: CycleState;
  readonly pausedAt: Date | null;
  readonly version: number;
  readonly launchedAt: Date;
  readonly ownerPersonId: string;
}

/** can-see-cycle and can-see-cycle-in-part as SQL over `cycles.cycle c`: everything ($2), or what the person ($3) or their sources ($4) are part of. */
const visible = `($2::boolean or ($3::uuid is not null and (
  exists (select from cycles.appraisal a where a.company_id = $1 and a.cycle_id = c.cycle_id and a.person_id = $3)
  or exists (
    select from cycles.team_superior s
    join cycles.appraisal a on a.company_id = $1 and a.cycle_id = s.cycle_id and a.reviewer_id = s.reviewer_id
    where s.company_id = $1 and s.superior_id = $3 and s.cycle_id = c.cycle_id
      and (a.reviewer_id = $3 or a.manager_id = $3 or $3 = any(a.manager_path)))
  or exists (select from cycles.cycle_source s
             where s.company_id = $1 and s.cycle_id = c.cycle_id and s.source_id = any($4::text[])))))`;

export interface CyclesWanted {
  readonly seesAll: boolean;
  readonly personId: string | null;
  readonly sourceIds: readonly string[];
  readonly kind: CycleKind | null;
  readonly state: CycleState | null;
  readonly running?: boolean;
  readonly afterCycleId: string | null;
  readonly limit: number;
}

export const readCycles = (
  transaction: Transaction,
  companyId: string,
  { seesAll, personId, sourceIds, kind, state, running = false, afterCycleId, limit }: CyclesWanted,
): Promise<ListedCycle[]> =>
  transaction.query<ListedCycle>(
    `select c.cycle_id as "cycleId", c.kind, c.period_from::text as "periodFrom", c.period_to::text as "periodTo", c.state,
       c.paused_at as "pausedAt", c.version, c.launched_at as "launchedAt", c.owner_person_id as "ownerPersonId"
     from cycles.cycle c
     where c.company_id = $1 and ${visible} and ($5::text is null or c.kind = $5) and ($6::text is null or c.state = $6)
       and (not $9::boolean or c.state not in ('closed', 'cancelled'))
       and ($7::uuid is null or (c.period_from, c.cycle_id) <
         ((select k.period_from from cycles.cycle k where k.company_id = $1 and k.cycle_id = $7), $7))
     order by c.period_from desc, c.cycle_id desc limit $8`,
    [companyId, seesAll, personId, sourceIds, kind, state, afterCycleId, limit, running],
  );

export type ListCounts = Pick<CycleSummary, 'people' | 'finished' | 'late'>;
const none: ListCounts = { people: 0, finished: 0, late: 0 };

/** Of whoever sees everybody: a cycle that is over needs no counting, everybody in it is finished and nothing is late. */
const countsOfAll = `select c.cycle_id as "cycleId", p.people,
    case when c.state in ('closed', 'cancelled') then p.people
      else (select count(*)::int from cycles.appraisal a
            where a.company_id = $1 and a.cycle_id = c.cycle_id and a.stage = any($3::text[])) end as finished,
    case when c.state in ('closed', 'cancelled') then 0
      else (select count(*)::int from cycles.task t
            where t.company_id = $1 and t.cycle_id = c.cycle_id and t.closed_at is null and t.due_at <= platform.now()) end as late
  from cycles.cycle c
  cross join lateral (select coalesce(sum(h.people), 0)::int as people from cycles.cohort h
                      where h.company_id = $1 and h.cycle_id = c.cycle_id) p
  where c.company_id = $1 and c.cycle_id = any($2::uuid[])`;

const countsInPart = `select a.cycle_id as "cycleId", count(*)::int as people,
    (count(*) filter (where a.stage = any($6::text[])))::int as finished,
    (count(*) filter (where t.due_at <= platform.now()))::int as late
  from cycles.appraisal a
  left join cycles.task t on t.company_id = a.company_id and t.appraisal_id = a.appraisal_id and t.closed_at is null
  where ${seenInCycles} group by a.cycle_id`;

/** Of the people the reader sees. */
export async function countCycles(
  transaction: Transaction,
  companyId: string,
  cycleIds: readonly string[],
  reach: Reach,
): Promise<(cycleId: string) => ListCounts> {
  const rows = await transaction.query<ListCounts & { cycleId: string }>(
    reach.all ? countsOfAll : countsInPart,
    reach.all
      ? [companyId, cycleIds, finishedStates]
      : [...reachParameters(companyId, cycleIds, reach), finishedStates],
  );
  const counts = new Map(rows.map(({ cycleId, people, finished, late }) => [cycleId, { people, finished, late }]));
  return (cycleId) => counts.get(cycleId) ?? none;
}
