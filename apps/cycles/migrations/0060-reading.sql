-- Under row-level security PostgreSQL gives an index to leakproof operators alone. Array containment is none: this index was written
-- and never read.
drop index cycles.appraisal_by_manager_path;

-- Whose teams somebody's reporting line reaches: in `reviewer_id`'s team is, or was, somebody below `superior_id`. It narrows a search;
-- who may see an appraisal is what the appraisal itself says.
create table cycles.team_superior (
  company_id uuid not null,
  superior_id uuid not null,
  cycle_id uuid not null,
  reviewer_id uuid not null,
  primary key (company_id, superior_id, cycle_id, reviewer_id)
);
call platform.protect('cycles.team_superior');

create function cycles.note_superiors_of_added() returns trigger language plpgsql as $$
begin
  insert into cycles.team_superior (company_id, superior_id, cycle_id, reviewer_id)
  select distinct a.company_id, s.superior_id, a.cycle_id, a.reviewer_id
  from added a cross join lateral unnest(a.manager_path || a.manager_id || a.reviewer_id) as s (superior_id)
  where s.superior_id is not null
  on conflict do nothing;
  return null;
end $$;
create trigger superiors_of_added after insert on cycles.appraisal
  referencing new table as added for each statement execute function cycles.note_superiors_of_added();

create function cycles.note_superiors_of_moved() returns trigger language plpgsql as $$
begin
  insert into cycles.team_superior (company_id, superior_id, cycle_id, reviewer_id)
  select distinct new.company_id, s.superior_id, new.cycle_id, new.reviewer_id
  from unnest(new.manager_path || new.manager_id || new.reviewer_id) as s (superior_id)
  where s.superior_id is not null
  on conflict do nothing;
  return null;
end $$;
create trigger superiors_of_moved after update of manager_id, manager_path, reviewer_id on cycles.appraisal
  for each row execute function cycles.note_superiors_of_moved();

-- The board counts what is done by stage; what is open is counted from task_marks.
create index task_done_by_stage on cycles.task (company_id, cycle_id, stage) where closed_at is not null;
