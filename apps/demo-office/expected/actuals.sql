-- One actual for each KPI of each person: own figures, or the whole line's below them while it reported to them.
with recursive line (top, code, depth, valid_from, valid_to) as (
  select code, code, 0, valid_from, valid_to from appraised
  union all
  select l.top, a.code, l.depth + 1, greatest(l.valid_from, a.valid_from), least(l.valid_to, a.valid_to)
  from line l join assignment a on a.manager_code = l.code and a.valid_from < l.valid_to and a.valid_to > l.valid_from
), figure as (
  select p.code, k.kpi_id, o.input_id, sum(o.value) as sum,
         -- Thirty places before a division keep thirty after it.
         round(sum(o.value), 30) / count(*) as mean
  from appraised p
  join kpi k using (position_id)
  join line l on l.top = p.code and (k.team or l.depth = 0)
  join observation o on o.employee_code = l.code and o.input_id in (k.actual_input, k.base_input)
    and o.counted_on >= l.valid_from and o.counted_on < l.valid_to
  group by p.code, k.kpi_id, o.input_id
)
select p.code as "employeeCode", k.kpi_id as "kpiId",
       case
         when k.model = 'growth' then round((a.mean - b.mean) * 100, 30) / abs(b.mean)
         when k.aggregate = 'ratio_of_sums' then round(coalesce(a.sum, 0) * k.scale, 30) / nullif(b.sum, 0)
         when k.aggregate = 'mean' then a.mean
         else a.sum
       end::text as actual
from appraised p
join kpi k using (position_id)
left join figure a on a.code = p.code and a.kpi_id = k.kpi_id and a.input_id = k.actual_input
left join figure b on b.code = p.code and b.kpi_id = k.kpi_id and b.input_id = k.base_input
order by p.code, k.kpi_id;
