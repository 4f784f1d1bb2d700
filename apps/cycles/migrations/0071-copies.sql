-- An appraisal copied to somebody: from then on they may read its sheet. One row a recipient; never changed but for the first reading.
create table cycles.copy (
  company_id uuid not null,
  copy_id uuid not null default uuidv7(),
  appraisal_id uuid not null,
  to_person_id uuid not null,
  by_person_id uuid not null,
  by_account_id uuid not null,
  note text check (length(note) <= 1000),
  copied_at timestamptz not null default platform.now(),
  read_at timestamptz,
  primary key (company_id, copy_id),
  foreign key (company_id, appraisal_id) references cycles.appraisal,
  check (to_person_id <> by_person_id)
);
create index copy_of_appraisal on cycles.copy (company_id, appraisal_id);
create index copy_to_person on cycles.copy (company_id, to_person_id, (read_at is null) desc, copied_at desc, copy_id desc);
call platform.protect('cycles.copy');
