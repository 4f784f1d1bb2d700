import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../../libs/platform/config/index.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { type Office, openOffice } from '../testing/office.js';
import { loadStandards } from './load-standards.js';
import { StandardsService } from './standards.service.js';

let office: Office;
let standards: StandardsService;
beforeAll(async () => {
  office = await openOffice();
  standards = new StandardsService(office.database);
});
afterAll(() => office.close());

const employee = () => office.callAs({});
const hr = () => office.callAs({ grants: ['hr'] });
const document = (standardId: string) =>
  JSON.parse(readFileSync(join(projectRoot, `apps/roles/standards/${standardId}.v1.json`), 'utf8'));
const list = async (on: string) =>
  (await standards.list({ params: {}, query: { on }, body: {} }, employee())).items.map((item) => [
    item.standardId,
    item.version,
  ]);
let key = 0;
const create = (standardId: string, changed: object, call = hr()) => {
  key += 1;
  return standards.create(
    {
      params: { standardId },
      query: {},
      body: { document: { ...document(standardId), ...changed }, reason: 'half-year revision' },
      idempotencyKey: `version ${key}`,
    },
    call,
  );
};

it('the six standards of the seed are there as version 1 from the first of January; loading again keeps them', async () => {
  expect(await list('2026-10-01')).toEqual([
    ['brand_promotion', 1],
    ['campaign_operations', 1],
    ['customer_service', 1],
    ['market_research', 1],
    ['marketing_head', 1],
    ['sales', 1],
  ]);
  expect(await list('2025-12-31')).toEqual([]);
  const again = await inTransaction(office.database, office.operator, (transaction) =>
    loadStandards(transaction, office.operator),
  );
  expect(new Set(again.map((standard) => standard.outcome))).toEqual(new Set(['kept']));
});

it('a version is read as it was written, by anybody signed in', async () => {
  const input = { params: { standardId: 'sales', version: 1 }, query: {}, body: {} };
  const read = await standards.get(input, employee());
  expect(read.document).toEqual(document('sales'));
  expect(read).toMatchObject({ effectiveFrom: '2026-01-01', createdBy: null });
  await expect(
    standards.get({ ...input, params: { standardId: 'sales', version: 9 } }, employee()),
  ).rejects.toMatchObject({ status: 404 });
});

it('the next version takes effect on its date and leaves the one before as it was', async () => {
  const created = await create('market_research', { effectiveFrom: '2026-07-01', version: 77 });
  expect(created).toMatchObject({ version: 2, effectiveFrom: '2026-07-01' });
  expect(await list('2026-06-30')).toContainEqual(['market_research', 1]);
  expect(await list('2026-07-01')).toContainEqual(['market_research', 2]);
  const versions = { params: { standardId: 'market_research' }, query: {}, body: {} };
  expect((await standards.versions(versions, employee())).items.map((item) => item.version)).toEqual([2, 1]);
});

it('a version that does not take effect later than the newest is refused', async () => {
  await expect(create('market_research', { effectiveFrom: '2026-07-01' })).rejects.toMatchObject({
    code: 'standard.effective_from_not_later',
  });
});

it('a document of another shape, an unsound one and one whose examples fail are refused with every fault', async () => {
  const later = { effectiveFrom: '2027-01-01' };
  await expect(create('sales', { ...later, surprise: 1 })).rejects.toMatchObject({ code: 'standard.malformed' });
  const { kpis, examples } = document('sales');
  const weightless = kpis.map((kpi: object) => ({ ...kpi, rawWeight: '0' }));
  await expect(create('sales', { ...later, kpis: weightless })).rejects.toMatchObject({
    code: 'standard.unsound',
    errors: expect.arrayContaining([expect.objectContaining({ code: 'standard.weights_zero' })]),
  });
  const [example] = examples;
  const wrong = { ...example, expect: { ...example.expect, total: '1.00' } };
  await expect(create('sales', { ...later, examples: [wrong] })).rejects.toMatchObject({
    code: 'standard.examples_fail',
    errors: [expect.objectContaining({ pointer: expect.stringContaining('/total') })],
  });
});

it('a position has one standard at a time', async () => {
  const taken = { ...document('market_research'), standardId: 'rival', effectiveFrom: '2026-03-01' };
  await expect(create('market_research', taken)).rejects.toMatchObject({ code: 'standard.effective_from_not_later' });
  await expect(
    standards.create(
      { params: { standardId: 'rival' }, query: {}, body: { document: taken, reason: 'x' }, idempotencyKey: 'rival' },
      hr(),
    ),
  ).rejects.toMatchObject({ code: 'standard.position_taken' });
});

it('only HR creates versions, and the same request twice makes one', async () => {
  await expect(create('sales', { effectiveFrom: '2027-01-01' }, employee())).rejects.toMatchObject({ status: 403 });
  const input = {
    params: { standardId: 'sales' },
    query: {},
    body: { document: { ...document('sales'), effectiveFrom: '2027-01-01' }, reason: 'x' },
    idempotencyKey: 'once',
  };
  const call = hr();
  const first = await standards.create(input, call);
  expect(await standards.create(input, call)).toEqual(first);
  expect(first.version).toBe(2);
});

it('HR writes a new standard for a position that none measures; its code belongs to it alone', async () => {
  const { positions, ...copied } = document('sales');
  const names = { en: 'Inside sales', 'zh-Hans': '内部销售', 'zh-Hant': '內部銷售' };
  const first = {
    ...copied,
    names,
    positions: { inside_sales: { names, overrides: {} } },
    duties: [],
    examples: [],
    effectiveFrom: '2027-01-01',
  };
  let once = 0;
  const write = (changed: object, expectedVersion: number) => {
    once += 1;
    return standards.create(
      {
        params: { standardId: 'inside_sales' },
        query: {},
        body: { document: { ...first, ...changed }, reason: 'a new team', expectedVersion },
        idempotencyKey: `inside ${once}`,
      },
      hr(),
    );
  };
  await expect(write({ names: { ...names, en: ' ' } }, 1)).rejects.toMatchObject({
    code: 'standard.unsound',
    errors: [expect.objectContaining({ code: 'standard.name_missing' })],
  });
  expect(await write({}, 1)).toMatchObject({ standardId: 'inside_sales', version: 1 });
  await expect(write({ effectiveFrom: '2028-01-01' }, 1)).rejects.toMatchObject({
    code: 'standard.version_moved_on',
    status: 409,
  });
  expect(await list('2027-01-01')).toContainEqual(['inside_sales', 1]);
});

it('nobody changes a version, not even the owner of the database', async () => {
  await expect(office.query('update roles.standard_version set version = 9')).rejects.toThrow('permission denied');
  await expect(office.asOwner('delete from roles.standard_position')).rejects.toThrow('never changes');
});
