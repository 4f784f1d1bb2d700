-- When a source is read by itself, and how the last time went.
create table metrics.source_schedule (
  company_id uuid not null,
  source_id text not null,
  version integer not null default 1,
  -- null: off.
  schedule jsonb check (octet_length(schedule::text) <= 2000),
  last_fetch_at timestamptz,
  last_outcome text check (last_outcome in ('loaded', 'unchanged', 'failed')),
  failure jsonb check (octet_length(failure::text) <= 8000),
  -- Its owners were told when it began to fail and hear of it no more until it works again.
  failing_since timestamptz,
  check ((last_fetch_at is null) = (last_outcome is null)),
  primary key (company_id, source_id)
);
call platform.protect('metrics.source_schedule');
revoke delete on metrics.source_schedule from kaohe_metrics;

-- The next time to look whether a source is to be read. Worked off for all companies alike, like the outbox: no row-level security.
create table metrics.scheduled_look (
  company_id uuid not null,
  source_id text not null,
  look_at timestamptz not null,
  -- Whoever reads it holds it for a while and longer as it goes on: a process that died gives it back.
  taken_by uuid,
  taken_until timestamptz,
  primary key (company_id, source_id)
);
create index scheduled_look_due on metrics.scheduled_look (look_at);
