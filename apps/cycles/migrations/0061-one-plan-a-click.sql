-- A click's statements are few and fixed: their plans are made once for each connection. Planned for each call anew, they cost more than they
-- do, and jsonb is taken for a hundred items where there is one.
alter function cycles.situations(uuid, uuid, text, text, uuid[]) set plan_cache_mode = force_generic_plan;
alter function cycles.apply_decisions(uuid, uuid, uuid, text, jsonb, jsonb) set plan_cache_mode = force_generic_plan;
