-- Every figure of October that counts, straight from the sources: written a second time, in another way than the mappings in ../sources.
create temporary table observation (employee_code text, input_id text, counted_on date, value numeric);

-- ERP ---------------------------------------------------------------------------------------------------------------------

insert into observation
select distinct on (order_no) seller_code, 'sales_amount', ordered_on, amount
from sales_order where ordered_on between '2026-10-01' and '2026-10-31' order by order_no, row_id;

insert into observation
select seller_code, 'sales_plan', valid_from, amount from sales_plan where date_trunc('month', valid_from) = '2026-10-01';

insert into observation
select collector_code, 'collections_due', due_on, amount from receivable where date_trunc('month', due_on) = '2026-10-01';

insert into observation
select collector_code, 'collections_on_time', due_on, amount from receivable
where date_trunc('month', due_on) = '2026-10-01' and collected_on <= due_on;

insert into observation
select owner_code, 'new_customers', won_on, 1 from customer where date_trunc('month', won_on) = '2026-10-01';

insert into observation
select owner_code, 'new_quality_customers', won_on, 1 from customer
where date_trunc('month', won_on) = '2026-10-01' and grade = 'A';

-- Who is planned for and won nobody won none: that is a figure.
insert into observation
select seller_code, input_id, valid_from, 0
from sales_plan, (values ('new_customers'), ('new_quality_customers')) inputs (input_id)
where date_trunc('month', valid_from) = '2026-10-01';

insert into observation
select owner_code, 'customers_active', '2026-10-31', 1 from customer
where customer_no in (select customer_no from sales_order where ordered_on between '2025-10-01' and '2026-09-30');

insert into observation
select owner_code, 'customers_repurchasing', '2026-10-31', 1 from customer
where customer_no in (select customer_no from sales_order where ordered_on between '2025-10-01' and '2026-09-30')
  and customer_no in (select customer_no from sales_order where ordered_on between '2026-10-01' and '2026-10-31');

insert into observation
select responsible_code, 'marketing_budget', month, amount from marketing_budget where month = '2026-10-01';

insert into observation
select responsible_code, 'marketing_expense', booked_on, amount from marketing_expense
where date_trunc('month', booked_on) = '2026-10-01';

insert into observation
select operator_code, input_id, held_on, value
from campaign, lateral (values ('campaign_cost', cost), ('campaign_return', attributed_sales)) inputs (input_id, value)
where date_trunc('month', held_on) = '2026-10-01';

-- OA and tickets ----------------------------------------------------------------------------------------------------------

create temporary view office as
select distinct on (collection, record ->> 'id') collection, record ->> 'employeeCode' as code, record
from office_record order by collection, record ->> 'id', position;

insert into observation
select code, 'touches_effective', (record ->> 'touchedOn')::date, (record -> 'effective')::boolean::int
from office where collection = 'touches';

insert into observation
select code, input_id, (record ->> 'qualifiedOn')::date, value
from office, lateral (values ('leads_qualified', 1), ('leads_won', (record ->> 'stage' = 'won')::int)) inputs (input_id, value)
where collection = 'leads';

insert into observation
select code, input_id, (record ->> 'dueOn')::date, value
from office, lateral (values ('reports_due', 1),
  ('reports_on_time', ((record ->> 'submittedOn')::date <= (record ->> 'dueOn')::date)::int)) inputs (input_id, value)
where collection = 'reports';

insert into observation
select code, input_id, (record ->> 'submittedOn')::date, value
from office, lateral (values ('findings_submitted', 1), ('findings_adopted', (record -> 'adopted')::boolean::int)) inputs (input_id, value)
where collection = 'findings';

insert into observation
select code, input_id, (record ->> 'readOn')::date, value
from office, lateral (values ('content_reads', (record ->> 'reads')::numeric), ('content_leads', (record ->> 'leads')::numeric)) inputs (input_id, value)
where collection = 'content';

insert into observation
select code, 'event_views', (record ->> 'heldOn')::date, (record ->> 'viewers')::numeric from office where collection = 'events';

insert into observation
select code, input_id, (record ->> 'capturedOn')::date, value
from office, lateral (values ('campaign_leads', 1),
  ('campaign_leads_converted', (record -> 'converted')::boolean::int)) inputs (input_id, value)
where collection = 'campaign-leads';

-- Within a day of hearing of it; the day is that of the company's clocks.
create temporary view heard as
select collection, code, (record ->> case collection when 'negative-news' then 'reportedAt' else 'seenAt' end)::timestamptz as heard_at,
       (record ->> case collection when 'negative-news' then 'answeredAt' else 'passedOnAt' end)::timestamptz as dealt_at
from office where collection in ('negative-news', 'competitor-news');

insert into observation
select code, replace(collection, '-', '_') || suffix, (heard_at at time zone 'Asia/Shanghai')::date, value
from heard, lateral (values ('_due', 1), ('_on_time', (dealt_at <= heard_at + interval '24 hours')::int)) inputs (suffix, value);

-- A ticket whose answer has no time is held back whole.
create temporary view ticket as
select code, record ->> 'kind' as kind, record ->> 'state' as state, (record -> 'repeatsEarlier')::boolean as repeats,
       (record ->> 'receivedAt')::timestamptz as received_at,
       (record ->> 'answeredAt')::timestamptz as answered_at, (record ->> 'solvedAt')::timestamptz as solved_at
from office where collection = 'tickets' and coalesce(record ->> 'answeredAt', '2026') ~ '^2026';

insert into observation
select code, input_id, (received_at at time zone 'Asia/Shanghai')::date, value
from ticket, lateral (values
  ('tickets_received', 1), ('tickets_resolved', (state = 'resolved')::int), ('complaints_repeated', repeats::int),
  ('responses', case when kind = 'consultation' then 1 end),
  ('response_hours', case when kind = 'consultation' then extract(epoch from answered_at - received_at) / 3600 end),
  ('complaints_resolved', case when kind = 'complaint' and solved_at is not null then 1 end),
  ('resolution_hours', case when kind = 'complaint' then extract(epoch from solved_at - received_at) / 3600 end)
) inputs (input_id, value)
where value is not null;

-- Surveys -----------------------------------------------------------------------------------------------------------------

create temporary view answered as
select distinct on (form, cells ->> 0, case form when 'search-index' then cells ->> 1 end) form, cells
from answer order by form, cells ->> 0, case form when 'search-index' then cells ->> 1 end, position;

insert into observation
select cells ->> 2, input_id, (cells ->> 1)::date, value
from (select cells from answered where form = 'customer-satisfaction' and cells ->> 3 ~ '^\d+$') sound,
  lateral (values ('customer_score', (cells ->> 3)::numeric), ('customers_asked', 1),
    ('customers_recommending', (cells ->> 4 = '愿意')::int)) inputs (input_id, value)
where (cells ->> 3)::numeric <= 100;

insert into observation
select cells ->> 2, input_id, (cells ->> 1)::date, value
from answered, lateral (values ('survey_customers', 1), ('complaints', (cells ->> 3 = '是')::int)) inputs (input_id, value)
where form = 'sales-follow-up' and cells ->> 3 in ('是', '否');

insert into observation
select cells ->> 2, 'participant_score', (cells ->> 1)::date, (cells ->> 3)::numeric from answered where form = 'participants';

insert into observation
select cells ->> 1, input_id, (cells ->> 0 || '-01')::date, value
from answered, lateral (values ('search_index', (cells ->> 2)::numeric), ('search_index_previous', (cells ->> 3)::numeric)) inputs (input_id, value)
where form = 'search-index';

-- What is not October's, and what is of nobody in the company on that day.
delete from observation o
where counted_on not between '2026-10-01' and '2026-10-31'
   or not exists (select from assignment a where a.code = o.employee_code and o.counted_on >= a.valid_from and o.counted_on < a.valid_to);
