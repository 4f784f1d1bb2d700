-- Chat robots: each brings news about cycles to one group. Address and key are named; the values are in the environment alone.
create table notifications.robot (
  company_id uuid not null,
  robot_id uuid not null default uuidv7(),
  version integer not null default 1,
  name text not null check (char_length(name) between 1 and 60),
  kind text not null check (kind in ('feishu', 'dingtalk', 'wecom')),
  address text not null check (address ~ '^env:KAOHE_CHANNEL_[A-Z0-9_]{1,80}$'),
  secret text check (secret ~ '^env:KAOHE_CHANNEL_[A-Z0-9_]{1,80}$'),
  locale text not null check (locale in ('zh-Hant', 'zh-Hans', 'en')),
  announcements text[] not null check (cardinality(announcements) between 1 and 50),
  enabled boolean not null,
  -- Since when the platform refuses for good; the administrators were told then, once.
  failing_since timestamptz,
  created_at timestamptz not null default platform.now(),
  primary key (company_id, robot_id),
  unique (company_id, name)
);
call platform.protect('notifications.robot');

-- How many messages a robot may send now. One row a robot, locked while a token is taken: however many instances send, they keep
-- the platform's limit together. Worked off for all companies alike.
create table notifications.robot_bucket (
  company_id uuid not null,
  robot_id uuid not null,
  tokens double precision not null check (tokens >= 0),
  filled_at timestamptz not null default platform.now(),
  -- The whole queue waits: a failure that may pass is the robot's, not one message's.
  held_until timestamptz not null default platform.now(),
  primary key (company_id, robot_id)
);

-- Messages that wait to be sent; gone when sent or given up. Worked off for all companies alike: they name no person.
create table notifications.robot_message (
  company_id uuid not null,
  delivery_id uuid not null,
  robot_id uuid not null,
  message jsonb not null,
  link text not null check (char_length(link) <= 500),
  time_zone text not null,
  attempts integer not null default 0,
  -- Set before the platform is spoken to. A process that dies in between leaves it set: that message is not tried again.
  claimed_at timestamptz,
  primary key (company_id, delivery_id)
);
create index robot_message_of_robot on notifications.robot_message (company_id, robot_id, delivery_id);

-- The delivery log tells of groups too.
alter table notifications.delivery
  alter column person_id drop not null,
  add column robot_id uuid,
  -- What the group is told of, once: an event about a thousand people comes in parts.
  add column occasion text check (char_length(occasion) <= 200),
  add constraint delivery_recipient check (num_nonnulls(person_id, robot_id) = 1),
  drop constraint delivery_channel_check,
  add constraint delivery_channel_check check (channel in ('in_app', 'email', 'feishu', 'dingtalk', 'wecom'));
create unique index delivery_of_occasion on notifications.delivery (company_id, robot_id, occasion) where robot_id is not null;
