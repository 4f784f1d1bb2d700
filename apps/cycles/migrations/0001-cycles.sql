call platform.create_plumbing('cycles');

-- The company's working days: shipped for China, corrected by a company for itself. A year that is not loaded makes deadlines provisional.
create table cycles.calendar_year (year integer primary key);
create table cycles.calendar_day (
  day date primary key,
  kind text not null check (kind in ('working', 'rest')),
  name_zh_hans text not null,
  name_en text not null
);
create table cycles.company_calendar_day (
  company_id uuid not null,
  day date not null,
  kind text not null check (kind in ('working', 'rest')),
  note text not null,
  primary key (company_id, day)
);
call platform.protect('cycles.company_calendar_day');

create table cycles.cycle (
  company_id uuid not null,
  cycle_id uuid not null default uuidv7(),
  kind text not null check (kind in ('month', 'quarter', 'year')),
  period_from date not null,
  period_to date not null check (period_to > period_from),
  -- null: the whole company.
  department_ids uuid[],
  state text not null default 'launching' check (state in
    ('launching', 'collecting', 'scoring', 'in_review', 'publishing', 'signing_off', 'closed', 'cancelled')),
  paused_at timestamptz,
  version integer not null default 1,
  route jsonb not null,
  -- Working days HR gave a stage, for its tasks opened later too.
  extra_days jsonb not null default '{}',
  time_zone text not null,
  company_name text not null,
  -- The language the launch was made in: of what is rendered without a reader.
  locale text not null,
  owner_person_id uuid not null,
  owner_account_id uuid not null,
  cut_off_at timestamptz not null,
  report_due_at timestamptz not null,
  deadlines_provisional boolean not null,
  launched_at timestamptz not null,
  frozen_at timestamptz,
  published_at timestamptz,
  signed_off_at timestamptz,
  signed_off_by uuid,
  closed_at timestamptz,
  cancelled_reason text,
  primary key (company_id, cycle_id)
);
create index cycle_by_period on cycles.cycle (company_id, period_from desc, cycle_id desc);
call platform.protect('cycles.cycle');

-- Names of everybody a list shows, so that lists need no other service.
create table cycles.person_name (
  company_id uuid not null,
  person_id uuid not null,
  name text not null,
  primary key (company_id, person_id)
);
call platform.protect('cycles.person_name');

create table cycles.cohort (
  company_id uuid not null,
  cycle_id uuid not null,
  cohort_no integer not null,
  people integer not null,
  primary key (company_id, cycle_id, cohort_no),
  foreign key (company_id, cycle_id) references cycles.cycle
);
call platform.protect('cycles.cohort');

create table cycles.cycle_source (
  company_id uuid not null,
  cycle_id uuid not null,
  source_id text not null,
  owner_ids uuid[] not null,
  -- As metrics told it last.
  status jsonb,
  signed_off_at timestamptz,
  primary key (company_id, cycle_id, source_id),
  foreign key (company_id, cycle_id) references cycles.cycle
);
call platform.protect('cycles.cycle_source');

-- One person in one cycle: where it stands. What a run said is in appraisal_result.
create table cycles.appraisal (
  company_id uuid not null,
  appraisal_id uuid not null default uuidv7(),
  cycle_id uuid not null,
  cohort_no integer not null,
  person_id uuid not null,
  -- The person as they were when the cycle was opened.
  employee_code text not null,
  name text not null,
  department_id uuid not null,
  department_names jsonb not null,
  position_id text not null,
  position_names jsonb not null,
  manager_id uuid,
  manager_path uuid[] not null,
  -- The manager, or whom the review went up to.
  reviewer_id uuid not null,
  review_escalates_to uuid,
  segments jsonb not null,
  stage text not null default 'collecting' check (stage in
    ('collecting', 'scored', 'blocked', 'manager_review', 'recheck', 'waiting_rescore', 'interview', 'acknowledgement',
     'acknowledged', 'signed_off', 'excluded', 'cancelled')),
  round integer not null default 1,
  version integer not null default 1,
  run_no integer,
  -- With the adjustments that count.
  total numeric,
  total_unrounded text,
  grade text,
  released_at timestamptz,
  primary key (company_id, appraisal_id),
  unique (company_id, cycle_id, person_id),
  foreign key (company_id, cycle_id) references cycles.cycle,
  check (reviewer_id <> person_id)
) with (fillfactor = 85);
create index appraisal_by_cohort on cycles.appraisal (company_id, cycle_id, cohort_no);
create index appraisal_by_code on cycles.appraisal (company_id, cycle_id, employee_code, appraisal_id);
create index appraisal_by_reviewer on cycles.appraisal (company_id, reviewer_id, cycle_id);
create index appraisal_by_person on cycles.appraisal (company_id, person_id, cycle_id);
create index appraisal_by_manager on cycles.appraisal (company_id, manager_id, cycle_id);
create index appraisal_by_manager_path on cycles.appraisal using gin (manager_path);
call platform.protect('cycles.appraisal');

-- A run's result for one person: copied once, never changed.
create table cycles.appraisal_result (
  company_id uuid not null,
  appraisal_id uuid not null,
  run_no integer not null,
  run_id uuid not null,
  status text not null check (status in ('scored', 'blocked')),
  total numeric,
  total_unrounded text,
  grade text,
  before_veto text,
  grade_before_veto text,
  scoring_rules text not null,
  rules jsonb,
  segments jsonb not null,
  blocked_by jsonb not null,
  copied_at timestamptz not null default platform.now(),
  primary key (company_id, appraisal_id, run_no)
);
call platform.protect('cycles.appraisal_result');

create table cycles.appraisal_line (
  company_id uuid not null,
  appraisal_id uuid not null,
  run_no integer not null,
  segment_no integer not null,
  line_no integer not null,
  kpi_id text not null,
  dimension text,
  names jsonb not null,
  unit text not null,
  source_id text not null,
  model text not null,
  parameters jsonb not null,
  target numeric,
  actual numeric,
  raw_weight numeric not null,
  effective_weight numeric not null,
  floor numeric not null,
  cap numeric not null,
  score numeric,
  shown numeric,
  state text not null,
  reason text,
  explanation jsonb,
  evidence_count integer not null,
  primary key (company_id, appraisal_id, run_no, segment_no, kpi_id)
);
call platform.protect('cycles.appraisal_line');

create table cycles.task (
  company_id uuid not null,
  task_id uuid not null default uuidv7(),
  cycle_id uuid not null,
  -- null: a task of the cycle itself.
  appraisal_id uuid,
  cohort_no integer,
  source_id text,
  stage text not null check (stage in
    ('collect', 'manager_review', 'interview', 'acknowledgement', 'recheck', 'data_gap', 'sign_off')),
  round integer not null default 1,
  assignee_id uuid not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  remind_at timestamptz[] not null,
  reminders_sent integer not null default 0,
  escalate_at timestamptz,
  escalate_to uuid,
  escalated_at timestamptz,
  -- Silence past the due time is an acceptance.
  deems boolean not null,
  -- When the clock has to look at it next.
  next_mark_at timestamptz generated always as (
    least(remind_at[reminders_sent + 1],
          case when escalated_at is null and escalate_to is not null then escalate_at end,
          case when deems then due_at end)) stored,
  closed_at timestamptz,
  outcome text,
  closed_by uuid,
  primary key (company_id, task_id),
  check ((closed_at is null) = (outcome is null))
) with (fillfactor = 85);
create index task_to_do on cycles.task (company_id, assignee_id, due_at, task_id) where closed_at is null;
create index task_done on cycles.task (company_id, assignee_id, closed_at desc, task_id desc) where closed_at is not null;
create unique index task_open_once on cycles.task (company_id, appraisal_id) where closed_at is null and appraisal_id is not null;
create unique index task_of_source on cycles.task (company_id, cycle_id, source_id, assignee_id) where source_id is not null;
create unique index task_sign_off_once on cycles.task (company_id, cycle_id) where stage = 'sign_off' and closed_at is null;
create index task_marks on cycles.task (company_id, cycle_id, cohort_no, next_mark_at) where closed_at is null;
create index task_of_appraisal on cycles.task (company_id, appraisal_id);
call platform.protect('cycles.task');

create table cycles.decision (
  company_id uuid not null,
  decision_id uuid not null default uuidv7(),
  cycle_id uuid not null,
  appraisal_id uuid,
  task_id uuid not null,
  stage text not null,
  round integer not null,
  verb text not null,
  -- null: the system, by a deadline.
  by_person_id uuid,
  by_account_id uuid,
  opened_at timestamptz not null,
  decided_at timestamptz not null,
  comment text,
  voided_at timestamptz,
  primary key (company_id, decision_id)
);
create unique index decision_once on cycles.decision (company_id, task_id);
-- At most one that counts for each stage and round, whatever the code above does.
create unique index decision_effective_once on cycles.decision (company_id, appraisal_id, stage, round)
  where voided_at is null and appraisal_id is not null;
create index decision_of_cycle on cycles.decision (company_id, cycle_id);
call platform.protect('cycles.decision');

create table cycles.adjustment (
  company_id uuid not null,
  appraisal_id uuid not null,
  decision_id uuid not null,
  run_no integer not null,
  segment_no integer not null,
  kpi_id text not null,
  score_before numeric not null,
  score_after numeric not null,
  reason text not null,
  by_person_id uuid not null,
  adjusted_at timestamptz not null,
  voided_at timestamptz,
  primary key (company_id, decision_id, segment_no, kpi_id)
);
create unique index adjustment_counts_once on cycles.adjustment (company_id, appraisal_id, segment_no, kpi_id) where voided_at is null;
call platform.protect('cycles.adjustment');

create table cycles.interview (
  company_id uuid not null,
  decision_id uuid not null,
  appraisal_id uuid not null,
  round integer not null,
  strengths text not null,
  weaknesses text not null,
  directions text not null,
  by_person_id uuid not null,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  primary key (company_id, decision_id)
);
create unique index interview_counts_once on cycles.interview (company_id, appraisal_id) where voided_at is null;
call platform.protect('cycles.interview');

create table cycles.interview_action (
  company_id uuid not null,
  decision_id uuid not null,
  action_no integer not null,
  text text not null,
  owner_person_id uuid not null,
  due_on date not null,
  primary key (company_id, decision_id, action_no),
  foreign key (company_id, decision_id) references cycles.interview
);
call platform.protect('cycles.interview_action');

create table cycles.acknowledgement (
  company_id uuid not null,
  decision_id uuid not null,
  appraisal_id uuid not null,
  round integer not null,
  deemed boolean not null,
  by_person_id uuid,
  comment text,
  acknowledged_at timestamptz not null,
  voided_at timestamptz,
  primary key (company_id, decision_id),
  check (deemed = (by_person_id is null))
);
create unique index acknowledgement_counts_once on cycles.acknowledgement (company_id, appraisal_id) where voided_at is null;
call platform.protect('cycles.acknowledgement');

-- A named person's decision that a KPI without figures does not count for somebody.
create table cycles.exclusion (
  company_id uuid not null,
  decision_id uuid not null,
  appraisal_id uuid not null,
  segment_no integer not null,
  kpi_id text not null,
  reason text not null,
  approved_by uuid not null,
  approved_at timestamptz not null,
  primary key (company_id, appraisal_id, segment_no, kpi_id)
);
call platform.protect('cycles.exclusion');

create table cycles.report (
  company_id uuid not null,
  report_id uuid not null default uuidv7(),
  cycle_id uuid not null,
  format text not null check (format in ('xlsx', 'pdf')),
  locale text not null,
  file_id uuid not null,
  name text not null,
  size bigint not null,
  created_at timestamptz not null default platform.now(),
  primary key (company_id, report_id)
);
create unique index report_once on cycles.report (company_id, cycle_id, format, locale);
call platform.protect('cycles.report');

-- A rendered sheet is kept for the version it shows.
create table cycles.score_sheet (
  company_id uuid not null,
  appraisal_id uuid not null,
  version integer not null,
  locale text not null,
  file_id uuid not null,
  name text not null,
  size bigint not null,
  created_at timestamptz not null default platform.now(),
  primary key (company_id, appraisal_id, version, locale)
);
call platform.protect('cycles.score_sheet');
