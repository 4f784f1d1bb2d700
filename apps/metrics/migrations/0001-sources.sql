call platform.create_plumbing('metrics');

create table metrics.source (
  company_id uuid not null,
  source_id text not null,
  version integer not null default 1,
  names jsonb not null,
  configuration jsonb not null,
  enabled boolean not null default true,
  -- Counts every change of the source's figures. Figures "as of revision n" never change again: freezing is remembering n.
  revision bigint not null default 0,
  last_batch_no integer not null default 0,
  created_at timestamptz not null default platform.now(),
  updated_at timestamptz not null default platform.now(),
  primary key (company_id, source_id)
);

-- Every configuration there ever was: a batch names the one that read it.
create table metrics.source_version (
  company_id uuid not null,
  source_id text not null,
  version integer not null,
  names jsonb not null,
  configuration jsonb not null,
  enabled boolean not null,
  written_at timestamptz not null default platform.now(),
  written_by uuid,
  primary key (company_id, source_id, version)
);

-- One fetch or upload.
create table metrics.batch (
  company_id uuid not null,
  batch_id uuid not null,
  source_id text not null,
  batch_no integer not null,
  source_version integer not null,
  cycle_id uuid not null,
  period_from date not null,
  period_to date not null,
  file_id uuid,
  file_name text,
  -- Over the sorted hashes of the rows as delivered: the same rows in another order are the same content.
  sha256 bytea not null,
  -- Of the mapping that read them: another mapping makes other figures of the same rows.
  mapping_sha256 bytea not null,
  rows integer not null,
  accepted integer not null,
  unchanged integer not null,
  quarantined integer not null,
  left_out integer not null,
  retired integer not null,
  observations integer not null,
  -- Came after the cut-off of its cycle.
  late boolean not null,
  revision bigint not null,
  loaded_at timestamptz not null default platform.now(),
  loaded_by uuid,
  primary key (company_id, batch_id),
  unique (company_id, source_id, batch_no)
);
create index batch_of_cycle on metrics.batch (company_id, cycle_id, source_id, batch_no);

-- Every row as it came. A row that came before, unchanged, points to its first coming instead of repeating it.
create table metrics.source_row (
  company_id uuid not null,
  batch_id uuid not null,
  dataset_id text not null,
  row_no integer not null,
  source_id text not null,
  row_key text not null,
  sha256 bytea not null,
  raw jsonb,
  same_as_batch_id uuid,
  same_as_row_no integer,
  occurred_on date,
  left_out boolean not null default false,
  -- Counts from the first revision on, until (not in) the second; never: both null.
  accepted_revision bigint,
  retired_revision bigint,
  primary key (company_id, batch_id, dataset_id, row_no),
  check ((raw is null) = (same_as_batch_id is not null))
);
-- A row of a source counts once.
create unique index source_row_counts_once on metrics.source_row (company_id, source_id, dataset_id, row_key)
  where accepted_revision is not null and retired_revision is null;

create index source_row_of_source on metrics.source_row (company_id, source_id, occurred_on) where accepted_revision is not null;

-- One measured value of one input for one person and day. Valid time: occurred_on; known from revision_from until revision_to.
create table metrics.observation (
  company_id uuid not null,
  observation_id uuid not null default uuidv7(),
  source_id text not null,
  batch_id uuid not null,
  dataset_id text not null,
  row_no integer not null,
  person_id uuid not null,
  input_id text not null,
  value numeric not null,
  occurred_on date not null,
  revision_from bigint not null,
  revision_to bigint,
  recorded_at timestamptz not null default platform.now(),
  primary key (company_id, observation_id)
);
create index observation_to_score on metrics.observation (company_id, person_id, input_id, occurred_on)
  include (value, source_id, revision_from, revision_to, observation_id);
create index observation_of_source on metrics.observation (company_id, source_id, occurred_on) include (revision_from, revision_to);
create index observation_of_row on metrics.observation (company_id, batch_id, dataset_id, row_no);

-- A row that does not fit: held with the reason until somebody mends its cause, corrects it or sets it aside with a reason.
create table metrics.quarantined_row (
  company_id uuid not null,
  quarantined_row_id uuid not null default uuidv7(),
  source_id text not null,
  cycle_id uuid not null,
  batch_id uuid not null,
  dataset_id text not null,
  row_no integer not null,
  row_key text not null,
  sha256 bytea not null,
  reason text not null,
  detail jsonb not null,
  -- What it would have counted, by input, where that can be said: explains differences of totals.
  amounts jsonb not null,
  employee_code text,
  occurred_on date,
  state text not null default 'open' check (state in ('open', 'accepted', 'ignored', 'withdrawn')),
  -- Values a data owner put in place of the row's own.
  correction jsonb,
  resolution text,
  resolved_by uuid,
  resolved_at timestamptz,
  quarantined_at timestamptz not null default platform.now(),
  primary key (company_id, quarantined_row_id)
);
create index quarantined_row_of_cycle on metrics.quarantined_row (company_id, cycle_id, source_id, state);
create index quarantined_row_of_row on metrics.quarantined_row (company_id, batch_id, dataset_id, row_no);
create index quarantined_row_seen on metrics.quarantined_row (company_id, source_id, cycle_id, dataset_id, row_key);

-- What the source says its rows add up to, beside what we hold of the same batch.
create table metrics.reconciliation (
  company_id uuid not null,
  batch_id uuid not null,
  dataset_id text not null,
  measure text not null,
  source_total numeric not null,
  loaded_total numeric not null default 0,
  quarantined_total numeric not null default 0,
  primary key (company_id, batch_id, dataset_id, measure)
);

call platform.protect('metrics.source');
call platform.protect('metrics.source_version');
call platform.protect('metrics.batch');
call platform.protect('metrics.source_row');
call platform.protect('metrics.observation');
call platform.protect('metrics.quarantined_row');
call platform.protect('metrics.reconciliation');

-- What was delivered stays as it was delivered; only the end of its validity is ever added.
revoke update, delete on metrics.source_version, metrics.batch from kaohe_metrics;
revoke delete on metrics.source, metrics.source_row, metrics.observation, metrics.quarantined_row, metrics.reconciliation from kaohe_metrics;
revoke update on metrics.source_row, metrics.observation from kaohe_metrics;
grant update (accepted_revision, retired_revision, occurred_on) on metrics.source_row to kaohe_metrics;
grant update (revision_to) on metrics.observation to kaohe_metrics;
