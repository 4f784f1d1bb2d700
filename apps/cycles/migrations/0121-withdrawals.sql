-- 撤回: whoever decided took it back before the next person acted. The decision is void and stays.
create table cycles.withdrawal (
  company_id uuid not null,
  decision_id uuid not null,
  appraisal_id uuid not null,
  by_person_id uuid not null,
  by_account_id uuid not null,
  reason text check (length(reason) <= 1000),
  withdrawn_at timestamptz not null default platform.now(),
  primary key (company_id, decision_id),
  foreign key (company_id, decision_id) references cycles.decision,
  foreign key (company_id, appraisal_id) references cycles.appraisal
);
call platform.protect('cycles.withdrawal');

-- What a decision made void when it was made counts again.
create function cycles.restore_results(p_company uuid, p_appraisal uuid, p_decision uuid) returns void language plpgsql as $$
declare
  decided constant timestamptz := (select d.decided_at from cycles.decision d where d.company_id = p_company and d.decision_id = p_decision);
begin
  -- One score a line counts: what comes back takes the place of what it had taken the place of.
  update cycles.adjustment f set voided_at = r.adjusted_at
    from cycles.adjustment r
    where r.company_id = p_company and r.appraisal_id = p_appraisal and r.decision_id <> p_decision and r.voided_at = decided
      and f.company_id = p_company and f.appraisal_id = p_appraisal and f.segment_no = r.segment_no and f.kpi_id = r.kpi_id
      and f.voided_at is null;
  update cycles.adjustment set voided_at = null
    where company_id = p_company and appraisal_id = p_appraisal and decision_id <> p_decision and voided_at = decided;
  update cycles.interview set voided_at = null
    where company_id = p_company and appraisal_id = p_appraisal and decision_id <> p_decision and voided_at = decided;
  update cycles.acknowledgement set voided_at = null
    where company_id = p_company and appraisal_id = p_appraisal and decision_id <> p_decision and voided_at = decided;
  update cycles.self_review set voided_at = null
    where company_id = p_company and appraisal_id = p_appraisal and decision_id <> p_decision and voided_at = decided;
  update cycles.decision set voided_at = null
    where company_id = p_company and appraisal_id = p_appraisal and decision_id <> p_decision and voided_at = decided;
end $$;

-- A decision that was taken back, with the scores it moved.
create function cycles.void_decision(p_company uuid, p_appraisal uuid, p_decision uuid, p_at timestamptz) returns void language sql as $$
  update cycles.adjustment set voided_at = p_at
    where company_id = p_company and appraisal_id = p_appraisal and decision_id = p_decision and voided_at is null;
  update cycles.decision set voided_at = p_at
    where company_id = p_company and decision_id = p_decision and voided_at is null;
$$;

-- The second review's decision that counts is made void by the return `p_return`, as of that return, so that its withdrawal finds it.
create function cycles.void_second_review(p_company uuid, p_appraisal uuid, p_return uuid) returns void language plpgsql as $$
declare
  returned constant timestamptz := (select d.decided_at from cycles.decision d where d.company_id = p_company and d.decision_id = p_return);
  second uuid;
begin
  for second in select d.decision_id from cycles.decision d
    where d.company_id = p_company and d.appraisal_id = p_appraisal and d.stage = 'second_review' and d.voided_at is null
  loop
    perform cycles.void_decision(p_company, p_appraisal, second, returned);
    update cycles.adjustment set voided_at = null
      where company_id = p_company and appraisal_id = p_appraisal and decision_id <> second
        and voided_at = (select d.decided_at from cycles.decision d where d.company_id = p_company and d.decision_id = second);
  end loop;
end $$;
