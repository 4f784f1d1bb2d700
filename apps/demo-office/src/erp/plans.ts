import { sellers, transfer } from '../company/people.js';
import { type Fen, roundThousands, sumOf } from '../money.js';
import { daysBetween, month } from '../month.js';
import { levelOf } from '../skill.js';
import { firstDayOf } from './customers.js';
import { type Order, ordersBetween } from './orders.js';

export interface Plan {
  readonly planNo: string;
  readonly sellerCode: string;
  readonly from: string;
  readonly to: string;
  readonly fen: Fen;
}

/** Plans such that each person's level comes out of their own orders. */
export function plansOf(seed: number, orders: readonly Order[]): Plan[] {
  const ofMonth = ordersBetween(orders, month.from, month.to);
  return sellers.flatMap(({ code }) => {
    const sold = sumOf(ofMonth.filter((order) => order.sellerCode === code).map((order) => order.fen));
    const planned = roundThousands((sold * 1000) / levelOf(seed, code, 'sales'));
    return stretchesOf(code).map(({ from, to, share }) => ({
      planNo: `SP2610-${code}-${from.slice(8)}`,
      sellerCode: code,
      from,
      to,
      fen: roundThousands(planned * share),
    }));
  });
}

/** Who moves inside the month is planned for in two parts, so that each team carries its own. */
function stretchesOf(code: string): { from: string; to: string; share: number }[] {
  const from = firstDayOf(code);
  if (code !== transfer.code) return [{ from, to: month.to, share: 1 }];
  const days = daysBetween(from, month.to);
  return [
    { from, to: transfer.on, share: daysBetween(from, transfer.on) / days },
    { from: transfer.on, to: month.to, share: daysBetween(transfer.on, month.to) / days },
  ];
}
