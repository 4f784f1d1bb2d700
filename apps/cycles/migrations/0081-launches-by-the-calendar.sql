-- Which kinds of cycle launch by themselves, and in whose name.
create table cycles.launch_plan (
  company_id uuid not null,
  kind text not null check (kind in ('month', 'quarter', 'year')),
  enabled boolean not null,
  -- The first day from which periods that end count: what was over before is HR's own matter.
  since date not null,
  owner_person_id uuid not null,
  owner_account_id uuid not null,
  locale text not null,
  version integer not null default 1,
  changed_at timestamptz not null,
  primary key (company_id, kind)
);
call platform.protect('cycles.launch_plan');

-- What the calendar did about one period, so that it does it once.
create table cycles.planned_launch (
  company_id uuid not null,
  kind text not null check (kind in ('month', 'quarter', 'year')),
  period_from date not null,
  -- The pre-launch check went to HR.
  checked_at timestamptz,
  launched_at timestamptz,
  cycle_id uuid,
  -- Why the last attempt was refused.
  refused_code text,
  refused_on date,
  primary key (company_id, kind, period_from)
);
call platform.protect('cycles.planned_launch');

-- HR was told that the report may be late.
alter table cycles.cycle add column report_at_risk_told_at timestamptz;
