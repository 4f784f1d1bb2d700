-- A cycle keeps the company's names of its launch: its sheets and reports are headed in the reader's language. Null in cycles that
-- knew the one name only, and in those an instance of the release before launches meanwhile.
alter table cycles.cycle add column company_names jsonb check (char_length(company_names::text) <= 2000);

create function cycles.company_names(c cycles.cycle) returns jsonb language sql immutable
  as $$ select coalesce(c.company_names,
                        jsonb_build_object('zh-Hant', c.company_name, 'zh-Hans', c.company_name, 'en', c.company_name)) $$;
