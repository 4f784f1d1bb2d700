-- What an administrator sets for the whole company. `name` stays what the operator's command created it as: repeated, it finds it by it.
alter table roles.company
  add column version integer not null default 1,
  add column names jsonb,
  add column default_locale text not null default 'zh-Hant' check (default_locale in ('zh-Hant', 'zh-Hans', 'en')),
  -- The reader's name across pages that show somebody's scores.
  add column watermark boolean not null default true;
update roles.company set names = jsonb_build_object('zh-Hant', name, 'zh-Hans', name, 'en', name);
alter table roles.company
  alter column names set not null,
  add constraint company_names_check check (
    jsonb_typeof(names -> 'zh-Hant') = 'string' and jsonb_typeof(names -> 'zh-Hans') = 'string'
    and jsonb_typeof(names -> 'en') = 'string' and char_length(names::text) <= 2000);
