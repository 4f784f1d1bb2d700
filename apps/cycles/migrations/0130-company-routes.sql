-- The way of each kind of cycle, where a company keeps another than the default.
create table cycles.company_route (
  company_id uuid not null,
  kind text not null check (kind in ('month', 'quarter', 'year')),
  route jsonb not null check (octet_length(route::text) <= 20000),
  changed_by_person_id uuid not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (company_id, kind)
);
call platform.protect('cycles.company_route');
