-- 評論: what people say about an appraisal beside deciding it. Never changed.
create table cycles.comment (
  company_id uuid not null,
  comment_id uuid not null default uuidv7(),
  appraisal_id uuid not null,
  by_person_id uuid not null,
  by_account_id uuid not null,
  text text not null check (length(text) between 1 and 2000),
  -- The person it is about reads it too, once their result is released.
  for_person boolean not null,
  written_at timestamptz not null default platform.now(),
  primary key (company_id, comment_id),
  foreign key (company_id, appraisal_id) references cycles.appraisal
);
create index comment_of_appraisal on cycles.comment (company_id, appraisal_id, written_at);
call platform.protect('cycles.comment');
