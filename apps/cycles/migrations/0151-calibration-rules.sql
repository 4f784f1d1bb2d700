-- What a company says of its grades, by kind of cycle: every version stays, the newest counts for the launches to come.
create table cycles.calibration_rules (
  company_id uuid not null,
  kind text not null check (kind in ('month', 'quarter', 'year')),
  version integer not null check (version > 0),
  min_group integer not null check (min_group between 2 and 500),
  quotas jsonb not null check (octet_length(quotas::text) <= 4000),
  changed_by_person_id uuid not null,
  changed_at timestamptz not null,
  primary key (company_id, kind, version)
);
call platform.protect('cycles.calibration_rules');
