-- The demo company's ERP, as Kaohe finds it: grown over years, no foreign keys, employee codes as typed.
create table customer (
  customer_no text primary key,
  name text not null,
  grade text not null check (grade in ('A', 'B', 'C')),
  owner_code text not null,
  won_on date not null
);

-- Two branches export their tills into this table: now and then an order comes twice.
create table sales_order (
  row_id integer primary key,
  order_no text not null,
  customer_no text not null,
  seller_code text not null,
  ordered_on date not null,
  amount numeric(14, 2) not null
);
create index sales_order_day on sales_order (ordered_on);
create index sales_order_customer on sales_order (customer_no, ordered_on);

-- A plan holds for a stretch of a month: who moves or joins inside one has rows of their own.
create table sales_plan (
  plan_no text primary key,
  seller_code text not null,
  valid_from date not null,
  valid_to date not null,
  amount numeric(14, 2) not null
);

create table receivable (
  invoice_no text primary key,
  order_no text not null,
  collector_code text not null,
  due_on date not null,
  amount numeric(14, 2) not null,
  collected_on date
);
create index receivable_due on receivable (due_on);

create table marketing_budget (
  budget_no text primary key,
  responsible_code text not null,
  month date not null,
  amount numeric(14, 2) not null
);

create table marketing_expense (
  expense_no text primary key,
  responsible_code text not null,
  booked_on date not null,
  category text not null,
  amount numeric(14, 2) not null
);

create table campaign (
  campaign_no text primary key,
  name text not null,
  operator_code text not null,
  held_on date not null,
  cost numeric(14, 2) not null,
  attributed_sales numeric(14, 2) not null
);

-- The HR ledger: who stands in a core post at each month's end, and who left one.
create table core_headcount (
  month_end date primary key,
  responsible_code text not null,
  people integer not null
);
create table core_leaver (
  leaver_no text primary key,
  responsible_code text not null,
  left_on date not null,
  post text not null
);

-- What the ERP itself says each month adds up to, as its accountants closed it.
create table month_close (
  month date not null,
  measure text not null,
  total numeric(16, 2) not null,
  primary key (month, measure)
);
