call platform.create_plumbing('notifications');

-- An event of which people are to be told, from its arrival until everybody concerned has their rows below. Worked off by this
-- service for all companies alike, like the outbox: no row-level security.
create table notifications.announcement (
  company_id uuid not null,
  event_id uuid not null,
  type text not null,
  payload jsonb not null,
  request_id text,
  received_at timestamptz not null default platform.now(),
  next_attempt_at timestamptz not null default now(),
  attempts integer not null default 0,
  last_error text,
  announced_at timestamptz,
  primary key (company_id, event_id)
);
create index announcement_waiting on notifications.announcement (next_attempt_at) where announced_at is null;

-- What a person finds in the app. Kept as values, put into words in the language it is read in.
create table notifications.notification (
  company_id uuid not null,
  notification_id uuid not null default uuidv7(),
  event_id uuid not null,
  person_id uuid not null,
  message jsonb not null,
  link text not null,
  created_at timestamptz not null default platform.now(),
  read_at timestamptz,
  primary key (company_id, notification_id),
  unique (company_id, event_id, person_id)
);
create index notification_of_person on notifications.notification (company_id, person_id, notification_id desc);
create index notification_unread on notifications.notification (company_id, person_id) where read_at is null;

-- The delivery log: whom an event reached, by which channel, or why not. Its key is what makes a repetition do nothing.
create table notifications.delivery (
  company_id uuid not null,
  delivery_id uuid not null default uuidv7(),
  event_id uuid not null,
  type text not null,
  person_id uuid not null,
  channel text not null check (channel in ('in_app', 'email')),
  -- unconfirmed: the mail server was given the mail and its answer was lost; sending again might deliver it twice.
  state text not null check (state in ('queued', 'sent', 'failed', 'unconfirmed', 'skipped')),
  attempts integer not null default 0,
  note text,
  created_at timestamptz not null default platform.now(),
  sent_at timestamptz,
  primary key (company_id, delivery_id),
  unique (company_id, event_id, person_id, channel)
);

-- Mail that waits to be sent, with the address; gone when it is sent or given up. Worked off for all companies alike.
create table notifications.email (
  company_id uuid not null,
  delivery_id uuid not null,
  name text not null,
  address text not null,
  locale text not null,
  time_zone text not null,
  message jsonb not null,
  link text not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  -- Set before the mail server is spoken to. A process that dies in between leaves it set: that mail is not tried again.
  claimed_at timestamptz,
  primary key (company_id, delivery_id)
);
create index email_waiting on notifications.email (next_attempt_at) where claimed_at is null;

create table notifications.preference (
  company_id uuid not null,
  person_id uuid not null,
  type text not null,
  channel text not null check (channel in ('in_app', 'email')),
  wanted boolean not null,
  primary key (company_id, person_id, type, channel)
);

call platform.protect('notifications.notification');
call platform.protect('notifications.delivery');
call platform.protect('notifications.preference');
