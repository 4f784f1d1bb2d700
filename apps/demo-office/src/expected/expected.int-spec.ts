import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { projectRoot } from '../../../../libs/platform/config/index.js';
import { emptyDatabase, type TestDatabase } from '../../../../test/support/servers.js';
import { people } from '../company/people.js';
import { defaultSeed } from '../config.js';
import { erpOf } from '../erp/erp.js';
import { erpReaderUrl, erpUrl, loadErp } from '../erp/load.js';
import { type Table, tableOf } from '../erp/tables.js';
import { filesOf } from '../files.js';
import { surveyFile } from '../surveys/files.js';
import { type ExpectedActual, expectedActuals } from './expected.js';
import { monthlyKpisOf } from './kpis.js';

const password = 'reads-and-nothing-else';
const standards = join(projectRoot, 'apps/roles/standards');
const kpis = readdirSync(standards)
  .filter((file) => file.endsWith('.v1.json'))
  .flatMap((file) => monthlyKpisOf(JSON.parse(readFileSync(join(standards, file), 'utf8'))));

let owner: Omit<TestDatabase, 'urlOf'>;
const folder = mkdtempSync(join(tmpdir(), 'kaohe-office-'));

beforeAll(async () => {
  owner = await emptyDatabase();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await owner.drop();
});

const write = (path: string, content: Buffer | string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};
const actualOf = (all: readonly ExpectedActual[], code: string, kpiId: string): number | null => {
  const found = all.find((one) => one.employeeCode === code && one.kpiId === kpiId);
  return found?.actual == null ? null : Number(found.actual);
};

describe('a month small enough to reckon by hand', () => {
  const order = (row_id: number, order_no: string, seller_code: string, ordered_on: string, amount: string) => ({
    row_id,
    order_no,
    customer_no: `C-${order_no}`,
    seller_code,
    ordered_on,
    amount,
  });
  const small: Table[] = [
    tableOf('sales_order', [
      order(1, 'A', 'E0013', '2026-10-05', '60.00'),
      order(2, 'B', 'E0013', '2026-10-06', '30.00'),
      order(3, 'B', 'E0013', '2026-10-06', '30.00'),
      order(4, 'C', 'E9999', '2026-10-06', '500.00'),
      order(5, 'D', 'E0018', '2026-10-11', '10.00'),
      order(6, 'E', 'E0018', '2026-10-12', '44.00'),
      order(7, 'F', 'E0013', '2026-11-01', '900.00'),
    ]),
    tableOf('sales_plan', [
      { plan_no: '1', seller_code: 'E0013', valid_from: '2026-10-01', valid_to: '2026-11-01', amount: '100.00' },
      { plan_no: '2', seller_code: 'E0018', valid_from: '2026-10-01', valid_to: '2026-10-12', amount: '25.00' },
      { plan_no: '3', seller_code: 'E0018', valid_from: '2026-10-12', valid_to: '2026-11-01', amount: '40.00' },
    ]),
    tableOf('receivable', [
      {
        invoice_no: '1',
        order_no: 'X',
        collector_code: 'E0013',
        due_on: '2026-10-09',
        amount: '30',
        collected_on: '2026-10-09',
      },
      {
        invoice_no: '2',
        order_no: 'Y',
        collector_code: 'E0013',
        due_on: '2026-10-09',
        amount: '10',
        collected_on: '2026-10-10',
      },
      {
        invoice_no: '3',
        order_no: 'Z',
        collector_code: 'E0030',
        due_on: '2026-10-19',
        amount: '10',
        collected_on: null,
      },
    ]),
  ];
  let actuals: ExpectedActual[];

  beforeAll(async () => {
    await loadErp(owner.url, password, small);
    const touch = (id: string, employeeCode: string, touchedOn: string) => ({
      id,
      employeeCode,
      touchedOn,
      effective: true,
    });
    const records = [
      touch('1', 'E0013', '2026-10-08'),
      touch('1', 'E0013', '2026-10-08'),
      touch('2', 'E0013', '2026-09-30'),
      touch('3', 'E0010', '2026-10-31'),
    ];
    const ticket = (id: string, receivedAt: string, answeredAt: string) => ({
      id,
      employeeCode: 'E0037',
      kind: 'consultation',
      receivedAt,
      answeredAt,
      solvedAt: null,
      state: 'resolved',
      repeatsEarlier: false,
    });
    const tickets = [
      ticket('1', '2026-10-01T00:10:00+08:00', '2026-10-01T01:10:00+08:00'),
      ticket('2', '2026-10-02T10:00:00+08:00', '2026-10-02T12:00:00+08:00'),
      ticket('3', '2026-10-02T10:00:00+08:00', '两小时左右'),
    ];
    write('oa.json', JSON.stringify({ collections: [{ name: 'touches', records }] }));
    write('tickets.json', JSON.stringify({ collections: [{ name: 'tickets', records: tickets }] }));
    const empty = { sheet: 'x', header: ['a'], numbers: [], rows: [] };
    const forms = [
      { ...empty, name: 'customer-satisfaction', format: 'xlsx' as const },
      { ...empty, name: 'participants', format: 'xlsx' as const },
      { ...empty, name: 'sales-follow-up', format: 'csv_gb18030' as const },
      {
        ...empty,
        name: 'search-index',
        format: 'csv_utf8' as const,
        rows: [['2026-10', 'E0003', '90', '80']],
      },
    ];
    for (const form of forms) {
      const file = await surveyFile(form);
      write(`surveys/${file.name}`, file.content);
    }
    actuals = await expectedActuals(erpUrl(owner.url), folder, kpis);
  });

  it.each([
    ['a seller: 60 + 30 of 100, the order that came twice counted once', 'E0013', 'sales_completion', 90],
    ['who moves carries both teams: 54 of 65', 'E0018', 'sales_completion', (54 / 65) * 100],
    ['the team left behind keeps what was before the 12th: 100 of 125', 'E0010', 'sales_completion', 80],
    ['the team joined has what came from the 12th on: 44 of 40', 'E0011', 'sales_completion', 110],
    ['the head has everybody known: 144 of 165', 'E0001', 'sales_attainment', (144 / 165) * 100],
    ['on time is by the due day: 30 of 40', 'E0013', 'on_time_collection', 75],
    ['before the first day nothing is the joiner’s', 'E0030', 'on_time_collection', null],
    ['a record shown twice is one, one of September none', 'E0013', 'effective_touches', 1],
    ['a manager’s touches are their own', 'E0010', 'effective_touches', 1],
    ['hours 1 and 2; a ticket without a time is held back', 'E0037', 'response_time', 1.5],
    ['a supervisor answers for the team', 'E0035', 'response_time', 1.5],
    ['growth from 80 to 90', 'E0003', 'search_index_growth', 12.5],
    ['won nobody, which is a figure', 'E0013', 'new_customers', 0],
    ['no figure is no figure', 'E0037', 'customer_satisfaction', null],
  ])('%s', (_, code, kpiId, expected) => {
    const actual = actualOf(actuals, code, kpiId);
    if (expected === null) expect(actual).toBeNull();
    else expect(actual).toBeCloseTo(expected, 10);
  });
});

describe('the demo’s own month', () => {
  let actuals: ExpectedActual[];

  beforeAll(async () => {
    await loadErp(owner.url, password, erpOf(defaultSeed));
    for (const file of await filesOf(defaultSeed)) write(file.path, file.content);
    actuals = await expectedActuals(erpUrl(owner.url), folder, kpis);
  }, 60_000);

  it('has a figure for everybody and everything but the gaps it has on purpose', () => {
    expect(new Set(actuals.map((one) => one.employeeCode)).size).toBe(people.length);
    const gaps = actuals.filter((one) => one.actual === null).map((one) => `${one.employeeCode} ${one.kpiId}`);
    expect(gaps.sort()).toEqual([
      'E0003 event_exposure',
      'E0006 competitor_response',
      'E0009 campaign_roi',
      'E0009 participant_satisfaction',
      'E0045 complaint_resolution_time',
    ]);
  });

  it('loads again to the same figures', async () => {
    await loadErp(owner.url, password, erpOf(defaultSeed));
    expect(await expectedActuals(erpUrl(owner.url), folder, kpis)).toEqual(actuals);
  });

  it('is open to Kaohe’s login for reading and nothing else', async () => {
    const client = new pg.Client({ connectionString: erpReaderUrl(owner.url, password) });
    await client.connect();
    try {
      const { rows } = await client.query<{ n: number }>('select count(*)::int as n from sales_order');
      expect(rows[0]?.n).toBeGreaterThan(5000);
      await client.query('set default_transaction_read_only = off');
      await expect(client.query('delete from sales_order')).rejects.toThrow('permission denied');
      await expect(client.query('create table mine (id int)')).rejects.toThrow('permission denied');
    } finally {
      await client.end();
    }
  });
});
