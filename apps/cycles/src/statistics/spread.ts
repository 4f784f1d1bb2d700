import type { LocalisedText } from '../../../../libs/contracts/values.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { type Reach, reachParameters, seenInCycle } from '../reading/reach.js';

/** Decimals all the way: `percentile_disc` answers a total that somebody has, where `percentile_cont` would reckon in binary. */
export const spreadColumns = `count(*)::int as people, round(avg(a.total), 2)::text as mean,
  percentile_disc(0.5) within group (order by a.total)::text as median, min(a.total)::text as lowest, max(a.total)::text as highest`;

/** Totals count once the reader may see them: one's own after its release. */
export const withTotal = `a.total is not null and a.stage not in ('excluded', 'cancelled')
  and (a.person_id is distinct from $4::uuid or a.released_at is not null)`;

export interface Spread {
  readonly people: number;
  readonly mean: string | null;
  readonly median: string | null;
  readonly lowest: string | null;
  readonly highest: string | null;
}

export async function readOverall(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  reach: Reach,
): Promise<{ people: number; scored: number; median: string | null }> {
  const [row] = await transaction.query<{ people: number; scored: number; median: string | null }>(
    `select count(*)::int as people, count(*) filter (where ${withTotal})::int as scored,
            (percentile_disc(0.5) within group (order by a.total) filter (where ${withTotal}))::text as median
     from cycles.appraisal a where ${seenInCycle} and a.stage not in ('excluded', 'cancelled')`,
    reachParameters(companyId, cycleId, reach),
  );
  return row ?? { people: 0, scored: 0, median: null };
}

export const readGrades = (
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  reach: Reach,
): Promise<{ grade: string; people: number }[]> =>
  transaction.query(
    `select a.grade, count(*)::int as people from cycles.appraisal a
     where ${seenInCycle} and ${withTotal} and a.grade is not null group by a.grade order by max(a.total) desc`,
    reachParameters(companyId, cycleId, reach),
  );

const groups = {
  department: `a.department_id as "departmentId"`,
  position: `a.position_id as "positionId"`,
} as const;
type Group<G extends keyof typeof groups> = Spread & { readonly names: LocalisedText } & {
  readonly [Id in `${G}Id`]: string;
};

export const readGroups = <G extends keyof typeof groups>(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  reach: Reach,
  by: G,
): Promise<Group<G>[]> =>
  transaction.query<Group<G>>(
    `select ${groups[by]}, (array_agg(a.${by}_names))[1] as names, ${spreadColumns} from cycles.appraisal a
     where ${seenInCycle} and ${withTotal} group by a.${by}_id order by avg(a.total) desc`,
    reachParameters(companyId, cycleId, reach),
  );

export const readManagers = (
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  reach: Reach,
): Promise<(Spread & { readonly managerId: string; readonly deviation: string | null })[]> =>
  transaction.query(
    `select a.reviewer_id as "managerId", ${spreadColumns}, round(stddev_pop(a.total), 2)::text as deviation from cycles.appraisal a
     where ${seenInCycle} and ${withTotal} group by a.reviewer_id order by avg(a.total) desc limit 500`,
    reachParameters(companyId, cycleId, reach),
  );
