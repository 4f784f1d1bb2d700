-- What happened, who did it, to what. Every service writes its entries in the transaction they tell of; nobody changes one.
create table audit.entry (
  company_id uuid not null,
  entry_id uuid not null default uuidv7(),
  -- The two stamps are not granted to writers: the clock and the transaction are the database's word.
  at timestamptz not null default platform.now(),
  -- The writing transaction: the sealer takes an entry only once every older transaction has ended.
  xid xid8 not null default pg_current_xact_id(),
  actor_account_id uuid,
  actor_person_id uuid,
  action text not null check (action ~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$'),
  subject_type text not null,
  subject_id text not null,
  -- The person whose data the details are; the details are sealed under this person's key.
  about_person_id uuid,
  before jsonb,
  after jsonb,
  reason text,
  request_id text,
  primary key (company_id, entry_id)
);
create index entry_in_sealing_order on audit.entry (xid, entry_id);
create index entry_of_subject on audit.entry (company_id, subject_type, subject_id, entry_id);
create index entry_about_person on audit.entry (company_id, about_person_id, entry_id) where about_person_id is not null;
-- What happens inside a cycle carries `cycleId` in `after` (or is an entry of the cycle itself).
create index entry_of_cycle on audit.entry (company_id, (after ->> 'cycleId'), entry_id) where after ? 'cycleId';

call platform.protect('audit.entry');
-- The schema's own functions (sealing, erasing) work for all companies; only the owner runs them.
do $$ begin
  execute format('create policy owner on audit.entry to %I using (true) with check (true)', current_user);
end $$;

-- PUBLIC are the services' roles, those of later services included: they may add, and neither read, change nor remove.
grant usage on schema audit to public;
grant insert (entry_id, company_id, actor_account_id, actor_person_id, action, subject_type, subject_id, about_person_id,
              before, after, reason, request_id) on audit.entry to public;
revoke all on audit.entry from kaohe_audit;
grant select on audit.entry to kaohe_audit;

-- Runs as the caller, so that the company's row-level security holds for what it writes.
create function audit.append(
  p_company uuid, p_actor_account uuid, p_actor_person uuid, p_action text, p_subject_type text, p_subject_id text,
  p_about_person uuid, p_before jsonb, p_after jsonb, p_reason text, p_request_id text
) returns uuid language plpgsql as $$
declare
  -- Not RETURNING: the caller may not read what it writes.
  new_entry_id constant uuid := uuidv7();
begin
  insert into audit.entry (entry_id, company_id, actor_account_id, actor_person_id, action, subject_type, subject_id,
                           about_person_id, before, after, reason, request_id)
  values (new_entry_id, p_company, p_actor_account, p_actor_person, p_action, p_subject_type, p_subject_id,
          p_about_person, p_before, p_after, p_reason, p_request_id);
  return new_entry_id;
end $$;
grant execute on function audit.append(uuid, uuid, uuid, text, text, text, uuid, jsonb, jsonb, text, text) to public;

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are neither changed nor removed: % of %.% refused', lower(tg_op), tg_table_schema, tg_table_name
    using errcode = 'insufficient_privilege', hint = 'Write a new entry that says what was corrected.';
end $$;
create trigger entry_is_not_removed before delete on audit.entry for each row execute function audit.refuse_change();
create trigger entry_is_not_truncated before truncate on audit.entry execute function audit.refuse_change();
