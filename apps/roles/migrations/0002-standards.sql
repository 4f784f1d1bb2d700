create table roles.standard (
  company_id uuid not null references roles.company,
  standard_id text not null,
  primary key (company_id, standard_id)
);
call platform.protect('roles.standard');

-- KPIs, duties, positions and worked examples are inside the document: they are read, compared and scored as one.
create table roles.standard_version (
  company_id uuid not null,
  standard_id text not null,
  version integer not null check (version > 0),
  effective_from date not null,
  document jsonb not null,
  reason text not null,
  created_at timestamptz not null default platform.now(),
  created_by uuid,
  primary key (company_id, standard_id, version),
  foreign key (company_id, standard_id) references roles.standard,
  unique (company_id, standard_id, effective_from)
);
call platform.protect('roles.standard_version');

create table roles.standard_position (
  company_id uuid not null,
  standard_id text not null,
  version integer not null,
  position_id text not null,
  primary key (company_id, standard_id, version, position_id),
  foreign key (company_id, standard_id, version) references roles.standard_version,
  foreign key (company_id, position_id) references roles.position
);
call platform.protect('roles.standard_position');

create function roles.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a standard version never changes: % of % refused', lower(tg_op), tg_table_name
    using errcode = 'insufficient_privilege', hint = 'Create the next version.';
end $$;
create trigger standard_version_is_kept before update or delete on roles.standard_version
  for each row execute function roles.refuse_change();
create trigger standard_position_is_kept before update or delete on roles.standard_position
  for each row execute function roles.refuse_change();
revoke update, delete on roles.standard_version, roles.standard_position from kaohe_roles;

-- The version of each standard in effect on a date.
create function roles.standards_on(p_date date)
returns table (standard_id text, version integer, effective_from date) language sql stable as $$
  select distinct on (v.standard_id) v.standard_id, v.version, v.effective_from
  from roles.standard_version v
  where v.company_id = platform.company_id() and v.effective_from <= p_date
  order by v.standard_id, v.effective_from desc
$$;

-- Targets HR sets for each period, in two times.
create table roles.period_target (
  company_id uuid not null,
  target_id uuid not null default uuidv7(),
  standard_id text not null,
  kpi_id text not null,
  position_id text not null,
  -- null: of everybody in the position.
  person_id uuid,
  valid_from date not null,
  valid_to date not null check (valid_from < valid_to),
  value numeric not null,
  recorded_from timestamptz not null default platform.now(),
  recorded_to timestamptz,
  recorded_by uuid,
  reason text,
  primary key (company_id, target_id),
  foreign key (company_id, standard_id) references roles.standard,
  foreign key (company_id, position_id) references roles.position,
  foreign key (company_id, person_id) references roles.person
);
create unique index period_target_known
  on roles.period_target (company_id, valid_from, valid_to, standard_id, kpi_id, position_id, person_id)
  nulls not distinct where recorded_to is null;
call platform.protect('roles.period_target');
