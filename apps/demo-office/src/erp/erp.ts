import { type Fen, sumOf, yuan } from '../money.js';
import { month } from '../month.js';
import { customersOf } from './customers.js';
import { budgets, campaignsOf, type Expense, expensesOf, headcounts, leavers } from './marketing.js';
import { type Order, ordersBetween, ordersOf } from './orders.js';
import { type Plan, plansOf } from './plans.js';
import { type Receivable, receivablesOf } from './receivables.js';
import { type Table, tableOf } from './tables.js';

/** The whole ERP of the demo company, table by table. */
export function erpOf(seed: number): Table[] {
  const customers = customersOf(seed);
  const orders = ordersOf(seed, customers);
  const plans = plansOf(seed, orders);
  const receivables = receivablesOf(seed, orders, customers);
  const expenses = expensesOf(seed);
  return [
    tableOf(
      'customer',
      customers.map((row) => ({
        customer_no: row.customerNo,
        name: row.name,
        grade: row.grade,
        owner_code: row.ownerCode,
        won_on: row.wonOn,
      })),
    ),
    tableOf(
      'sales_order',
      orders.map((row) => ({
        row_id: row.rowId,
        order_no: row.orderNo,
        customer_no: row.customerNo,
        seller_code: row.sellerCode,
        ordered_on: row.orderedOn,
        amount: yuan(row.fen),
      })),
    ),
    tableOf(
      'sales_plan',
      plans.map((row) => ({
        plan_no: row.planNo,
        seller_code: row.sellerCode,
        valid_from: row.from,
        valid_to: row.to,
        amount: yuan(row.fen),
      })),
    ),
    tableOf(
      'receivable',
      receivables.map((row) => ({
        invoice_no: row.invoiceNo,
        order_no: row.orderNo,
        collector_code: row.collectorCode,
        due_on: row.dueOn,
        amount: yuan(row.fen),
        collected_on: row.collectedOn,
      })),
    ),
    tableOf(
      'marketing_budget',
      budgets.map((row) => ({
        budget_no: row.budgetNo,
        responsible_code: row.responsibleCode,
        month: row.month,
        amount: yuan(row.fen),
      })),
    ),
    tableOf(
      'marketing_expense',
      expenses.map((row) => ({
        expense_no: row.expenseNo,
        responsible_code: row.responsibleCode,
        booked_on: row.bookedOn,
        category: row.category,
        amount: yuan(row.fen),
      })),
    ),
    tableOf(
      'campaign',
      campaignsOf(seed).map((row) => ({
        campaign_no: row.campaignNo,
        name: row.name,
        operator_code: row.operatorCode,
        held_on: row.heldOn,
        cost: yuan(row.costFen),
        attributed_sales: yuan(row.attributedFen),
      })),
    ),
    tableOf(
      'core_headcount',
      headcounts.map((row) => ({
        month_end: row.monthEnd,
        responsible_code: row.responsibleCode,
        people: row.people,
      })),
    ),
    tableOf(
      'core_leaver',
      leavers.map((row) => ({
        leaver_no: row.leaverNo,
        responsible_code: row.responsibleCode,
        left_on: row.leftOn,
        post: row.post,
      })),
    ),
    monthClose(orders, plans, receivables, expenses),
  ];
}

/** The accountants close over every row of the tables: those that came twice, and those under codes that Kaohe does not know. */
function monthClose(
  orders: readonly Order[],
  plans: readonly Plan[],
  receivables: readonly Receivable[],
  expenses: readonly Expense[],
): Table {
  const due = receivables.filter((row) => row.dueOn >= month.from && row.dueOn < month.to);
  const onTime = due.filter((row) => row.collectedOn !== null && row.collectedOn <= row.dueOn);
  const totals: Record<string, Fen> = {
    sales_amount: sumOf(ordersBetween(orders, month.from, month.to).map((row) => row.fen)),
    sales_plan: sumOf(plans.map((row) => row.fen)),
    collections_due: sumOf(due.map((row) => row.fen)),
    collections_on_time: sumOf(onTime.map((row) => row.fen)),
    marketing_expense: sumOf(expenses.map((row) => row.fen)),
  };
  return tableOf(
    'month_close',
    Object.entries(totals).map(([measure, fen]) => ({ month: month.from, measure, total: yuan(fen) })),
  );
}
