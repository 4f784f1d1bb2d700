-- HR's commands to a running cycle, as said. The conductor's messages carry the row's id and no words.
create table cycles.command (
  company_id uuid not null,
  command_id uuid not null,
  cycle_id uuid not null,
  by_account_id uuid not null,
  by_person_id uuid not null,
  request_id text not null,
  said jsonb not null,
  created_at timestamptz not null default platform.now(),
  primary key (company_id, command_id)
);
create index command_of_cycle on cycles.command (company_id, cycle_id);
call platform.protect('cycles.command');
