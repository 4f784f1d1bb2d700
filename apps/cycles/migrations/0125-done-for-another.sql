-- What somebody did that waited for somebody else: found in their own list of what is done.
create index task_done_for_another on cycles.task (company_id, closed_by, closed_at desc, task_id desc)
  where closed_at is not null and closed_by <> assignee_id;
