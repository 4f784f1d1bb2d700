import { createHash } from 'node:crypto';
import { people, sellers, transfer } from './company/people.js';
import { defaultSeed } from './config.js';
import { erpOf } from './erp/erp.js';
import type { Table } from './erp/tables.js';
import { formerColleague, unknownCode } from './faults.js';
import { filesOf } from './files.js';
import { oaOf } from './office/oa.js';
import type { OfficeRecord } from './office/records.js';
import { ticketsOf } from './office/tickets.js';
import { answersIn, formsOf } from './surveys/answers.js';

const erp = erpOf(defaultSeed);
const table = (name: string): Record<string, unknown>[] => {
  const found = erp.find((one) => one.name === name) as Table;
  return found.rows.map((row) => Object.fromEntries(found.columns.map((column, index) => [column, row[index]])));
};
const records = (name: string): readonly OfficeRecord[] =>
  [...oaOf(defaultSeed).collections, ...ticketsOf(defaultSeed).collections].find((one) => one.name === name)?.records ??
  [];
const inOctober = (day: unknown): boolean => String(day) >= '2026-10-01' && String(day) < '2026-11-01';

/** Files that carry the time of their making differ a few seconds later. */
async function later<T>(work: () => Promise<T>): Promise<T> {
  jest.useFakeTimers({ now: Date.now() + 90_000_000, doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  try {
    return await work();
  } finally {
    jest.useRealTimers();
  }
}

describe('the demo company', () => {
  it('has 45 people in all ten positions, everybody under a manager', () => {
    expect(people).toHaveLength(45);
    expect(new Set(people.flatMap((person) => person.assignments.map((one) => one.positionId))).size).toBe(10);
    expect(people.flatMap((person) => person.assignments).filter((one) => one.managerCode === null)).toEqual([]);
    expect(new Set(people.map((person) => person.email)).size).toBe(45);
  });

  it('has one person who changes team on the 12th and one who joins on the 20th', () => {
    const movers = people.filter((person) => person.assignments.length > 1);
    expect(movers.map(({ code, assignments }) => [code, assignments[1]?.from, assignments[1]?.departmentCode])).toEqual(
      [[transfer.code, '2026-10-12', 'sales_south']],
    );
    expect(people.filter((person) => inOctober(person.hiredOn)).map((person) => person.hiredOn)).toEqual([
      '2026-10-20',
    ]);
  });
});

describe('the month', () => {
  it('is the same to the byte for one seed and another for another', async () => {
    const digest = async (seed: number): Promise<string> => {
      const hash = createHash('sha256').update(JSON.stringify(erpOf(seed)));
      for (const file of await filesOf(seed)) hash.update(file.path).update(file.content);
      return hash.digest('hex');
    };
    const [first, again, other] = [await digest(1), await later(() => digest(1)), await digest(2)];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('has about as many rows as a company of this size', () => {
    const orders = table('sales_order').filter((row) => inOctober(row.ordered_on)).length;
    const answers = answersIn(formsOf(defaultSeed));
    const counts = { orders, tickets: records('tickets').length, touches: records('touches').length, answers };
    expect(counts.orders).toBeGreaterThan(2700);
    expect(counts.orders).toBeLessThan(3300);
    expect(counts.tickets).toBeGreaterThan(850);
    expect(counts.tickets).toBeLessThan(950);
    expect(counts.touches).toBeGreaterThan(19_000);
    expect(counts.touches).toBeLessThan(21_000);
    expect(counts.answers).toBeGreaterThan(1100);
    expect(counts.answers).toBeLessThan(1300);
  });

  it('gives every seller a plan, invoices due and customers of before, so that no gap is by chance', () => {
    const gaps = sellers.flatMap(({ code }) => [
      ...(table('sales_plan').some((row) => row.seller_code === code) ? [] : [`${code} plan`]),
      ...(table('receivable').some((row) => row.collector_code === code && inOctober(row.due_on))
        ? []
        : [`${code} due`]),
      ...(table('customer').some((row) => row.owner_code === code && !inOctober(row.won_on))
        ? []
        : [`${code} customers`]),
    ]);
    expect(gaps).toEqual([]);
  });
});

describe('what is wrong with the sources', () => {
  it('orders come twice, and under codes that nobody has', () => {
    const orders = table('sales_order');
    const numbers = orders.map((row) => row.order_no);
    expect(numbers.length - new Set(numbers).size).toBe(6);
    const strangers = orders.filter(
      (row) => inOctober(row.ordered_on) && [unknownCode, formerColleague].includes(String(row.seller_code)),
    );
    expect(strangers).toHaveLength(4);
  });

  it('touches come twice, under a code nobody has, and for the month before', () => {
    const touches = records('touches');
    expect(touches.length - new Set(touches.map((touch) => touch.id)).size).toBe(12);
    expect(touches.filter((touch) => touch.employeeCode === unknownCode)).toHaveLength(7);
    expect(touches.filter((touch) => !inOctober(touch.touchedOn))).toHaveLength(3);
  });

  it('the ticket system counts more tickets than its list holds, and two answers have no time', () => {
    const [tickets] = ticketsOf(defaultSeed).collections;
    expect(tickets?.totals.tickets_received).toBe((tickets?.records.length ?? 0) + 9);
    expect(tickets?.records.filter((ticket) => ticket.answeredAt === '两小时左右')).toHaveLength(2);
  });

  it('one survey is empty, one has words and impossible figures, one is in the encoding of Chinese spreadsheets', async () => {
    const forms = formsOf(defaultSeed);
    expect(forms.find((form) => form.name === 'brand-tracking')?.rows).toEqual([]);
    const satisfaction = forms.find((form) => form.name === 'customer-satisfaction')?.rows.map((row) => row[3]);
    expect(satisfaction).toEqual(expect.arrayContaining(['很满意', '950']));
    const followUp = (await filesOf(defaultSeed)).find((file) => file.path === 'surveys/sales-follow-up.csv');
    expect(new TextDecoder('gb18030').decode(followUp?.content)).toMatch(
      /^回访编号,回访日期,销售工号,是否投诉\r\nFU00001,/,
    );
  });

  it('one campaign operator held no campaign, one brand manager no event, one agent heard no complaint', () => {
    const operators = table('campaign').filter((row) => inOctober(row.held_on));
    expect(new Set(operators.map((row) => row.operator_code))).toEqual(new Set(['E0007', 'E0008']));
    expect(table('campaign').filter((row) => String(row.held_on).startsWith('2026-09'))).toEqual([]);
    expect(new Set(records('events').map((event) => event.employeeCode))).toEqual(new Set(['E0002']));
    const complaints = records('tickets').filter((ticket) => ticket.kind === 'complaint');
    expect(complaints.filter((ticket) => ticket.employeeCode === 'E0045')).toEqual([]);
  });
});
