-- What the sources hold, beside the ERP's own tables: loaded as it is, judged below by rules of this file alone.
create temporary table office_record (collection text, position integer, record jsonb);
create temporary table answer (form text, position integer, cells jsonb);

-- Who is where, from the demo company's own list.
create temporary table assignment (code text, manager_code text, valid_from date, valid_to date);
create temporary table appraised (code text, position_id text, valid_from date, valid_to date);
create temporary table kpi (
  position_id text, kpi_id text, model text, aggregate text, actual_input text, base_input text, scale numeric, team boolean);
