-- A draft of a standard, tried on cycles that were scored: what would have come out. Nothing of it touches a run.
create table metrics.what_if (
  company_id uuid not null,
  what_if_id uuid not null default uuidv7(),
  standard_id text not null,
  document jsonb not null check (octet_length(document::text) <= 1000000),
  cycle_ids uuid[] not null check (cardinality(cycle_ids) between 1 and 12),
  people integer not null,
  done integer not null default 0,
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  failure text check (octet_length(failure) <= 2000),
  asked_by uuid not null,
  asked_at timestamptz not null default platform.now(),
  finished_at timestamptz,
  primary key (company_id, what_if_id)
);
call platform.protect('metrics.what_if');

create table metrics.what_if_person (
  company_id uuid not null,
  what_if_id uuid not null,
  cycle_id uuid not null,
  person_id uuid not null,
  employee_code text not null,
  name text not null,
  department_names jsonb not null,
  position_names jsonb not null,
  total_before numeric,
  grade_before text,
  total_after numeric,
  grade_after text,
  -- What moves most comes first; who gets or loses a total altogether before all others.
  moved numeric generated always as (coalesce(abs(total_after - total_before),
    case when total_after is null and total_before is null then 0 else 1000 end)) stored,
  primary key (company_id, what_if_id, cycle_id, person_id),
  foreign key (company_id, what_if_id) references metrics.what_if on delete cascade
);
create index what_if_person_by_move on metrics.what_if_person (company_id, what_if_id, moved desc, cycle_id, person_id);
call platform.protect('metrics.what_if_person');

-- Worked off for all companies alike, like the outbox: no row-level security. Whoever works holds it for a while and longer as it goes on.
create table metrics.what_if_waiting (
  company_id uuid not null,
  what_if_id uuid not null,
  taken_until timestamptz,
  primary key (company_id, what_if_id)
);
grant select, insert, update, delete on metrics.what_if_waiting to kaohe_metrics;
