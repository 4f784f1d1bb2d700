-- A row that was taken and put right by its data owner: a batch of one row, which counts in the place of the source's own. That one stays
-- as it came.
create table metrics.correction (
  company_id uuid not null,
  -- Of the correction; its one row is number 1.
  batch_id uuid not null,
  source_id text not null,
  dataset_id text not null,
  -- The row that counted until then: the source's own, or an earlier correction of it.
  corrected_batch_id uuid not null,
  corrected_row_no integer not null,
  -- The source's own row. As long as the source brings this very row, the correction stands; another one takes its place.
  origin_batch_id uuid not null,
  origin_row_no integer not null,
  origin_sha256 bytea not null check (octet_length(origin_sha256) = 32),
  -- Column → value, beside the source's own row.
  values jsonb not null check (octet_length(values::text) <= 200000),
  reason text not null check (char_length(reason) <= 1000),
  corrected_by uuid not null,
  corrected_at timestamptz not null default platform.now(),
  primary key (company_id, batch_id)
);
create index correction_of_origin on metrics.correction (company_id, origin_batch_id, dataset_id, origin_row_no);
create index correction_of_source on metrics.correction (company_id, source_id);
call platform.protect('metrics.correction');
revoke update, delete on metrics.correction from kaohe_metrics;
