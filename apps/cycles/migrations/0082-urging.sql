-- 催辦: when somebody last asked the assignee to get on with it.
alter table cycles.task add column urged_at timestamptz;
