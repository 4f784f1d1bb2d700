-- 休假代理: during a leave somebody stands in for whom reviews wait. Never changed but for its end.
create table cycles.substitution (
  company_id uuid not null,
  substitution_id uuid not null default uuidv7(),
  person_id uuid not null,
  substitute_id uuid not null,
  -- Whole days of the company, as instants: [from_at, until_at).
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  reason text not null check (length(reason) between 1 and 1000),
  by_person_id uuid,
  by_account_id uuid not null,
  named_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  ended_by uuid,
  primary key (company_id, substitution_id),
  check (person_id <> substitute_id)
);
create index substitution_of_person on cycles.substitution (company_id, person_id, until_at desc) where ended_at is null;
create index substitution_by_substitute on cycles.substitution (company_id, substitute_id, until_at desc) where ended_at is null;
call platform.protect('cycles.substitution');

-- Who stands in for somebody at this moment.
create function cycles.stand_ins(p_company uuid, p_person uuid) returns uuid[] language sql stable as $$
  select coalesce(array_agg(distinct s.substitute_id), '{}') from cycles.substitution s
  where s.company_id = p_company and s.person_id = p_person and s.ended_at is null
    and s.from_at <= platform.now() and platform.now() < s.until_at
$$;

-- The same as in 0120, and who stands in for the assignee.
drop function cycles.situations(uuid, uuid, text, text, uuid[]);
create function cycles.situations(p_company uuid, p_account uuid, p_subject text, p_key text, p_task_ids uuid[])
returns table (
  now timestamptz, task_id uuid, task_stage text, source_id text, assignee_id uuid, delegated_by uuid, stand_ins uuid[], opened_at timestamptz,
  due_at timestamptz, closed boolean,
  cycle_id uuid, cycle_kind text, period_from text, period_to text, cycle_state text, paused boolean, cycle_version integer,
  owner_person_id uuid, route jsonb, extra_days jsonb, time_zone text, report_due_at timestamptz,
  appraisal_id uuid, cohort_no integer, person_id uuid, manager_id uuid, manager_path uuid[], reviewer_id uuid,
  stage text, round integer, version integer, run_no integer, total text, total_unrounded text, grade text, released boolean,
  computed_total text, computed_total_unrounded text, computed_grade text,
  decision_id uuid, next_task_id uuid, earlier_hash bytea, earlier_reply jsonb
) language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  perform set_config('kaohe.company_id', p_company::text, true);
  return query
  select platform.now(), t.task_id, t.stage, t.source_id, t.assignee_id, t.delegated_by, cycles.stand_ins(p_company, t.assignee_id),
    t.opened_at, t.due_at, t.closed_at is not null,
    c.cycle_id, c.kind, c.period_from::text, c.period_to::text, c.state, c.paused_at is not null, c.version,
    c.owner_person_id, c.route, c.extra_days, c.time_zone, c.report_due_at,
    a.appraisal_id, a.cohort_no, a.person_id, a.manager_id, a.manager_path, a.reviewer_id,
    a.stage, a.round, a.version, a.run_no, a.total::text, a.total_unrounded, a.grade, a.released_at is not null,
    r.total::text, r.total_unrounded, r.grade,
    uuidv7(), uuidv7(), e.request_hash, e.reply
  from cycles.task t
  join cycles.cycle c on c.company_id = p_company and c.cycle_id = t.cycle_id
  left join cycles.appraisal a on a.company_id = p_company and a.appraisal_id = t.appraisal_id
  left join cycles.appraisal_result r on r.company_id = p_company and r.appraisal_id = a.appraisal_id and r.run_no = a.run_no
  left join cycles.idempotency e
    on e.company_id = p_company and e.account_id = p_account and e.subject = p_subject and e.key = p_key
  where t.company_id = p_company and t.task_id = any(p_task_ids);
end $$;
