create extension if not exists btree_gist;

call platform.create_plumbing('roles');

-- Sign-in and session lookups run before a company is known; once one is set, only its rows show.
create procedure roles.protect_known_company(protected regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format(
    'create policy company on %s using (platform.company_id() is null or company_id = platform.company_id())
     with check (platform.company_id() is null or company_id = platform.company_id())', protected);
end $$;

create table roles.company (
  company_id uuid primary key default uuidv7(),
  name text not null,
  time_zone text not null,
  created_at timestamptz not null default platform.now()
);
call roles.protect_known_company('roles.company');

-- The date it is now where the company is.
create function roles.today() returns date language sql stable
  as $$ select (platform.now() at time zone time_zone)::date from roles.company where company_id = platform.company_id() $$;

-- Instants as they cross the wire, to the microsecond that bitemporal questions need.
create function roles.iso(instant timestamptz) returns text language sql immutable
  as $$ select to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

create table roles.department (
  company_id uuid not null references roles.company,
  department_id uuid not null default uuidv7(),
  code text not null,
  names jsonb not null,
  parent_id uuid,
  created_at timestamptz not null default platform.now(),
  primary key (company_id, department_id),
  foreign key (company_id, parent_id) references roles.department
);
create unique index department_code on roles.department (company_id, lower(code));
call platform.protect('roles.department');

create table roles.position (
  company_id uuid not null references roles.company,
  position_id text not null,
  names jsonb not null,
  primary key (company_id, position_id)
);
call platform.protect('roles.position');

create table roles.person (
  company_id uuid not null references roles.company,
  person_id uuid not null default uuidv7(),
  employee_code text not null,
  name text not null,
  email text,
  locale text not null check (locale in ('zh-Hant', 'zh-Hans', 'en')),
  created_at timestamptz not null default platform.now(),
  primary key (company_id, person_id)
);
create unique index person_employee_code on roles.person (company_id, lower(employee_code));
call platform.protect('roles.person');

-- Who held which position under whom, in two times: [valid_from, valid_to) is when it held, [recorded_from, recorded_to) is when
-- Kaohe believed it. A correction closes the recorded time of a row and adds rows; nothing else ever changes.
create table roles.assignment (
  company_id uuid not null,
  assignment_id uuid not null default uuidv7(),
  person_id uuid not null,
  position_id text not null,
  department_id uuid not null,
  manager_id uuid,
  valid_from date not null,
  valid_to date,
  recorded_from timestamptz not null default platform.now(),
  recorded_to timestamptz,
  recorded_by uuid,
  reason text,
  primary key (company_id, assignment_id),
  foreign key (company_id, person_id) references roles.person,
  foreign key (company_id, manager_id) references roles.person,
  foreign key (company_id, department_id) references roles.department,
  foreign key (company_id, position_id) references roles.position,
  check (valid_to is null or valid_from < valid_to),
  check (manager_id is distinct from person_id),
  -- At any date, as known at any instant, a person has at most one assignment.
  constraint assignment_one_at_a_time exclude using gist (
    company_id with =, person_id with =,
    daterange(valid_from, valid_to) with &&, tstzrange(recorded_from, recorded_to) with &&)
);
create index assignment_known on roles.assignment (company_id, person_id, valid_from) where recorded_to is null;
create index assignment_of_manager on roles.assignment (company_id, manager_id) where recorded_to is null;
create index assignment_of_department on roles.assignment (company_id, department_id) where recorded_to is null;
create index assignment_history on roles.assignment (company_id, person_id, recorded_from);
call platform.protect('roles.assignment');

create function roles.keep_assignment() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.recorded_to is null and new.recorded_to is not null
     and to_jsonb(new) - 'recorded_to' = to_jsonb(old) - 'recorded_to' then
    return new;
  end if;
  raise exception 'assignments are kept as they were known: only recorded_to may be set, once'
    using errcode = 'insufficient_privilege', hint = 'Close the row and add a new one.';
end $$;
create trigger assignment_is_kept before update or delete on roles.assignment
  for each row execute function roles.keep_assignment();

-- From the first to the last known day; left_on is null while an assignment is open.
create view roles.employment with (security_invoker = true) as
select company_id, person_id, min(valid_from) as hired_on,
       case when bool_or(valid_to is null) then null else max(valid_to) end as left_on
from roles.assignment where recorded_to is null group by company_id, person_id;

create table roles.organisation_import (
  company_id uuid not null references roles.company,
  import_id uuid not null default uuidv7(),
  file_name text not null,
  sha256 bytea not null,
  state text not null check (state in ('loaded', 'checked', 'refused')),
  dry_run boolean not null,
  rows integer not null,
  departments_created integer not null,
  people_created integer not null,
  people_changed integer not null,
  people_unchanged integer not null,
  problem_count integer not null,
  problems jsonb not null,
  created_at timestamptz not null default platform.now(),
  created_by uuid,
  primary key (company_id, import_id)
);
-- The same file is loaded once.
create unique index organisation_import_file on roles.organisation_import (company_id, sha256) where state = 'loaded';
call platform.protect('roles.organisation_import');
