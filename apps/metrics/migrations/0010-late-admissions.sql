-- Late rows that were approved: they count from this snapshot on, and these people's results are others by it.
create table metrics.late_admission (
  company_id uuid not null,
  cycle_id uuid not null,
  request_key text not null check (length(request_key) <= 200),
  snapshot_no integer not null,
  digest text not null,
  rows integer not null,
  person_ids uuid[] not null,
  admitted_at timestamptz not null default platform.now(),
  primary key (company_id, cycle_id, request_key),
  foreign key (company_id, cycle_id) references metrics.collection
);
call platform.protect('metrics.late_admission');
revoke update, delete on metrics.late_admission from kaohe_metrics;
