import type { KpiEvidence } from '../../../../libs/contracts/metrics/http.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';

/**
 * How each KPI of a standard measured in the cycles, from everybody's latest result there. Percentiles and deviation are PostgreSQL's
 * percentile_cont and stddev_samp, the correlation its corr (Pearson's r); all three need two different results at least.
 */
export const readKpiEvidence = (
  transaction: Transaction,
  companyId: string,
  cycleIds: readonly string[],
  standardId: string,
): Promise<KpiEvidence[]> =>
  transaction.query<KpiEvidence>(
    `with latest as materialized (
       select distinct on (s.cycle_id, r.person_id) s.cycle_id, r.person_id, r.run_id
       from metrics.score_run s join metrics.score_result r on r.company_id = s.company_id and r.run_id = s.run_id
       where s.company_id = $1 and s.cycle_id = any($2::uuid[])
       order by s.cycle_id, r.person_id, s.run_no desc
     ), line as (
       select l.kpi_id, l.state, l.score, (l.detail ->> 'floor')::numeric as floor, (l.detail ->> 'cap')::numeric as cap,
         (sum(l.raw_weight * l.score) over person - l.raw_weight * l.score)
           / nullif(sum(l.raw_weight) filter (where l.score is not null) over person - l.raw_weight, 0) as others
       from latest t
       join metrics.collection_segment g on g.company_id = $1 and g.cycle_id = t.cycle_id and g.person_id = t.person_id and g.standard_id = $3
       join metrics.score_line l on l.company_id = $1 and l.run_id = t.run_id and l.person_id = t.person_id and l.segment_no = g.segment_no
       where l.state <> 'not_due'
       window person as (partition by l.run_id, l.person_id, l.segment_no)
     )
     select kpi_id as "kpiId", count(*)::int as results, (count(*) filter (where state <> 'scored'))::int as missing,
       (count(*) filter (where score <= floor))::int as "atFloor", (count(*) filter (where score >= cap))::int as "atCap",
       round(avg(score), 2)::text as mean, round(stddev_samp(score), 2)::text as deviation,
       round(percentile_cont(0.1) within group (order by score)::numeric, 2)::text as low,
       round(percentile_cont(0.5) within group (order by score)::numeric, 2)::text as median,
       round(percentile_cont(0.9) within group (order by score)::numeric, 2)::text as high,
       round(corr(score, others)::numeric, 2)::text as correlation
     from line group by kpi_id order by kpi_id`,
    [companyId, cycleIds, standardId],
  );
