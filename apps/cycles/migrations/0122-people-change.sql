-- People whose place in the organisation changes: what runs follows on the day from which it holds. Worked off for all companies alike,
-- like the outbox: no row-level security.
create table cycles.person_change (
  company_id uuid not null,
  person_id uuid not null,
  from_on date not null,
  next_attempt_at timestamptz not null default now(),
  attempts integer not null default 0,
  last_error text,
  primary key (company_id, person_id, from_on)
);
create index person_change_next on cycles.person_change (next_attempt_at);
