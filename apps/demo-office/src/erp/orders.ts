import { joinerCode } from '../company/people.js';
import { formerColleague, unknownCode } from '../faults.js';
import type { Fen } from '../money.js';
import { addDays, daysBetween, laterOf, month } from '../month.js';
import { Random } from '../random.js';
import { type Customer, firstDayOf, isKeyAccountRep } from './customers.js';

export interface Order {
  readonly rowId: number;
  readonly orderNo: string;
  readonly customerNo: string;
  readonly sellerCode: string;
  readonly orderedOn: string;
  readonly fen: Fen;
}
type Unnumbered = Omit<Order, 'rowId' | 'orderNo'>;

/** A year's light history, the month's own orders, and what is wrong with them. */
export function ordersOf(seed: number, customers: readonly Customer[]): Order[] {
  const sound = customers
    .flatMap((customer) => [...historyOf(seed, customer), ...monthOf(seed, customer)])
    .sort((a, b) => (a.orderedOn < b.orderedOn ? -1 : a.orderedOn > b.orderedOn ? 1 : 0))
    .map((order, index) => ({ ...order, rowId: index + 1, orderNo: `SO${String(index + 1).padStart(6, '0')}` }));
  return [...sound, ...faultyOrders(seed, sound)];
}

function historyOf(seed: number, customer: Customer): Unnumbered[] {
  if (customer.wonOn >= month.from) return [];
  const random = new Random(seed, `history/${customer.customerNo}`);
  const sellerCode = customer.ownerCode === joinerCode ? formerColleague : customer.ownerCode;
  const first = {
    customerNo: customer.customerNo,
    sellerCode,
    orderedOn: customer.wonOn,
    fen: amountOf(random, customer),
  };
  // An order of September falls due in October: these are what the month's collections are about.
  if (!random.perMille(300)) return [first];
  const again = laterOf(customer.wonOn, addDays(month.from, -random.between(1, 30)));
  return [first, { ...first, orderedOn: again, fen: amountOf(random, customer) }];
}

function monthOf(seed: number, customer: Customer): Unnumbered[] {
  const isNew = customer.wonOn >= month.from;
  if (!isNew && !customer.returns) return [];
  const random = new Random(seed, `month/${customer.customerNo}`);
  const from = laterOf(customer.wonOn, firstDayOf(customer.ownerCode));
  const count = isNew
    ? random.between(1, 2)
    : isKeyAccountRep(customer.ownerCode)
      ? random.between(5, 10)
      : random.between(2, 5);
  return Array.from({ length: count }, (_, index) => ({
    customerNo: customer.customerNo,
    sellerCode: customer.ownerCode,
    orderedOn:
      isNew && index === 0 ? customer.wonOn : addDays(from, random.between(0, daysBetween(from, month.to) - 1)),
    fen: amountOf(random, customer),
  }));
}

function amountOf(random: Random, customer: Customer): Fen {
  const middle = customer.grade === 'A' ? 1_400_000 : customer.grade === 'B' ? 700_000 : 320_000;
  const size = isKeyAccountRep(customer.ownerCode) ? 3 : 1;
  return Math.round((middle * size * random.between(550, 1450)) / 1000);
}

/** Orders that came twice, and orders under codes nobody has. */
function faultyOrders(seed: number, sound: readonly Order[]): Order[] {
  const random = new Random(seed, 'orders/faults');
  const ofMonth = sound.filter((order) => order.orderedOn >= month.from);
  const twice = Array.from({ length: 6 }, () => random.pick(ofMonth));
  const strangers = Array.from({ length: 4 }, (_, index) => ({
    ...random.pick(ofMonth),
    orderNo: `SO9000${String(index + 1).padStart(2, '0')}`,
    sellerCode: index < 2 ? unknownCode : formerColleague,
  }));
  return [...new Set(twice), ...strangers].map((order, index) => ({ ...order, rowId: sound.length + index + 1 }));
}

export const ordersBetween = (orders: readonly Order[], from: string, to: string): Order[] =>
  orders.filter((order) => order.orderedOn >= from && order.orderedOn < to);
