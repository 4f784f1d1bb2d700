-- A list's filters under a name, for the account that keeps them.
create table roles.saved_view (
  company_id uuid not null references roles.company,
  view_id uuid not null default uuidv7(),
  account_id uuid not null,
  place text not null check (place in ('tasks', 'cycles', 'board', 'history')),
  name text not null check (length(name) between 1 and 60),
  -- What follows the question mark of the list's address.
  search text not null check (length(search) <= 1000),
  created_at timestamptz not null default platform.now(),
  primary key (company_id, view_id),
  foreign key (company_id, account_id) references roles.account
);
create unique index saved_view_named_once on roles.saved_view (company_id, account_id, place, lower(name));
call platform.protect('roles.saved_view');
