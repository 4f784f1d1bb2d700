-- A numbered computation over some of a cycle's people. Nothing of a run is ever changed: a correction is the next run.
create table metrics.score_run (
  company_id uuid not null,
  run_id uuid not null,
  cycle_id uuid not null,
  run_no integer not null,
  request_key text not null,
  snapshot_no integer not null,
  scoring_rules text not null,
  people integer not null,
  scored integer not null,
  blocked integer not null,
  -- What was given beside figures and standards: exclusions, points, vetoes, carried scores, totals of months.
  given jsonb not null,
  -- The different rules of totals (bounds, grades, points) of its people; a result names its own by index.
  rules jsonb not null,
  computed_at timestamptz not null default platform.now(),
  computed_by uuid,
  primary key (company_id, run_id),
  unique (company_id, cycle_id, run_no),
  unique (company_id, cycle_id, request_key)
);

create table metrics.score_result (
  company_id uuid not null,
  run_id uuid not null,
  person_id uuid not null,
  status text not null check (status in ('scored', 'blocked')),
  total numeric,
  total_unrounded numeric,
  grade text,
  before_veto numeric,
  grade_before_veto text,
  rules_no integer,
  blocked_by jsonb,
  -- The segments without their lines.
  segments jsonb not null,
  primary key (company_id, run_id, person_id)
);
create index score_result_of_person on metrics.score_result (company_id, person_id);

-- Model, parameters and names stand in the standard version the segment names; the observations are those of the run's snapshot.
create table metrics.score_line (
  company_id uuid not null,
  run_id uuid not null,
  person_id uuid not null,
  segment_no integer not null,
  line_no integer not null,
  kpi_id text not null,
  state text not null,
  raw_weight numeric not null,
  effective_weight numeric not null,
  target numeric,
  actual numeric,
  score numeric,
  shown numeric,
  evidence_count integer not null,
  -- Inputs used, formula with its numbers, reason, exclusion, bounds.
  detail jsonb not null,
  primary key (company_id, run_id, person_id, segment_no, line_no)
);

call platform.protect('metrics.score_run');
call platform.protect('metrics.score_result');
call platform.protect('metrics.score_line');
revoke update, delete on metrics.score_run, metrics.score_result, metrics.score_line from kaohe_metrics;
