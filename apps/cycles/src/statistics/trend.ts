import type { Transaction } from '../../../../libs/platform/database/index.js';
import { type Reach, reachParameters, seenInCycles } from '../reading/reach.js';
import { withTotal } from './spread.js';

export interface TrendFigures {
  readonly people: number;
  readonly mean: string | null;
  readonly median: string | null;
  readonly grades: { readonly grade: string; readonly people: number }[];
}

/** By cycle; a cycle in which the reader sees no total is left out. */
export async function readTrend(
  transaction: Transaction,
  companyId: string,
  cycleIds: readonly string[],
  reach: Reach,
  departmentId: string | null,
): Promise<ReadonlyMap<string, TrendFigures>> {
  const rows = await transaction.query<TrendFigures & { cycleId: string }>(
    `with seen as (
       select a.cycle_id, a.total, a.grade from cycles.appraisal a
       where ${seenInCycles} and ${withTotal} and ($6::uuid is null or a.department_id = $6)
     )
     select s.cycle_id as "cycleId", count(*)::int as people, round(avg(s.total), 2)::text as mean,
            percentile_disc(0.5) within group (order by s.total)::text as median,
            (select coalesce(jsonb_agg(jsonb_build_object('grade', g.grade, 'people', g.people) order by g.top desc), '[]')
             from (select grade, count(*)::int as people, max(total) as top from seen g
                   where g.cycle_id = s.cycle_id and g.grade is not null group by grade) g) as grades
     from seen s group by s.cycle_id`,
    [...reachParameters(companyId, cycleIds, reach), departmentId],
  );
  return new Map(rows.map(({ cycleId, ...figures }) => [cycleId, figures]));
}
