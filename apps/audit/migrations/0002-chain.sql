-- The chain: one stream a company, one link an entry. docs/audit.md describes every byte that is hashed.

-- Secrets that cover the details. Destroying one is how a person is erased: the link keeps the commitment, nobody can guess behind it.
create table audit.person_key (
  company_id uuid not null,
  key_id uuid not null default uuidv7(),
  -- The person the details are about, or the company for entries about nobody.
  owner_id uuid not null,
  -- null: destroyed.
  key bytea check (octet_length(key) = 32),
  created_at timestamptz not null default platform.now(),
  destroyed_at timestamptz,
  primary key (company_id, key_id),
  check ((key is null) = (destroyed_at is not null))
);
create unique index one_living_key on audit.person_key (company_id, owner_id) where key is not null;

create table audit.seal (
  company_id uuid not null,
  seq bigint not null check (seq > 0),
  entry_id uuid not null,
  key_id uuid not null,
  commitment bytea not null check (octet_length(commitment) = 32),
  prev_hash bytea not null check (octet_length(prev_hash) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (company_id, seq),
  unique (company_id, prev_hash),
  unique (company_id, entry_id)
);

-- How far sealing has come: every entry at or before this place in (xid, entry_id) has its link.
create table audit.sealer (
  one boolean primary key default true check (one),
  last_xid xid8 not null default '0',
  last_entry_id uuid not null default '00000000-0000-0000-0000-000000000000',
  -- The database came back under a server whose transaction numbers start lower: links have to be looked for, one by one.
  renumbered boolean not null default false
);
insert into audit.sealer default values;

call platform.protect('audit.person_key');
call platform.protect('audit.seal');
do $$ begin
  execute format('create policy owner on audit.person_key to %I using (true) with check (true)', current_user);
  execute format('create policy owner on audit.seal to %I using (true) with check (true)', current_user);
end $$;
revoke all on audit.person_key, audit.seal, audit.sealer from kaohe_audit;
grant select on audit.person_key, audit.seal, audit.sealer to kaohe_audit;

-- What is hashed is the UTF-8 of a JSON array of strings and nulls, as json_build_array writes it.
create function audit.commitment(key bytea, before jsonb, after jsonb, reason text) returns bytea
language sql stable parallel safe as $$
  select sha256(key || convert_to(json_build_array(before::text, after::text, reason)::text, 'UTF8'))
$$;

create function audit.encoding(e audit.entry, seq bigint, key_id uuid, commitment bytea) returns bytea
language sql stable parallel safe as $$
  select convert_to(json_build_array(
    'kaohe.audit.1', e.company_id, seq::text, e.entry_id,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.xid::text,
    e.actor_account_id, e.actor_person_id, e.action, e.subject_type, e.subject_id, e.about_person_id, e.request_id,
    key_id, encode(commitment, 'hex'))::text, 'UTF8')
$$;

-- What the first link of a stream follows.
create function audit.genesis(company_id uuid) returns bytea language sql stable as $$
  select sha256(convert_to(json_build_array('kaohe.audit.1', company_id)::text, 'UTF8'))
$$;

create function audit.next_hash(prev bytea, start bytea, encoding bytea) returns bytea language sql immutable as $$
  select sha256(coalesce(prev, start) || encoding)
$$;
-- As a window function it walks the chain: each row's hash over the one before.
create aggregate audit.chain(start bytea, encoding bytea) (sfunc = audit.next_hash, stype = bytea);

-- Links the entries of ended transactions, at most p_limit; answers how many, or null when another sealer is at it.
-- Only what is older than every running transaction is taken, in (xid, entry_id): nothing that commits later can belong before it.
create function audit.seal_entries(p_limit integer) returns integer language plpgsql
security definer set search_path = pg_catalog, audit, pg_temp as $$
declare
  place audit.sealer;
  snapshot constant pg_snapshot := pg_current_snapshot();
  bound xid8 := pg_snapshot_xmin(snapshot);
  restored boolean;
  batch audit.entry[];
begin
  if not pg_try_advisory_xact_lock(hashtext('audit.seal')) then return null; end if;
  select * into place from audit.sealer;
  restored := place.last_xid > pg_snapshot_xmax(snapshot);
  if restored then
    -- The entries that came back carry numbers this server has not reached; they are committed, none has to be waited for.
    place.last_xid := '0';
    place.renumbered := true;
    bound := '18446744073709551615';
    p_limit := null;
  end if;

  batch := array(
    select e from audit.entry e
    where (e.xid, e.entry_id) > (place.last_xid, place.last_entry_id) and e.xid < bound
      and not (place.renumbered
               and exists (select from audit.seal s where s.company_id = e.company_id and s.entry_id = e.entry_id))
    order by e.xid, e.entry_id
    limit p_limit);
  if restored then
    place.last_xid := pg_snapshot_xmin(snapshot);
    place.last_entry_id := '00000000-0000-0000-0000-000000000000';
  elsif cardinality(batch) > 0 then
    place.last_xid := (batch[cardinality(batch)]).xid;
    place.last_entry_id := (batch[cardinality(batch)]).entry_id;
  else
    return 0;
  end if;
  update audit.sealer
  set last_xid = place.last_xid, last_entry_id = place.last_entry_id, renumbered = place.renumbered;
  perform audit.link(batch);
  return cardinality(batch);
end $$;

-- Appends the entries to their companies' streams, in (xid, entry_id).
create function audit.link(batch audit.entry[]) returns void language plpgsql
set search_path = pg_catalog, audit, pg_temp as $$
begin
  -- 244 random bits from two UUIDs: PostgreSQL's own strong random source without an extension.
  insert into audit.person_key (company_id, owner_id, key)
  select company_id, owner_id, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
  from (select distinct company_id, coalesce(about_person_id, company_id) as owner_id from unnest(batch)) owner
  where not exists (
    select from audit.person_key k
    where k.company_id = owner.company_id and k.owner_id = owner.owner_id and k.key is not null)
  on conflict do nothing;

  insert into audit.seal (company_id, seq, entry_id, key_id, commitment, prev_hash, hash)
  with head as materialized (
    select company.company_id, coalesce(last.seq, 0) as seq, coalesce(last.hash, audit.genesis(company.company_id)) as hash
    from (select distinct company_id from unnest(batch)) company
    left join lateral (
      select seq, hash from audit.seal s where s.company_id = company.company_id order by seq desc limit 1
    ) last on true
  ), covered as (
    select e, e.company_id, e.entry_id, k.key_id, head.hash as head_hash,
           audit.commitment(k.key, e.before, e.after, e.reason) as commitment,
           head.seq + row_number() over (partition by e.company_id order by e.xid, e.entry_id) as seq
    from unnest(batch) e
    join head on head.company_id = e.company_id
    join audit.person_key k
      on k.company_id = e.company_id and k.owner_id = coalesce(e.about_person_id, e.company_id) and k.key is not null
  ), linked as (
    select company_id, seq, entry_id, key_id, commitment, head_hash,
           audit.chain(head_hash, audit.encoding(e, seq, key_id, commitment))
             over (partition by company_id order by seq rows unbounded preceding) as hash
    from covered
  )
  select company_id, seq, entry_id, key_id, commitment,
         lag(hash, 1, head_hash) over (partition by company_id order by seq), hash
  from linked;
end $$;

-- Where each stream stands: the command that anchors and verifies works for all companies and reads nothing else across them.
create function audit.streams() returns table (company_id uuid, seq bigint, hash bytea) language sql stable
security definer set search_path = pg_catalog, audit, pg_temp as $$
  select company.company_id, last.seq, last.hash
  from (select distinct company_id from audit.person_key) company
  cross join lateral (
    select seq, hash from audit.seal s where s.company_id = company.company_id order by seq desc limit 1
  ) last
  order by company.company_id
$$;

-- Erases a person: the living key is destroyed, and the details it covered go. What is not yet sealed is under the next key.
create function audit.erase_person(p_company uuid, p_person uuid) returns table (key_id uuid, entries integer)
language plpgsql security definer set search_path = pg_catalog, audit, pg_temp as $$
declare
  destroyed uuid;
  erased integer;
begin
  update audit.person_key k set key = null, destroyed_at = platform.now()
  where k.company_id = p_company and k.owner_id = p_person and k.key is not null
  returning k.key_id into destroyed;
  if destroyed is null then return; end if;
  update audit.entry e set before = null, after = null, reason = null
  from audit.seal s
  where s.company_id = p_company and s.key_id = destroyed and e.company_id = s.company_id and e.entry_id = s.entry_id
    and (e.before is not null or e.after is not null or e.reason is not null);
  get diagnostics erased = row_count;
  return query select destroyed, erased;
end $$;

revoke execute on all functions in schema audit from public;
grant execute on function audit.append(uuid, uuid, uuid, text, text, text, uuid, jsonb, jsonb, text, text) to public;
grant execute on function audit.seal_entries(integer), audit.streams(), audit.erase_person(uuid, uuid) to kaohe_audit;

-- The one change an entry may see: its details go, after the key that covered them.
create function audit.refuse_entry_change() returns trigger language plpgsql as $$
begin
  if new.before is null and new.after is null and new.reason is null
     and to_jsonb(new) - array['before', 'after', 'reason'] = to_jsonb(old) - array['before', 'after', 'reason']
     and exists (
       select from audit.seal s join audit.person_key k using (company_id, key_id)
       where s.company_id = old.company_id and s.entry_id = old.entry_id and k.key is null)
  then return new; end if;
  raise exception 'audit entry % is not changed', old.entry_id
    using errcode = 'insufficient_privilege', hint = 'Write a new entry that says what was corrected.';
end $$;
create trigger entry_is_not_changed before update on audit.entry for each row execute function audit.refuse_entry_change();

create trigger seal_is_not_changed before update or delete on audit.seal for each row execute function audit.refuse_change();
create trigger seal_is_not_truncated before truncate on audit.seal execute function audit.refuse_change();

-- A key is destroyed, never exchanged and never forgotten: without its row nobody could say why details are missing.
create function audit.refuse_key_change() returns trigger language plpgsql as $$
begin
  if old.key is not null and new.key is null
     and to_jsonb(new) - array['key', 'destroyed_at'] = to_jsonb(old) - array['key', 'destroyed_at']
  then return new; end if;
  raise exception 'the key % is destroyed or kept, not exchanged', old.key_id using errcode = 'insufficient_privilege';
end $$;
create trigger key_is_not_exchanged before update on audit.person_key for each row execute function audit.refuse_key_change();
create trigger key_is_not_removed before delete on audit.person_key for each row execute function audit.refuse_change();
create trigger key_is_not_truncated before truncate on audit.person_key execute function audit.refuse_change();
