import { joinerCode } from '../company/people.js';
import { formerColleague } from '../faults.js';
import type { Fen } from '../money.js';
import { addDays, month } from '../month.js';
import { Random } from '../random.js';
import { levelOf, shareAt } from '../skill.js';
import { type Customer, firstDayOf } from './customers.js';
import type { Order } from './orders.js';

export interface Receivable {
  readonly invoiceNo: string;
  readonly orderNo: string;
  readonly collectorCode: string;
  readonly dueOn: string;
  readonly fen: Fen;
  readonly collectedOn: string | null;
}

const termDays = 30;

/** One invoice an order, due after thirty days, collected by whoever has the customer then. */
export function receivablesOf(seed: number, orders: readonly Order[], customers: readonly Customer[]): Receivable[] {
  const owners = new Map(customers.map((customer) => [customer.customerNo, customer.ownerCode]));
  const once = [...new Map(orders.map((order) => [order.orderNo, order])).values()];
  return once.map((order) => {
    const dueOn = addDays(order.orderedOn, termDays);
    const collectorCode = collectorOf(owners.get(order.customerNo) ?? order.sellerCode, dueOn);
    return {
      invoiceNo: order.orderNo.replace('SO', 'INV'),
      orderNo: order.orderNo,
      collectorCode,
      dueOn,
      fen: order.fen,
      collectedOn: collectedOn(seed, collectorCode, order.orderNo, dueOn),
    };
  });
}

/** The joiner took over from a colleague who had left; until the first day the ERP goes on naming that colleague. */
const collectorOf = (ownerCode: string, dueOn: string): string =>
  ownerCode === joinerCode && dueOn < firstDayOf(joinerCode) ? formerColleague : ownerCode;

function collectedOn(seed: number, collectorCode: string, orderNo: string, dueOn: string): string | null {
  // The extract is made at the month's end: what falls due later is still open.
  if (dueOn >= month.to) return null;
  const random = new Random(seed, `collected/${orderNo}`);
  if (random.perMille(shareAt(980, levelOf(seed, collectorCode, 'collection'))))
    return addDays(dueOn, -random.between(0, 9));
  return random.perMille(500) ? addDays(dueOn, random.between(1, 12)) : null;
}
