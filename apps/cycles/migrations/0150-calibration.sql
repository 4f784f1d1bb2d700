-- Calibration: between the reviews and the interview the grades of a group are looked at together and moved with a reason.
alter table cycles.appraisal drop constraint appraisal_stage_check, add constraint appraisal_stage_check check (stage in
  ('collecting', 'scored', 'blocked', 'self_review', 'manager_review', 'second_review', 'calibration', 'recheck', 'waiting_rescore',
   'interview', 'acknowledgement', 'appeal', 'acknowledged', 'signed_off', 'excluded', 'cancelled'));
alter table cycles.task drop constraint task_stage_check, add constraint task_stage_check check (stage in
  ('collect', 'self_review', 'manager_review', 'second_review', 'calibration', 'interview', 'acknowledgement', 'appeal', 'recheck',
   'data_gap', 'sign_off', 'head_sign_off'));

-- People whose grades are held against the quotas together: a department, with the small ones below it.
create table cycles.calibration_group (
  company_id uuid not null,
  group_id uuid not null default uuidv7(),
  cycle_id uuid not null,
  department_id uuid not null,
  department_names jsonb not null,
  -- Whose people belong to it, itself among them.
  department_ids uuid[] not null,
  primary key (company_id, group_id),
  unique (company_id, cycle_id, department_id),
  foreign key (company_id, cycle_id) references cycles.cycle
);
call platform.protect('cycles.calibration_group');

alter table cycles.appraisal
  add column calibration_group_id uuid,
  -- What the grade was before the first move; null: no move counts.
  add column grade_before_calibration text,
  -- The session that was closed over it last.
  add column calibrated_by_task uuid;
create index appraisal_by_calibration_group on cycles.appraisal (company_id, calibration_group_id) where calibration_group_id is not null;

-- A session is a task of the cycle for one group, one at a time.
alter table cycles.task add column calibration_group_id uuid,
  add constraint task_calibrates_a_group check ((stage = 'calibration') = (calibration_group_id is not null));
create unique index task_calibration_once on cycles.task (company_id, calibration_group_id) where closed_at is null and calibration_group_id is not null;

create table cycles.calibration_move (
  company_id uuid not null,
  move_id uuid not null default uuidv7(),
  cycle_id uuid not null,
  group_id uuid not null,
  task_id uuid not null,
  appraisal_id uuid not null,
  from_grade text not null,
  to_grade text not null check (to_grade <> from_grade),
  reason text not null check (length(reason) between 1 and 1000),
  by_person_id uuid not null,
  by_account_id uuid not null,
  moved_at timestamptz not null,
  voided_at timestamptz,
  primary key (company_id, move_id),
  foreign key (company_id, group_id) references cycles.calibration_group
);
create index calibration_move_of_appraisal on cycles.calibration_move (company_id, appraisal_id);
create index calibration_move_of_group on cycles.calibration_move (company_id, group_id);
call platform.protect('cycles.calibration_move');

-- What is void of a calibration counts no more: the grade is what the score makes of it.
create function cycles.void_calibration(p_company uuid, p_appraisals uuid[], p_at timestamptz) returns void language sql as $$
  update cycles.calibration_move set voided_at = p_at
    where company_id = p_company and appraisal_id = any(p_appraisals) and voided_at is null;
  update cycles.appraisal set grade = grade_before_calibration, grade_before_calibration = null
    where company_id = p_company and appraisal_id = any(p_appraisals) and grade_before_calibration is not null;
$$;

-- The moves that count again, upon the grade that the score makes.
create function cycles.restore_calibration(p_company uuid, p_appraisal uuid) returns void language sql as $$
  update cycles.appraisal a set grade_before_calibration = a.grade, grade = m.to_grade
    from (select v.to_grade from cycles.calibration_move v
          where v.company_id = p_company and v.appraisal_id = p_appraisal and v.voided_at is null
          order by v.moved_at desc, v.move_id desc limit 1) m
    where a.company_id = p_company and a.appraisal_id = p_appraisal;
$$;

-- The same as in 0080, and a calibration.
create or replace function cycles.void_results(p_company uuid, p_appraisals uuid[], p_at timestamptz) returns void language plpgsql as $$
begin
  update cycles.adjustment set voided_at = p_at where company_id = p_company and appraisal_id = any(p_appraisals) and voided_at is null;
  update cycles.interview set voided_at = p_at where company_id = p_company and appraisal_id = any(p_appraisals) and voided_at is null;
  update cycles.acknowledgement set voided_at = p_at where company_id = p_company and appraisal_id = any(p_appraisals) and voided_at is null;
  perform cycles.void_calibration(p_company, p_appraisals, p_at);
  update cycles.decision set voided_at = p_at
    where company_id = p_company and appraisal_id = any(p_appraisals) and voided_at is null
      and stage in ('manager_review', 'second_review', 'interview', 'acknowledgement');
end $$;

-- The same as in 0121, and a calibration: its moves count again, and `restore_calibration` lets the grade follow once the total stands.
create or replace function cycles.restore_results(p_company uuid, p_appraisal uuid, p_decision uuid) returns void language plpgsql as $$
declare
  decided constant timestamptz := (select d.decided_at from cycles.decision d where d.company_id = p_company and d.decision_id = p_decision);
begin
  -- One score a line counts: what comes back takes the place of what it had taken the place of.
  update cycles.adjustment f set voided_at = r.adjusted_at
    from cycles.adjustment r
    where r.company_id = p_company and r.appraisal_id = p_appraisal and r.decision_id <> p_decision and r.voided_at = decided
      and f.company_id = p_company and f.appraisal_id = p_appraisal and f.segment_no = r.segment_no and f.kpi_id = r.kpi_id
      and f.voided_at is null;
  update cycles.adjustment set voided_at = null
    where company_id = p_company and appraisal_id = p_appraisal and decision_id <> p_decision and voided_at = decided;
  update cycles.interview set voided_at = null
    where company_id = p_company and appraisal_id = p_appraisal and decision_id <> p_decision and voided_at = decided;
  update cycles.acknowledgement set voided_at = null
    where company_id = p_company and appraisal_id = p_appraisal and decision_id <> p_decision and voided_at = decided;
  update cycles.self_review set voided_at = null
    where company_id = p_company and appraisal_id = p_appraisal and decision_id <> p_decision and voided_at = decided;
  update cycles.calibration_move set voided_at = null
    where company_id = p_company and appraisal_id = p_appraisal and voided_at = decided;
  update cycles.decision set voided_at = null
    where company_id = p_company and appraisal_id = p_appraisal and decision_id <> p_decision and voided_at = decided;
end $$;

-- The same as in 0121, and the calibration that followed the second review.
create or replace function cycles.void_second_review(p_company uuid, p_appraisal uuid, p_return uuid) returns void language plpgsql as $$
declare
  returned constant timestamptz := (select d.decided_at from cycles.decision d where d.company_id = p_company and d.decision_id = p_return);
  second uuid;
begin
  perform cycles.void_calibration(p_company, array[p_appraisal], returned);
  for second in select d.decision_id from cycles.decision d
    where d.company_id = p_company and d.appraisal_id = p_appraisal and d.stage = 'second_review' and d.voided_at is null
  loop
    perform cycles.void_decision(p_company, p_appraisal, second, returned);
    update cycles.adjustment set voided_at = null
      where company_id = p_company and appraisal_id = p_appraisal and decision_id <> second
        and voided_at = (select d.decided_at from cycles.decision d where d.company_id = p_company and d.decision_id = second);
  end loop;
end $$;

-- A total that becomes another one after the calibration (an appeal was won): what the group agreed on was said of a grade. Where the score
-- makes the same one still, it stands; where it makes another, that one counts and the moves no more.
create function cycles.follow_new_total() returns trigger language plpgsql as $$
begin
  if new.grade is not distinct from old.grade_before_calibration then
    new.grade := old.grade;
  else
    new.grade_before_calibration := null;
    update cycles.calibration_move set voided_at = platform.now()
      where company_id = new.company_id and appraisal_id = new.appraisal_id and voided_at is null;
  end if;
  return new;
end $$;
create trigger follow_new_total before update of total on cycles.appraisal for each row
  when (old.grade_before_calibration is not null and new.grade_before_calibration is not distinct from old.grade_before_calibration
    and (new.total_unrounded is distinct from old.total_unrounded or new.grade is distinct from old.grade))
  execute function cycles.follow_new_total();
