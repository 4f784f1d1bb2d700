-- Late data: somebody proposes that they count, somebody else of HR approves; one proposal of a cycle is open at a time.
create table cycles.late_data_request (
  company_id uuid not null,
  request_id uuid not null default uuidv7(),
  cycle_id uuid not null,
  -- Names the late rows that were looked at.
  digest text not null check (length(digest) = 64),
  rows integer not null,
  -- Whose results would change.
  person_ids uuid[] not null,
  reason text not null check (length(reason) <= 1000),
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'done', 'declined')),
  proposed_by uuid not null,
  proposed_at timestamptz not null default platform.now(),
  decided_by uuid,
  decided_at timestamptz,
  note text check (length(note) <= 1000),
  -- Appraisals that were scored anew.
  rescored integer,
  primary key (company_id, request_id),
  foreign key (company_id, cycle_id) references cycles.cycle,
  check (decided_by <> proposed_by or state = 'declined'),
  check ((state = 'proposed') = (decided_by is null))
);
create unique index late_data_request_open_once on cycles.late_data_request (company_id, cycle_id) where state in ('proposed', 'approved');
create index late_data_request_of_cycle on cycles.late_data_request (company_id, cycle_id, request_id);
call platform.protect('cycles.late_data_request');
revoke delete on cycles.late_data_request from kaohe_cycles;
