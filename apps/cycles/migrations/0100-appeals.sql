-- Somebody objects to a line of their result; somebody of HR who had no part in it answers.
alter table cycles.appraisal drop constraint appraisal_stage_check, add constraint appraisal_stage_check check (stage in
  ('collecting', 'scored', 'blocked', 'self_review', 'manager_review', 'second_review', 'recheck', 'waiting_rescore', 'interview',
   'acknowledgement', 'appeal', 'acknowledged', 'signed_off', 'excluded', 'cancelled'));
alter table cycles.task drop constraint task_stage_check, add constraint task_stage_check check (stage in
  ('collect', 'self_review', 'manager_review', 'second_review', 'interview', 'acknowledgement', 'appeal', 'recheck', 'data_gap',
   'sign_off', 'head_sign_off'));

create table cycles.appeal (
  company_id uuid not null,
  -- The decision that made it.
  appeal_id uuid not null,
  appraisal_id uuid not null,
  instance integer not null check (instance in (1, 2)),
  run_no integer not null,
  segment_no integer not null,
  kpi_id text not null,
  ground text not null check (ground in ('data', 'rule')),
  -- Which of the rows behind the line it names; null: none.
  source_row jsonb check (pg_column_size(source_row) <= 2000),
  reason text not null check (length(reason) <= 4000),
  by_person_id uuid not null,
  handler_id uuid not null,
  appealed_at timestamptz not null,
  outcome text check (outcome in ('upheld', 'dismissed')),
  answer text check (length(answer) <= 4000),
  answer_decision_id uuid,
  answered_by uuid,
  answered_at timestamptz,
  -- The run that an upheld appeal to the data led to.
  rescored_run_no integer,
  primary key (company_id, appeal_id),
  foreign key (company_id, appraisal_id) references cycles.appraisal,
  check (handler_id <> by_person_id),
  check (num_nulls(outcome, answer, answer_decision_id, answered_by, answered_at) in (0, 5))
);
create unique index appeal_of_line on cycles.appeal (company_id, appraisal_id, segment_no, kpi_id, instance);
create unique index appeal_open_once on cycles.appeal (company_id, appraisal_id) where outcome is null;
call platform.protect('cycles.appeal');
revoke delete on cycles.appeal from kaohe_cycles;

-- Several appeals, each with its answer, may lie in one round.
drop index cycles.decision_effective_once;
create unique index decision_effective_once on cycles.decision (company_id, appraisal_id, stage, round)
  where voided_at is null and appraisal_id is not null and verb <> 'appeal' and stage <> 'appeal';

-- An adjustment of a line that the next run computes the same counts there as well.
alter table cycles.adjustment drop constraint adjustment_pkey, add primary key (company_id, decision_id, run_no, segment_no, kpi_id);

-- One decision (see `apply_decisions`) with the appeal it makes or answers.
create function cycles.apply_appeal(p_company uuid, p_account uuid, p_person uuid, p_request_id text, p_items jsonb, p_answer jsonb, p_appeal jsonb)
returns table (task_id uuid, applied boolean, current_version integer, earlier_hash bytea, earlier_reply jsonb)
language plpgsql as $$
#variable_conflict use_column
declare
  done record;
  item constant jsonb := p_items -> 0;
begin
  select * into strict done from cycles.apply_decisions(p_company, p_account, p_person, p_request_id, p_items, p_answer);
  if done.applied and item ->> 'verb' = 'appeal' then
    insert into cycles.appeal (company_id, appeal_id, appraisal_id, instance, run_no, segment_no, kpi_id, ground, source_row, reason,
                               by_person_id, handler_id, appealed_at)
    select p_company, (item ->> 'decisionId')::uuid, a.appraisal_id, x."instance", a.run_no, x."segmentNo", x."kpiId", x."ground", x."sourceRow",
           item ->> 'comment', p_person, x."handlerId", platform.now()
    from jsonb_to_record(p_appeal) as x("instance" integer, "segmentNo" integer, "kpiId" text, "ground" text, "sourceRow" jsonb, "handlerId" uuid)
    join cycles.appraisal a on a.company_id = p_company and a.appraisal_id = (item ->> 'appraisalId')::uuid;
  elsif done.applied then
    update cycles.appeal set outcome = p_appeal ->> 'outcome', answer = item ->> 'comment', answered_by = p_person,
      answered_at = platform.now(), answer_decision_id = (item ->> 'decisionId')::uuid
    where company_id = p_company and appraisal_id = (item ->> 'appraisalId')::uuid and outcome is null;
  end if;
  return query select done.task_id, done.applied, done.current_version, done.earlier_hash, done.earlier_reply;
end $$;
