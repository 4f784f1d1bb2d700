-- What was handed over to payroll, as it was signed. It is never changed: other results are another file.
create table cycles.payroll_file (
  company_id uuid not null,
  cycle_id uuid not null,
  file_no integer not null check (file_no >= 1),
  -- Of the results alone, without number and time: the same results are not handed over twice.
  results_sha256 bytea not null,
  document_sha256 bytea not null,
  key_id text not null,
  people integer not null,
  made_at timestamptz not null,
  made_by uuid not null,
  -- What the file store calls them: for people, and for programs.
  zip_file jsonb not null,
  json_file jsonb not null,
  primary key (company_id, cycle_id, file_no),
  foreign key (company_id, cycle_id) references cycles.cycle
);
call platform.protect('cycles.payroll_file');
create index command_of_excluded on cycles.command (company_id, cycle_id, (said ->> 'personId')) where said ->> 'kind' = 'excludePerson';
