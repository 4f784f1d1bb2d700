-- Longer routes: a self-review before, a second review after the manager's, the head's word after HR's.
alter table cycles.appraisal drop constraint appraisal_stage_check, add constraint appraisal_stage_check check (stage in
  ('collecting', 'scored', 'blocked', 'self_review', 'manager_review', 'second_review', 'recheck', 'waiting_rescore', 'interview',
   'acknowledgement', 'acknowledged', 'signed_off', 'excluded', 'cancelled'));
alter table cycles.task drop constraint task_stage_check, add constraint task_stage_check check (stage in
  ('collect', 'self_review', 'manager_review', 'second_review', 'interview', 'acknowledgement', 'recheck', 'data_gap', 'sign_off',
   'head_sign_off'));
drop index cycles.task_sign_off_once;
create unique index task_sign_off_once on cycles.task (company_id, cycle_id)
  where stage in ('sign_off', 'head_sign_off') and closed_at is null;

-- What somebody says of their own period, in their words.
create table cycles.self_review (
  company_id uuid not null,
  decision_id uuid not null,
  appraisal_id uuid not null,
  round integer not null,
  achievements text not null,
  difficulties text,
  plans text,
  by_person_id uuid not null,
  submitted_at timestamptz not null,
  voided_at timestamptz,
  primary key (company_id, decision_id)
);
create unique index self_review_counts_once on cycles.self_review (company_id, appraisal_id) where voided_at is null;
call platform.protect('cycles.self_review');

-- What a return makes void stays in the history, marked. Somebody's self-review stands unless it is what they are asked for again.
create or replace function cycles.void_results(p_company uuid, p_appraisals uuid[], p_at timestamptz) returns void language plpgsql as $$
begin
  update cycles.adjustment set voided_at = p_at where company_id = p_company and appraisal_id = any(p_appraisals) and voided_at is null;
  update cycles.interview set voided_at = p_at where company_id = p_company and appraisal_id = any(p_appraisals) and voided_at is null;
  update cycles.acknowledgement set voided_at = p_at where company_id = p_company and appraisal_id = any(p_appraisals) and voided_at is null;
  update cycles.decision set voided_at = p_at
    where company_id = p_company and appraisal_id = any(p_appraisals) and voided_at is null
      and stage in ('manager_review', 'second_review', 'interview', 'acknowledgement');
end $$;

-- The same as in 0062, and self-reviews, and a second reviewer's adjustments.
create or replace function cycles.apply_decisions(p_company uuid, p_account uuid, p_person uuid, p_request_id text, p_items jsonb, p_answer jsonb)
returns table (task_id uuid, applied boolean, current_version integer, earlier_hash bytea, earlier_reply jsonb)
language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  moment constant timestamptz := platform.now();
  -- A json document is taken for a hundred rows, and a hundred are sought by reading all; so few ids are looked up one by one.
  appraisals constant uuid[] := array(select (i ->> 'appraisalId')::uuid from jsonb_array_elements(p_items) i);
  tasks constant uuid[] := array(select (i ->> 'taskId')::uuid from jsonb_array_elements(p_items) i);
  fresh uuid[];
begin
  perform set_config('kaohe.company_id', p_company::text, true), set_config('kaohe.person_id', coalesce(p_person::text, ''), true);

  -- One order of locking for everybody: batches cannot deadlock each other.
  perform from cycles.appraisal a
    where a.company_id = p_company and a.appraisal_id = any(appraisals)
    order by a.appraisal_id for update;

  if p_answer is not null then
    return query
      select (p_items -> 0 ->> 'taskId')::uuid, false, null::integer, e.request_hash, e.reply from cycles.idempotency e
      where e.company_id = p_company and e.account_id = p_account
        and e.subject = p_answer ->> 'subject' and e.key = p_answer ->> 'key';
    if found then return; end if;
  end if;

  select coalesce(array_agg(t.task_id), '{}') into fresh
  from jsonb_array_elements(p_items) i
  join cycles.appraisal a on a.company_id = p_company and a.appraisal_id = (i ->> 'appraisalId')::uuid
    and a.appraisal_id = any(appraisals) and a.version = (i ->> 'version')::integer
  join cycles.task t on t.company_id = p_company and t.task_id = (i ->> 'taskId')::uuid and t.task_id = any(tasks) and t.appraisal_id = a.appraisal_id
    and t.closed_at is null
  join cycles.cycle c on c.company_id = p_company and c.cycle_id = a.cycle_id
    and c.state in ('scoring', 'in_review') and c.paused_at is null;

  if fresh <> '{}' then
    if p_answer is not null then
      insert into cycles.idempotency (company_id, account_id, subject, key, request_hash, reply)
      values (p_company, p_account, p_answer ->> 'subject', p_answer ->> 'key', decode(p_answer ->> 'hash', 'hex'), p_answer -> 'reply');
    end if;

    if p_items @? '$[*] ? (@.voids == true)' then
      perform cycles.void_results(p_company, array(
        select (i ->> 'appraisalId')::uuid from jsonb_array_elements(p_items) i
        where (i ->> 'taskId')::uuid = any(fresh) and (i ->> 'voids')::boolean), moment);
      update cycles.self_review s set voided_at = moment
      where s.company_id = p_company and s.voided_at is null and s.appraisal_id = any(array(
        select (i ->> 'appraisalId')::uuid from jsonb_array_elements(p_items) i
        where (i ->> 'taskId')::uuid = any(fresh) and i ->> 'toStage' = 'self_review'));
    end if;

    update cycles.task t
    set closed_at = moment, outcome = i."verb", closed_by = p_person
    from jsonb_to_recordset(p_items) as i("taskId" uuid, "verb" text)
    where t.company_id = p_company and t.task_id = i."taskId" and t.task_id = any(fresh);

    insert into cycles.decision (company_id, decision_id, cycle_id, appraisal_id, task_id, stage, round, verb,
                                 by_person_id, by_account_id, opened_at, decided_at, comment, voided_at)
    select p_company, i."decisionId", t.cycle_id, t.appraisal_id, t.task_id, t.stage, i."round", i."verb",
           p_person, p_account, t.opened_at, moment, i."comment", null
    from jsonb_to_recordset(p_items) as i("taskId" uuid, "decisionId" uuid, "round" integer, "verb" text, "comment" text)
    join cycles.task t on t.company_id = p_company and t.task_id = i."taskId"
    where t.task_id = any(fresh);

    update cycles.appraisal a
    set stage = i."toStage", round = i."toRound", version = a.version + 1,
        total = i."total", total_unrounded = i."totalUnrounded", grade = i."grade",
        released_at = case when i."releases" then moment when i."voids" then null else a.released_at end
    from jsonb_to_recordset(p_items) as i("taskId" uuid, "appraisalId" uuid, "toStage" text, "toRound" integer,
      "total" numeric, "totalUnrounded" text, "grade" text, "releases" boolean, "voids" boolean)
    where a.company_id = p_company and a.appraisal_id = i."appraisalId" and a.appraisal_id = any(appraisals) and i."taskId" = any(fresh);

    insert into cycles.task (company_id, task_id, cycle_id, appraisal_id, cohort_no, stage, round, assignee_id,
                             opened_at, due_at, remind_at, escalate_at, escalate_to, deems)
    select p_company, n."taskId", a.cycle_id, a.appraisal_id, a.cohort_no, n."stage", a.round, n."assigneeId",
           moment, n."dueAt", n."remindAt", n."escalateAt", n."escalateTo", n."deems"
    from jsonb_to_recordset(p_items) as i("taskId" uuid, "appraisalId" uuid, "next" jsonb)
    cross join jsonb_to_record(i."next") as n("taskId" uuid, "stage" text, "assigneeId" uuid, "dueAt" timestamptz,
      "remindAt" timestamptz[], "escalateAt" timestamptz, "escalateTo" uuid, "deems" boolean)
    join cycles.appraisal a on a.company_id = p_company and a.appraisal_id = i."appraisalId" and a.appraisal_id = any(appraisals)
    where i."taskId" = any(fresh) and jsonb_typeof(i."next") = 'object';

    if p_items @? '$[*].selfReview.achievements' then
      insert into cycles.self_review (company_id, decision_id, appraisal_id, round, achievements, difficulties, plans, by_person_id, submitted_at)
      select p_company, i."decisionId", i."appraisalId", i."round", v."achievements", v."difficulties", v."plans", p_person, moment
      from jsonb_to_recordset(p_items) as i("taskId" uuid, "appraisalId" uuid, "decisionId" uuid, "round" integer, "selfReview" jsonb)
      cross join jsonb_to_record(i."selfReview") as v("achievements" text, "difficulties" text, "plans" text)
      where i."taskId" = any(fresh);
    end if;

    if p_items @? '$[*].adjustments[*]' then
      -- A second reviewer's score takes the place of the first one's.
      update cycles.adjustment e set voided_at = moment
      from jsonb_to_recordset(p_items) as i("taskId" uuid, "appraisalId" uuid, "adjustments" jsonb)
      cross join jsonb_to_recordset(i."adjustments") as d("segmentNo" integer, "kpiId" text)
      where e.company_id = p_company and e.appraisal_id = i."appraisalId" and e.appraisal_id = any(appraisals)
        and e.segment_no = d."segmentNo" and e.kpi_id = d."kpiId" and e.voided_at is null and i."taskId" = any(fresh);
      insert into cycles.adjustment (company_id, appraisal_id, decision_id, run_no, segment_no, kpi_id, score_before, score_after,
                                     reason, by_person_id, adjusted_at)
      select p_company, a.appraisal_id, i."decisionId", a.run_no, d."segmentNo", d."kpiId", d."scoreBefore", d."score",
             d."reason", p_person, moment
      from jsonb_to_recordset(p_items) as i("taskId" uuid, "appraisalId" uuid, "decisionId" uuid, "adjustments" jsonb)
      cross join jsonb_to_recordset(i."adjustments") as d("segmentNo" integer, "kpiId" text, "scoreBefore" numeric, "score" numeric, "reason" text)
      join cycles.appraisal a on a.company_id = p_company and a.appraisal_id = i."appraisalId" and a.appraisal_id = any(appraisals)
      where i."taskId" = any(fresh);
    end if;

    if p_items @? '$[*].interview.strengths' then
      insert into cycles.interview (company_id, decision_id, appraisal_id, round, strengths, weaknesses, directions, by_person_id, recorded_at)
      select p_company, i."decisionId", i."appraisalId", i."round", v."strengths", v."weaknesses", v."directions", p_person, moment
      from jsonb_to_recordset(p_items) as i("taskId" uuid, "appraisalId" uuid, "decisionId" uuid, "round" integer, "interview" jsonb)
      cross join jsonb_to_record(i."interview") as v("strengths" text, "weaknesses" text, "directions" text)
      where i."taskId" = any(fresh);
      insert into cycles.interview_action (company_id, decision_id, action_no, text, owner_person_id, due_on)
      select p_company, i."decisionId", x.no, x.action ->> 'text', (x.action ->> 'ownerPersonId')::uuid, (x.action ->> 'dueOn')::date
      from jsonb_to_recordset(p_items) as i("taskId" uuid, "decisionId" uuid, "interview" jsonb)
      cross join jsonb_array_elements(i."interview" -> 'actions') with ordinality as x(action, no)
      where i."taskId" = any(fresh);
    end if;

    if p_items @? '$[*] ? (@.verb == "acknowledge")' then
      insert into cycles.acknowledgement (company_id, decision_id, appraisal_id, round, deemed, by_person_id, comment, acknowledged_at)
      select p_company, i."decisionId", i."appraisalId", i."round", false, p_person, i."comment", moment
      from jsonb_to_recordset(p_items) as i("taskId" uuid, "appraisalId" uuid, "decisionId" uuid, "round" integer, "verb" text, "comment" text)
      where i."taskId" = any(fresh) and i."verb" = 'acknowledge';
    end if;

    if p_items @? '$[*].exclusions[*]' then
      insert into cycles.exclusion (company_id, decision_id, appraisal_id, segment_no, kpi_id, reason, approved_by, approved_at)
      select p_company, i."decisionId", i."appraisalId", x."segmentNo", x."kpiId", x."reason", p_person, moment
      from jsonb_to_recordset(p_items) as i("taskId" uuid, "appraisalId" uuid, "decisionId" uuid, "exclusions" jsonb)
      cross join jsonb_to_recordset(i."exclusions") as x("segmentNo" integer, "kpiId" text, "reason" text)
      where i."taskId" = any(fresh)
      on conflict (company_id, appraisal_id, segment_no, kpi_id) do update
        set decision_id = excluded.decision_id, reason = excluded.reason, approved_by = excluded.approved_by, approved_at = excluded.approved_at;
    end if;

    insert into audit.entry (company_id, actor_account_id, actor_person_id, action, subject_type, subject_id, about_person_id,
                             before, after, reason, request_id)
    select p_company, p_account, p_person, 'appraisal.decided', 'appraisal', i."appraisalId"::text, i."personId",
           i."before", i."after", i."comment", p_request_id
    from jsonb_to_recordset(p_items) as i("taskId" uuid, "appraisalId" uuid, "personId" uuid, "before" jsonb, "after" jsonb, "comment" text)
    where i."taskId" = any(fresh);

    insert into cycles.outbox (company_id, destination, batch_key, type, payload, request_id)
    select p_company, e."destination", e."batchKey", e."type", e."payload", p_request_id
    from jsonb_to_recordset(p_items) as i("taskId" uuid, "events" jsonb)
    cross join jsonb_to_recordset(i."events") as e("destination" text, "batchKey" text, "type" text, "payload" jsonb)
    where i."taskId" = any(fresh);
  end if;

  return query
    select i."taskId", i."taskId" = any(fresh), a.version, null::bytea, null::jsonb
    from jsonb_to_recordset(p_items) as i("taskId" uuid, "appraisalId" uuid)
    left join cycles.appraisal a on a.company_id = p_company and a.appraisal_id = i."appraisalId" and a.appraisal_id = any(appraisals);
end $$;
