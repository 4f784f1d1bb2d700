-- 轉辦 and 委派: a task goes to somebody else, for good or until they have said what they think. One row an act; none is ever changed.
create table cycles.handover (
  company_id uuid not null,
  handover_id uuid not null default uuidv7(),
  cycle_id uuid not null,
  appraisal_id uuid not null,
  task_id uuid not null,
  stage text not null,
  how text not null check (how in ('transferred', 'delegated', 'answered', 'taken_back', 'followed')),
  from_person_id uuid not null,
  to_person_id uuid not null,
  -- null: the system, because the organisation changed.
  by_person_id uuid,
  by_account_id uuid,
  note text check (length(note) <= 2000),
  -- What whoever it was delegated to would do.
  proposal text check (proposal in ('approve', 'return')),
  handed_at timestamptz not null default platform.now(),
  primary key (company_id, handover_id),
  foreign key (company_id, appraisal_id) references cycles.appraisal,
  foreign key (company_id, task_id) references cycles.task,
  check (from_person_id <> to_person_id)
);
create index handover_of_appraisal on cycles.handover (company_id, appraisal_id);
create index handover_of_task on cycles.handover (company_id, task_id);
call platform.protect('cycles.handover');

-- While it is delegated: whom it comes back to.
alter table cycles.task add column delegated_by uuid check (delegated_by is distinct from assignee_id);
create index task_delegated on cycles.task (company_id, delegated_by) where delegated_by is not null and closed_at is null;

-- The same as in 0003 and 0061, and whom a delegated task comes back to.
drop function cycles.situations(uuid, uuid, text, text, uuid[]);
create function cycles.situations(p_company uuid, p_account uuid, p_subject text, p_key text, p_task_ids uuid[])
returns table (
  now timestamptz, task_id uuid, task_stage text, source_id text, assignee_id uuid, delegated_by uuid, opened_at timestamptz,
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
  select platform.now(), t.task_id, t.stage, t.source_id, t.assignee_id, t.delegated_by, t.opened_at, t.due_at, t.closed_at is not null,
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
