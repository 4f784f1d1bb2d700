/**
 * The floor of scoring: one hand-written statement that scores a month's sales representatives as the sales standard does and inserts
 * the same results and lines. It knows nothing but this one case: no other position, model, segment, gap or exclusion.
 *
 * Every quotient is made with 45 decimals and brought to 34 significant digits, half up, which is what the scoring rules keep; columns
 * of materialised parts, because an expression used twice would be calculated twice.
 */
const significant = (column: string): string => `
  round(${column}, case when abs(${column}) >= 100 then 31 when abs(${column}) >= 10 then 32 when abs(${column}) >= 1 then 33
                        when abs(${column}) >= 0.1 then 34 when abs(${column}) >= 0.01 then 35 else 36 end)`;
const quotient = (dividend: string, divisor: string): string => `(${dividend})::numeric(100, 45) / ${divisor}`;
const digits = (column: string): string => `trim_scale(${column})::text`;
const input = (role: string, id: string, sum: string, count: string): string => `
  jsonb_build_object('role', '${role}', 'inputId', ${id}, 'figure', 'sum', 'value', ${digits(sum)}, 'count', ${count}::text)`;

/** $1 company, $2 cycle, $3 the run to write. */
export const scoringFloor = `
  with kpi (line_no, kpi_id, weight, formula, actual_id, base_id, target, maximum) as (values
    (1, 'sales_completion', 40::numeric, 'higher_ratio', 'sales_amount', 'sales_plan', 100::numeric, null::numeric),
    (2, 'new_customers', 20, 'higher_ratio', 'new_customers', null, 5, null),
    (3, 'on_time_collection', 15, 'higher_ratio', 'collections_on_time', 'collections_due', 98, null),
    (4, 'repurchase_rate', 15, 'higher_ratio', 'customers_repurchasing', 'customers_active', 30, null),
    (5, 'complaint_rate', 10, 'lower_range', 'complaints', 'survey_customers', 5, 15),
    (6, 'effective_touches', 10, 'higher_ratio', 'touches_effective', null, 80, null),
    (7, 'funnel_conversion', 10, 'higher_ratio', 'leads_won', 'leads_qualified', 20, null)
  ), figure as materialized (
    select o.person_id, o.input_id, sum(o.value) as sum, count(*) as count
    from metrics.collection_segment s
    join metrics.observation o on o.company_id = s.company_id and o.person_id = s.person_id
      and o.occurred_on >= s.valid_from and o.occurred_on < s.valid_to
    join metrics.collection_snapshot n on n.company_id = s.company_id and n.cycle_id = s.cycle_id and n.source_id = o.source_id
      and o.revision_from <= n.revision and (o.revision_to is null or o.revision_to > n.revision)
    where s.company_id = $1 and s.cycle_id = $2
    group by o.person_id, o.input_id
  ), measured as materialized (
    select a.person_id, k.*, a.sum as actual_sum, a.count as actual_count, b.sum as base_sum, b.count as base_count,
           case when k.base_id is null then a.sum else ${quotient('a.sum * 100', 'b.sum')} end as raw_actual
    from kpi k join figure a on a.input_id = k.actual_id
    left join figure b on b.person_id = a.person_id and b.input_id = k.base_id
    where k.base_id is null or b.sum > 0
  ), actual as materialized (
    select *, ${significant('raw_actual')} as actual from measured
  ), distance as materialized (
    select *, maximum - actual as raw_distance from actual
  ), judged as materialized (
    select *, case formula when 'higher_ratio' then ${quotient('actual * 100', 'target')}
                           else ${quotient(`${significant('raw_distance')} * 100`, '(maximum - target)')} end as raw_score
    from distance
  ), unclamped as materialized (
    select *, ${significant('raw_score')} as unclamped from judged
  ), line as materialized (
    select *, greatest(0, least(120, unclamped)) as score from unclamped
  ), mean as materialized (
    select person_id, ${quotient('sum(weight * score)', 'sum(weight)')} as raw_total from line group by person_id
  ), total as materialized (
    select person_id, ${significant('raw_total')} as unrounded, round(${significant('raw_total')}, 2) as total from mean
  ), run as (
    insert into metrics.score_run (company_id, run_id, cycle_id, run_no, request_key, snapshot_no, scoring_rules, people, scored, blocked,
      given, rules)
    select $1::uuid, $3::uuid, $2::uuid, -(select count(*) from metrics.score_run), $3::uuid::text, 1, 'kaohe-scoring/1', count(*), count(*), 0,
      '{"exclusions": [], "specials": [], "carried": {}, "monthTotals": {}}',
      '[{"digits": 2, "totalFloor": "0", "totalCap": "120", "bonus": "0", "penalty": "0", "vetoes": [], "months": null, "grades": [
          {"grade": "D", "from": "0"}, {"grade": "C", "from": "60"}, {"grade": "B", "from": "75"}, {"grade": "A", "from": "90"},
          {"grade": "S", "from": "105"}]}]'
    from total
  ), result as (
    insert into metrics.score_result (company_id, run_id, person_id, status, total, total_unrounded, grade, rules_no, segments)
    select $1::uuid, $3::uuid, t.person_id, 'scored', t.total, trim_scale(t.unrounded),
      case when t.total >= 105 then 'S' when t.total >= 90 then 'A' when t.total >= 75 then 'B' when t.total >= 60 then 'C' else 'D' end, 0,
      jsonb_build_array(jsonb_build_object('segmentNo', s.segment_no, 'standardId', s.standard_id, 'version', s.standard_version,
        'positionId', s.position_id, 'from', s.valid_from, 'to', s.valid_to, 'days', s.days, 'counted', true,
        'score', ${digits('t.unrounded')}, 'sumRaw', '120', 'dimensions', '[]'::jsonb))
    from total t join metrics.collection_segment s on s.company_id = $1 and s.cycle_id = $2 and s.person_id = t.person_id
  )
  insert into metrics.score_line (company_id, run_id, person_id, segment_no, line_no, kpi_id, state, raw_weight, effective_weight, target,
    actual, score, shown, evidence_count, detail)
  select $1::uuid, $3::uuid, person_id, 1, line_no, kpi_id, 'scored', weight,
    round(weight::numeric(100, 45) / 120, case when weight >= 12 then 34 else 35 end), target,
    trim_scale(actual), trim_scale(score), round(score, 2), actual_count + coalesce(base_count, 0),
    jsonb_build_object('dimension', null, 'floor', '0', 'cap', '120', 'reason', null, 'exclusion', null,
      'inputs', case when base_id is null then jsonb_build_array(${input('actual', 'actual_id', 'actual_sum', 'actual_count')})
                     else jsonb_build_array(${input('actual', 'actual_id', 'actual_sum', 'actual_count')},
                                            ${input('base', 'base_id', 'base_sum', 'base_count')}) end,
      'explanation', jsonb_build_object('formula', formula, 'unclamped', ${digits('unclamped')},
        'clamped', case when unclamped < 0 then 'floor' when unclamped > 120 then 'cap' end,
        'numbers', case formula when 'higher_ratio' then jsonb_build_object('A', ${digits('actual')}, 'T', target::text)
                                else jsonb_build_object('A', ${digits('actual')}, 'T', target::text, 'M', maximum::text) end))
  from line`;

/** How many rows of one kind of the one runs ($1) have no equal in the other ($2), every digit and every field compared. */
export const unequalRows = (table: 'score_result' | 'score_line'): string => `
  select count(*)::int as rows from (
    (select to_jsonb(a) - 'run_id' from metrics.${table} a where run_id = any($1::uuid[])
     except all select to_jsonb(b) - 'run_id' from metrics.${table} b where run_id = any($2::uuid[]))
    union all
    (select to_jsonb(b) - 'run_id' from metrics.${table} b where run_id = any($2::uuid[])
     except all select to_jsonb(a) - 'run_id' from metrics.${table} a where run_id = any($1::uuid[]))) unequal`;
