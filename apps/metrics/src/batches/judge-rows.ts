import type { Transaction } from '../../../../libs/platform/database/index.js';

export interface Judging {
  readonly companyId: string;
  readonly sourceId: string;
  readonly cycleId: string;
  readonly from: string;
  readonly to: string;
  readonly mappingSha256: Buffer;
  /** The cycle's inputs are frozen: what would change them is late. */
  readonly frozen: boolean;
  /** A data owner puts a row right: it may also go back to what the source brought. */
  readonly correcting?: boolean;
}

/**
 * Gives every staged row its verdict: `left_out`, `unchanged` (counts already), `new`, `changed` (replaces what counts), `held` (with a
 * reason) or `held_before` (held for the same reason already). Nothing is guessed: of two different rows with one key neither counts.
 */
export async function judgeLoad(transaction: Transaction, judging: Judging): Promise<void> {
  await judgeRows(transaction, judging);
  await transaction.query(recogniseHeld, [judging.companyId, judging.sourceId, judging.cycleId]);
}

/** The same for rows that are held already: none is recognised as another's repetition but as its own. */
export async function judgeRows(transaction: Transaction, judging: Judging): Promise<void> {
  const { companyId, sourceId, from, to, mappingSha256, frozen, correcting = false } = judging;
  await transaction.query(findPeople);
  await transaction.query(judge, [companyId, sourceId, from, to, mappingSha256, frozen, correcting]);
}

const findPeople = `
  update staged_row r set person_id = p.person_id, reason = coalesce(r.reason, p.reason), detail = coalesce(r.detail, p.detail)
  from (
    select r.batch_id, r.dataset_id, r.row_no,
           case when count(distinct p.person_id) = 1 then min(p.person_id::text)::uuid end as person_id,
           case when count(distinct p.person_id) = 0 then 'unknown_person'
                when count(distinct p.person_id) > 1 then 'ambiguous_person' end as reason,
           jsonb_build_object('seen', min(r.employee_code)) as detail
    from staged_row r left join staged_person p on p.employee_code = r.employee_code
    where not r.left_out and r.employee_code is not null
    group by r.batch_id, r.dataset_id, r.row_no
  ) p
  where (r.batch_id, r.dataset_id, r.row_no) = (p.batch_id, p.dataset_id, p.row_no)`;

/** Order: what a row is to its fellows, then what it says itself, then whether its day fits. */
const judge = `
  with fellows as (
    select batch_id, dataset_id, row_no,
           row_number() over same_key as copy_no,
           first_value(row_no) over same_key as first_row_no,
           min(encode(sha256, 'hex')) over all_of_key <> max(encode(sha256, 'hex')) over all_of_key as conflicts
    from staged_row where not left_out
    window same_key as (partition by dataset_id, row_key order by batch_id, row_no),
           all_of_key as (partition by dataset_id, row_key)
  ), judged as (
    select r.batch_id, r.dataset_id, r.row_no, counting.batch_id as counting_batch_id,
           counting.origin_batch_id, counting.origin_row_no,
           counting.sha256 = r.sha256 and counting.mapping_sha256 = $5
             -- A correction stands for as long as the source brings the row that was corrected.
             or (not $7 and counting.origin_sha256 is not distinct from r.sha256) as same_counts,
           case
             when f.conflicts then 'conflicting_rows'
             when f.copy_no > 1 or (r.prior_reason in ('duplicate_row', 'conflicting_rows') and counting.sha256 = r.sha256)
               then 'duplicate_row'
             when r.reason is not null then r.reason
             when r.occurred_on < $3::date or r.occurred_on >= $4::date then 'out_of_period'
             when posts.number = 0 then 'no_assignment'
             when posts.number > 1 then 'ambiguous_assignment'
           end as reason,
           case
             when f.conflicts then jsonb_build_object('key', r.row_key)
             when f.copy_no > 1 then jsonb_build_object('key', r.row_key, 'firstRowNo', f.first_row_no)
             when r.reason is not null then r.detail
             when r.occurred_on < $3::date or r.occurred_on >= $4::date
               then jsonb_build_object('seen', r.occurred_on::text, 'from', $3::text, 'to', $4::text)
             else jsonb_build_object('seen', r.occurred_on::text)
           end as detail
    from staged_row r
    join fellows f using (batch_id, dataset_id, row_no)
    left join lateral (
      select s.batch_id, s.row_no, s.sha256, b.mapping_sha256, c.origin_sha256,
             coalesce(c.origin_batch_id, s.batch_id) as origin_batch_id, coalesce(c.origin_row_no, s.row_no) as origin_row_no
      from metrics.source_row s join metrics.batch b on b.company_id = s.company_id and b.batch_id = s.batch_id
      left join metrics.correction c on c.company_id = s.company_id and c.batch_id = s.batch_id
      where s.company_id = $1 and s.source_id = $2 and s.dataset_id = r.dataset_id and s.row_key = r.row_key
        and s.accepted_revision is not null and s.retired_revision is null
    ) counting on true
    left join lateral (
      select count(*) as number from staged_assignment a
      where a.person_id = r.person_id and a.valid_from <= r.occurred_on and (a.valid_to is null or a.valid_to > r.occurred_on)
    ) posts on true
  ), decided as (
    select *, case
        when reason in ('conflicting_rows', 'duplicate_row') then 'held'
        when same_counts then 'unchanged'
        when reason is not null then 'held'
        when $6 then 'late'
        when counting_batch_id is not null then 'changed'
        else 'new' end as decision
    from judged
  )
  update staged_row r set
    verdict = case d.decision when 'late' then 'held' else d.decision end,
    reason = case d.decision when 'held' then d.reason when 'late' then 'late' end,
    detail = case d.decision
      when 'held' then d.detail
      when 'late' then jsonb_build_object('change', case when d.counting_batch_id is null then 'new' else 'changed' end) end,
    same_as_batch_id = case d.decision when 'unchanged' then d.origin_batch_id end,
    same_as_row_no = case d.decision when 'unchanged' then d.origin_row_no end
  from decided d where (r.batch_id, r.dataset_id, r.row_no) = (d.batch_id, d.dataset_id, d.row_no)`;

/** The same row held for the same reason is the same case: it is not opened twice, and what was set aside stays so. */
const recogniseHeld = `
  update staged_row r set verdict = 'held_before', same_as_batch_id = q.batch_id, same_as_row_no = q.row_no
  from metrics.quarantined_row q
  where r.verdict = 'held' and q.company_id = $1 and q.source_id = $2 and q.cycle_id = $3 and q.dataset_id = r.dataset_id
    and q.row_key = r.row_key and q.sha256 = r.sha256 and q.reason = r.reason and q.state in ('open', 'ignored')
    and q.detail ->> 'change' is distinct from 'withdrawn'
    -- Copies of one row are told apart by their order.
    and (q.reason not in ('duplicate_row', 'conflicting_rows') or (
      select count(*) from staged_row e
      where e.dataset_id = r.dataset_id and e.row_key = r.row_key and e.sha256 = r.sha256 and e.reason = r.reason and e.row_no < r.row_no
    ) = (
      select count(*) from metrics.quarantined_row e
      where e.company_id = q.company_id and e.source_id = q.source_id and e.cycle_id = q.cycle_id and e.dataset_id = q.dataset_id
        and e.row_key = q.row_key and e.sha256 = q.sha256 and e.reason = q.reason and e.state in ('open', 'ignored')
        and e.quarantined_row_id < q.quarantined_row_id
    ))`;
