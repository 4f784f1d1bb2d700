create schema platform;

-- The one clock: it decides deadlines and stamps rows. Tests of skipped time replace this one function.
create function platform.now() returns timestamptz language sql stable
  as $$ select now() $$;

create function platform.company_id() returns uuid language sql stable
  as $$ select nullif(current_setting('kaohe.company_id', true), '')::uuid $$;

create function platform.person_id() returns uuid language sql stable
  as $$ select nullif(current_setting('kaohe.person_id', true), '')::uuid $$;

-- Row-level security of a table whose rows belong to one company.
create procedure platform.protect(protected regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format(
    'create policy company on %s using (company_id = platform.company_id()) with check (company_id = platform.company_id())',
    protected);
end $$;

-- What every service that tells or hears events, answers repeatable requests or takes files has in its own schema.
create procedure platform.create_plumbing(service text) language plpgsql as $$
begin
  execute format($ddl$
    create table %1$I.outbox (
      event_id uuid primary key default uuidv7(),
      company_id uuid not null,
      -- 'event': told to everybody through JetStream; other destinations are drained by the service itself.
      destination text not null default 'event',
      -- Rows with the same key and destination may be sent as one (a cohort's progress).
      batch_key text,
      type text not null,
      payload jsonb not null,
      request_id text,
      created_at timestamptz not null default platform.now(),
      next_attempt_at timestamptz not null default now(),
      attempts integer not null default 0,
      last_error text,
      sent_at timestamptz,
      parked_at timestamptz
    );
    create index outbox_waiting on %1$I.outbox (destination, next_attempt_at) where sent_at is null and parked_at is null;

    create table %1$I.inbox (
      consumer text not null,
      event_id uuid not null,
      received_at timestamptz not null default platform.now(),
      primary key (consumer, event_id)
    );

    -- A message that failed at every delivery: kept for a person to look at, so that it delays no other.
    create table %1$I.parked_event (
      consumer text not null,
      event_id uuid not null,
      company_id uuid,
      type text not null,
      payload jsonb,
      error text not null,
      parked_at timestamptz not null default platform.now(),
      primary key (consumer, event_id)
    );

    create table %1$I.idempotency (
      company_id uuid not null,
      account_id uuid not null,
      subject text not null,
      key text not null,
      request_hash bytea not null,
      reply jsonb,
      created_at timestamptz not null default platform.now(),
      primary key (company_id, account_id, subject, key)
    );

    create table %1$I.file (
      company_id uuid not null,
      file_id uuid not null default uuidv7(),
      name text not null,
      content_type text not null,
      size bigint not null,
      sha256 bytea not null,
      created_at timestamptz not null default platform.now(),
      primary key (company_id, file_id)
    );
    create table %1$I.file_part (
      company_id uuid not null,
      file_id uuid not null,
      part_no integer not null,
      content bytea not null,
      primary key (company_id, file_id, part_no)
    );
  $ddl$, service);
  execute format('call platform.protect(%L)', service || '.file');
  execute format('call platform.protect(%L)', service || '.file_part');
end $$;

-- Whatever role a service logs in with may read the clock and its own scope.
grant usage on schema platform to public;
revoke execute on all procedures in schema platform from public;
