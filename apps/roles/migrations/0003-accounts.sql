create table roles.account (
  company_id uuid not null references roles.company,
  account_id uuid not null default uuidv7(),
  login text not null,
  -- The login as compared: one installation, one login.
  login_key text not null unique,
  person_id uuid,
  password_hash text not null,
  locale text not null check (locale in ('zh-Hant', 'zh-Hans', 'en')),
  disabled_at timestamptz,
  -- The first day the person is no longer employed, copied from the assignments: a session is looked up before a company is
  -- known, when row-level security shows no assignment.
  left_on date,
  last_sign_in_at timestamptz,
  created_at timestamptz not null default platform.now(),
  primary key (company_id, account_id),
  foreign key (company_id, person_id) references roles.person,
  unique (company_id, person_id)
);
call roles.protect_known_company('roles.account');

create table roles.account_grant (
  company_id uuid not null,
  account_id uuid not null,
  granted text not null check (granted in ('hr', 'data_owner', 'auditor', 'administrator')),
  source_id text,
  granted_at timestamptz not null default platform.now(),
  granted_by uuid,
  foreign key (company_id, account_id) references roles.account,
  unique nulls not distinct (company_id, account_id, granted, source_id),
  -- A data owner owns a source; the other grants have none.
  check ((granted = 'data_owner') = (source_id is not null))
);
create index account_grant_holders on roles.account_grant (company_id, granted, source_id);
call roles.protect_known_company('roles.account_grant');

-- The cookie's token is known to the browser alone; here stands its SHA-256.
create table roles.session (
  company_id uuid not null,
  session_id uuid not null default uuidv7(),
  account_id uuid not null,
  token_hash bytea not null unique,
  created_at timestamptz not null default platform.now(),
  last_seen_at timestamptz not null default platform.now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (company_id, session_id),
  foreign key (company_id, account_id) references roles.account
);
create index session_of_account on roles.session (company_id, account_id) where ended_at is null;
call roles.protect_known_company('roles.session');

-- Attempts that have not succeeded, of the last hour. Hashes: people type passwords into the login field.
create table roles.sign_in_attempt (
  attempt_id uuid primary key default uuidv7(),
  login_hash bytea not null,
  address_hash bytea not null,
  -- The account was signed in to from this address before: such attempts are counted apart, so that a stranger's
  -- guesses do not lock the owner out.
  known_address boolean not null,
  at timestamptz not null default platform.now()
);
create index sign_in_attempt_of_login on roles.sign_in_attempt (login_hash, at);
create index sign_in_attempt_of_address on roles.sign_in_attempt (address_hash, at);

create table roles.known_address (
  login_hash bytea not null,
  address_hash bytea not null,
  last_sign_in_at timestamptz not null default platform.now(),
  primary key (login_hash, address_hash)
);
