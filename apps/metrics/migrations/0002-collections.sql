-- What a cycle's figures are made of: its period and, copied when it opened, its people, reporting lines, targets and standards.
create table metrics.collection (
  company_id uuid not null,
  cycle_id uuid not null,
  kind text not null check (kind in ('month', 'quarter', 'year')),
  period_from date not null,
  period_to date not null check (period_to > period_from),
  opened_at timestamptz not null default platform.now(),
  frozen_at timestamptz,
  last_run_no integer not null default 0,
  primary key (company_id, cycle_id)
);

create table metrics.collection_source (
  company_id uuid not null,
  cycle_id uuid not null,
  source_id text not null,
  primary key (company_id, cycle_id, source_id)
);

create table metrics.collection_segment (
  company_id uuid not null,
  cycle_id uuid not null,
  person_id uuid not null,
  segment_no integer not null,
  valid_from date not null,
  valid_to date not null,
  days integer not null,
  position_id text not null,
  -- null: the person has no standard; scored as blocked, never left out silently.
  standard_id text,
  standard_version integer,
  primary key (company_id, cycle_id, person_id, segment_no)
);

-- Who reports to whom in the period, directly or not, themself included; overlapping ways to the same person are one.
create table metrics.collection_line (
  company_id uuid not null,
  cycle_id uuid not null,
  ancestor_id uuid not null,
  person_id uuid not null,
  valid_from date not null,
  valid_to date not null,
  primary key (company_id, cycle_id, ancestor_id, person_id, valid_from)
);

create table metrics.collection_target (
  company_id uuid not null,
  cycle_id uuid not null,
  standard_id text not null,
  kpi_id text not null,
  position_id text,
  person_id uuid,
  value numeric not null,
  unique nulls not distinct (company_id, cycle_id, standard_id, kpi_id, position_id, person_id)
);

create table metrics.collection_standard (
  company_id uuid not null,
  cycle_id uuid not null,
  standard_id text not null,
  version integer not null,
  document jsonb not null,
  primary key (company_id, cycle_id, standard_id, version)
);

-- The frozen inputs: each source's figures as of a revision. Approved late data makes the next snapshot; runs name theirs.
create table metrics.collection_snapshot (
  company_id uuid not null,
  cycle_id uuid not null,
  snapshot_no integer not null,
  source_id text not null,
  revision bigint not null,
  taken_at timestamptz not null default platform.now(),
  primary key (company_id, cycle_id, snapshot_no, source_id)
);

create table metrics.sign_off (
  company_id uuid not null,
  sign_off_id uuid not null default uuidv7(),
  cycle_id uuid not null,
  source_id text not null,
  account_id uuid not null,
  person_id uuid not null,
  reason text,
  signed_off_at timestamptz not null default platform.now(),
  -- New figures came before the cut-off: somebody has to answer for them again.
  withdrawn_at timestamptz,
  primary key (company_id, sign_off_id)
);
create unique index sign_off_stands_once on metrics.sign_off (company_id, cycle_id, source_id) where withdrawn_at is null;

call platform.protect('metrics.collection');
call platform.protect('metrics.collection_source');
call platform.protect('metrics.collection_segment');
call platform.protect('metrics.collection_line');
call platform.protect('metrics.collection_target');
call platform.protect('metrics.collection_standard');
call platform.protect('metrics.collection_snapshot');
call platform.protect('metrics.sign_off');

revoke delete on metrics.collection, metrics.sign_off from kaohe_metrics;
-- Runs are recomputed from these rows: they are added to and never changed.
revoke update, delete on metrics.collection_source, metrics.collection_segment, metrics.collection_line, metrics.collection_target,
  metrics.collection_standard, metrics.collection_snapshot from kaohe_metrics;
revoke update on metrics.collection, metrics.sign_off from kaohe_metrics;
grant update (frozen_at, last_run_no) on metrics.collection to kaohe_metrics;
grant update (withdrawn_at) on metrics.sign_off to kaohe_metrics;
