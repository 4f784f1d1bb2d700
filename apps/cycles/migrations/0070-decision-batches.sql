-- Many decisions asked for at once and made one by one, whether anybody watches or not.
create table cycles.decision_batch (
  company_id uuid not null,
  batch_id uuid not null default uuidv7(),
  account_id uuid not null,
  -- The session it was asked in: the decisions' audit entries name it through the request.
  session_id uuid not null,
  request_id text not null check (length(request_id) <= 100),
  locale text not null check (length(locale) <= 10),
  decision jsonb not null check (pg_column_size(decision) <= 16384),
  total integer not null check (total between 1 and 1000),
  started_at timestamptz not null default platform.now(),
  finished_at timestamptz,
  -- The reader has seen how it ended.
  put_away_at timestamptz,
  primary key (company_id, batch_id)
);
create index decision_batch_of_account on cycles.decision_batch (company_id, account_id, started_at desc) where put_away_at is null;
call platform.protect('cycles.decision_batch');

create table cycles.decision_batch_item (
  company_id uuid not null,
  batch_id uuid not null,
  item_no integer not null check (item_no between 1 and 1000),
  task_id uuid not null,
  version integer not null,
  -- null: waits.
  ok boolean,
  code text check (length(code) <= 100),
  detail text check (length(detail) <= 300),
  attempts integer not null default 0,
  primary key (company_id, batch_id, item_no),
  foreign key (company_id, batch_id) references cycles.decision_batch,
  check (ok is distinct from false or code is not null)
);
create index decision_batch_item_waiting on cycles.decision_batch_item (company_id, batch_id, item_no) where ok is null;
call platform.protect('cycles.decision_batch_item');

-- Batches with items left. Worked off for all companies alike, like the outbox: no row-level security. A process holds the row it works on
-- locked; the lock goes with the process.
create table cycles.decision_batch_waiting (
  company_id uuid not null,
  batch_id uuid not null,
  next_attempt_at timestamptz not null default now(),
  attempts integer not null default 0,
  last_error text,
  primary key (company_id, batch_id),
  foreign key (company_id, batch_id) references cycles.decision_batch
);
create index decision_batch_next on cycles.decision_batch_waiting (next_attempt_at);
