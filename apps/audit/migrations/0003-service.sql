call platform.create_plumbing('audit');

create table audit.verification (
  company_id uuid not null,
  verification_id uuid not null default uuidv7(),
  state text not null default 'running' check (state in ('running', 'clean', 'altered', 'incomplete', 'failed')),
  started_by uuid,
  started_at timestamptz not null default platform.now(),
  finished_at timestamptz,
  entries bigint not null default 0,
  anchors integer not null default 0,
  first_bad_seq bigint,
  problems jsonb not null default '[]',
  primary key (company_id, verification_id)
);
create unique index one_running on audit.verification (company_id) where state = 'running';
call platform.protect('audit.verification');
