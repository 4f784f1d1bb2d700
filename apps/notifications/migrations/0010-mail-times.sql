-- When mail comes: at once or gathered into one a day, and the hours in which none comes. Times of day in the company's zone.
create table notifications.company_mail_times (
  company_id uuid primary key,
  digest_at time,
  quiet_from time,
  quiet_to time,
  check (num_nonnulls(quiet_from, quiet_to) in (0, 2)),
  check (quiet_from <> quiet_to)
);
-- A person's own, whole; without a row they follow the company.
create table notifications.mail_times (
  company_id uuid not null,
  person_id uuid not null,
  digest_at time,
  quiet_from time,
  quiet_to time,
  primary key (company_id, person_id),
  check (num_nonnulls(quiet_from, quiet_to) in (0, 2)),
  check (quiet_from <> quiet_to)
);
call platform.protect('notifications.company_mail_times');
call platform.protect('notifications.mail_times');

-- What holds for a person: their own, or the company's, or none.
create function notifications.times_of(company uuid, person uuid)
returns table (digest_at time, quiet_from time, quiet_to time) language sql stable as $$
  select digest_at, quiet_from, quiet_to from (
    select 1 as rank, m.digest_at, m.quiet_from, m.quiet_to from notifications.mail_times m
    where m.company_id = company and m.person_id = person
    union all
    select 2, c.digest_at, c.quiet_from, c.quiet_to from notifications.company_mail_times c where c.company_id = company
    union all
    select 3, null, null, null
  ) known order by rank limit 1
$$;

-- `at`, or the end of the quiet hours it falls into.
create function notifications.after_quiet(at timestamptz, zone text, quiet_from time, quiet_to time) returns timestamptz
language sql stable as $$
  select case
    when quiet_from is null then at
    when quiet_from < quiet_to and local::time >= quiet_from and local::time < quiet_to
      then (local::date + quiet_to) at time zone zone
    when quiet_from > quiet_to and local::time >= quiet_from then (local::date + 1 + quiet_to) at time zone zone
    when quiet_from > quiet_to and local::time < quiet_to then (local::date + quiet_to) at time zone zone
    else at
  end
  from (select at at time zone zone as local) here
$$;

-- When the next mail a day is due: the first such time of day after `at`, outside of the quiet hours.
create function notifications.next_digest(at timestamptz, zone text, digest_at time, quiet_from time, quiet_to time)
returns timestamptz language sql stable as $$
  select notifications.after_quiet(
    (local::date + case when local::time < digest_at then 0 else 1 end + digest_at) at time zone zone,
    zone, quiet_from, quiet_to)
  from (select at at time zone zone as local) here
$$;

-- What somebody's next mail a day will tell; gone into the queue of mails when it is put together. Worked off for all companies alike.
create table notifications.digest_item (
  company_id uuid not null,
  delivery_id uuid not null,
  person_id uuid not null,
  name text not null,
  address text not null,
  locale text not null,
  time_zone text not null,
  message jsonb not null,
  link text not null,
  ready_at timestamptz not null,
  primary key (company_id, delivery_id)
);
create index digest_item_ready on notifications.digest_item (ready_at);
create index digest_item_of_person on notifications.digest_item (company_id, person_id);

-- The mails a day that were put together: one a person and day, however many instances put them together.
create table notifications.digest (
  company_id uuid not null,
  person_id uuid not null,
  day date not null,
  delivery_id uuid not null,
  primary key (company_id, person_id, day)
);

alter table notifications.email
  -- Not sent before.
  add column not_before timestamptz not null default platform.now(),
  -- Looked at again when it is sent: a mail that was held up by a failure does not come in the night for it.
  add column quiet_from time,
  add column quiet_to time;
alter table notifications.delivery
  -- The delivery with whose mail it went; null: with one of its own.
  add column mail_id uuid;
create index delivery_of_mail on notifications.delivery (company_id, mail_id) where mail_id is not null;
