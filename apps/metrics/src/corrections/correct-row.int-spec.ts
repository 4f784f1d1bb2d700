import { randomUUID } from 'node:crypto';
import type { LoadedRow } from '../../../../libs/contracts/metrics/http.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { readReconciliations } from '../batches/reconcile.js';
import { idOf } from '../testing/fake-organisation.js';
import { type Measured, measuredSource, Workbench } from '../testing/workbench.js';
import { CorrectionsService } from './corrections.service.js';

let bench: Workbench;
let corrections: CorrectionsService;
let sourceId: string;
let cycleId: string;
const owner = () => ({ grants: ['data_owner' as const], sourceIds: [sourceId] });

beforeAll(async () => {
  bench = await Workbench.open();
  corrections = new CorrectionsService(bench.database, bench.organisation);
  bench.organisation.people = [1, 2].map((number) => ({
    personId: idOf(number),
    employeeCode: `E000${number}`,
    posts: [{ from: '2026-01-01', to: null, positionId: 'sales_rep', managerId: null }],
  }));
}, 60_000);
afterAll(() => bench.close());
let sources = 0;
beforeEach(async () => {
  sources += 1;
  sourceId = `erp${sources}`;
  await bench.addSource(measuredSource(sourceId, ['sales_amount']));
  cycleId = await bench.openCycle([sourceId]);
});

const sale = (no: string, code: string, value: string): Measured => [no, code, '2026-10-05', 'sales_amount', value];
const load = (rows: Measured[], total?: string) =>
  bench.load(cycleId, sourceId, rows, total ? [{ datasetId: 'figures', measure: 'sales_amount', total }] : []);
const rows = async (search?: string): Promise<LoadedRow[]> =>
  (
    await corrections.list(
      { params: { sourceId }, query: { cycleId, limit: 50, ...(search ? { search } : {}) }, body: {} },
      bench.call(owner()),
    )
  ).items;
const rowNo = async (no: string): Promise<LoadedRow> => {
  const row = (await rows()).find(({ sourceRow }) => sourceRow.no === no);
  if (!row) throw new Error(`row ${no} does not count`);
  return row;
};
const correct = (
  { batchId, datasetId, rowNo }: Pick<LoadedRow, 'batchId' | 'datasetId' | 'rowNo'>,
  values: Record<string, string>,
  { actor = owner(), key = randomUUID() }: { actor?: object; key?: string } = {},
) =>
  corrections.correct(
    {
      params: { sourceId },
      query: {},
      body: { cycleId, batchId, datasetId, rowNo, values, reason: 'Typed wrong' },
      idempotencyKey: key,
    },
    bench.call(actor),
  );
const counting = async () => (await rows()).map(({ sourceRow, figures }) => [sourceRow.no, figures[0]?.value]);
const reconciled = () => bench.inCompany((transaction) => readReconciliations(transaction, bench.companyId, cycleId));
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

it('a row put right is a batch of its own with its reason; the source’s row stays as it came', async () => {
  await load([sale('1', 'E0001', '100'), sale('2', 'E0002', '7')]);
  await bench.query(
    `insert into metrics.sign_off (company_id, cycle_id, source_id, account_id, person_id) values ($1, $2, $3, $4, $4)`,
    [bench.companyId, cycleId, sourceId, idOf(5)],
  );
  const before = await rowNo('1');
  const key = randomUUID();
  const batch = await correct(before, { value: '110' }, { key });
  expect(batch).toMatchObject({ batchNo: 2, rows: 1, accepted: 1, retired: 1, correctionReason: 'Typed wrong' });
  expect(await correct(before, { value: '110' }, { key })).toEqual(batch);
  expect(await rowNo('1')).toEqual({
    ...before,
    batchId: batch.batchId,
    batchNo: 2,
    rowNo: 1,
    correction: { values: { value: '110' }, reason: 'Typed wrong' },
    figures: [{ inputId: 'sales_amount', value: '110' }],
  });
  const [kept] = await bench.asOwner(
    `select before, after, reason, about_person_id from audit.entry where action = 'source.row_corrected'`,
  );
  expect(kept).toMatchObject({
    before: { batchId: before.batchId, rowNo: 1, sourceRow: { no: '1', value: '100' } },
    after: { cycleId, sourceId, batchNo: 2, values: { value: '110' } },
    reason: 'Typed wrong',
    about_person_id: idOf(1),
  });
  const told = await bench.query(
    `select type from metrics.outbox where payload ->> 'sourceId' = $1 order by event_id`,
    [sourceId],
  );
  expect(told.map(({ type }) => type)).toEqual([
    'metrics.batch_loaded',
    'metrics.batch_loaded',
    'metrics.source_sign_off_withdrawn',
  ]);
});

it('a correction stands while the source brings the same row, and gives way to another', async () => {
  await load([sale('1', 'E0001', '100'), sale('2', 'E0002', '7')], '107');
  await correct(await rowNo('1'), { value: '110' });
  expect((await load([sale('1', 'E0001', '100'), sale('2', 'E0002', '7')], '107')).outcome).toBe('unchanged');
  const { batch } = await load([sale('1', 'E0001', '100'), sale('2', 'E0002', '8')], '108');
  expect(batch).toMatchObject({ accepted: 1, unchanged: 1, retired: 1 });
  expect(await counting()).toEqual([
    ['1', '110'],
    ['2', '8'],
  ]);
  expect(await reconciled()).toMatchObject([
    { sourceTotal: '108', loadedTotal: '118', difference: '-10', explained: null },
  ]);
  await load([sale('1', 'E0001', '120'), sale('2', 'E0002', '8')], '128');
  expect((await rowNo('1')).correction).toBeNull();
  expect(await reconciled()).toMatchObject([{ loadedTotal: '128', explained: 'agrees' }]);
});

it('a correction can be corrected, also back to what came; each keeps the whole difference to the source', async () => {
  await load([sale('1', 'E0001', '100')], '100');
  await correct(await rowNo('1'), { value: '110' });
  await correct(await rowNo('1'), { code: 'E0002' });
  expect(await rowNo('1')).toMatchObject({
    personId: idOf(2),
    sourceRow: { code: 'E0001', value: '100' },
    correction: { values: { value: '110', code: 'E0002' } },
  });
  expect(await reconciled()).toMatchObject([{ loadedTotal: '110' }]);
  await correct(await rowNo('1'), { value: '100', code: 'E0001' });
  expect(await reconciled()).toMatchObject([{ explained: 'agrees' }]);
  expect((await load([sale('1', 'E0001', '100')], '100')).outcome).toBe('unchanged');
});

it('finds rows by their text, a page at a time', async () => {
  await load([sale('1', 'E0001', '100'), sale('2', 'E0002', '7'), sale('a/b', 'E0002', '3')]);
  expect((await rows('e0002')).map(({ sourceRow }) => sourceRow.no)).toEqual(['2', 'a/b']);
  expect(await rows('%')).toEqual([]);
  const page = (cursor?: string) =>
    corrections.list(
      { params: { sourceId }, query: { cycleId, limit: 1, ...(cursor ? { cursor } : {}) }, body: {} },
      bench.call({ grants: ['hr'] }),
    );
  const seen: unknown[] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const { items, next: following } = await page(next);
    seen.push(...items.map(({ sourceRow }) => sourceRow.no));
    next = following;
  }
  expect(seen).toEqual(['1', '2', 'a/b']);
});

it('refuses what is no correction, and changes nothing then', async () => {
  await load([sale('1', 'E0001', '100'), sale('2', 'E0002', '7')]);
  const row = await rowNo('1');
  const refused = (values: Record<string, string>, actor: object = owner()) => codeOf(correct(row, values, { actor }));
  expect(await refused({ value: '1' }, { grants: ['hr'] })).toBe('correction.not_allowed');
  expect(await refused({ value: '1' }, { grants: ['administrator'] })).toBe('source.not_found');
  expect(await refused({ no: '9' })).toBe('correction.key_column');
  expect(await refused({ remark: 'x' })).toBe('correction.column_not_read');
  expect(await refused({ value: '100' })).toBe('correction.nothing_changed');
  expect(await refused({ value: '-1' })).toBe('correction.does_not_fit');
  expect(await refused({ code: 'E9999' })).toBe('correction.does_not_fit');
  expect(await codeOf(correct({ ...row, rowNo: 77 }, { value: '1' }))).toBe('source_row.not_found');
  expect(await counting()).toEqual([
    ['1', '100'],
    ['2', '7'],
  ]);
  await correct(row, { value: '110' });
  expect(await refused({ value: '120' })).toBe('correction.row_replaced');
  await bench.freeze(cycleId);
  expect(await codeOf(correct(await rowNo('2'), { value: '8' }))).toBe('collection.frozen');
});
