import { randomUUID } from 'node:crypto';
import { Problem } from '../../../../libs/platform/http/index.js';
import { Fetchings } from '../schedules/fetchings.js';
import { FakePlanning, FakeSystem, fetchedSource } from '../testing/fetched-source.js';
import { measuredSource, Workbench } from '../testing/workbench.js';
import { SourcesService } from './sources.service.js';

let bench: Workbench;
let system: FakeSystem;
let sources: SourcesService;
const administrator = { grants: ['administrator' as const] };
const owner = { grants: ['data_owner' as const], sourceIds: ['erp'] };
const period = { from: '2026-10-01', to: '2026-11-01' };

beforeAll(async () => {
  bench = await Workbench.open();
  system = new FakeSystem();
  const fetchings = new Fetchings(bench.organisation, new FakePlanning());
  sources = new SourcesService(bench.database, bench.organisation, system, fetchings);
}, 60_000);
afterAll(() => bench.close());

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );
const create = (actor: object) =>
  sources.create(
    { params: {}, query: {}, body: fetchedSource('erp'), idempotencyKey: randomUUID() },
    bench.call(actor),
  );
const update = (version: number, enabled: boolean, actor: object = administrator) => {
  const { names, configuration } = fetchedSource('erp');
  return sources.update(
    { params: { sourceId: 'erp' }, query: {}, body: { names, configuration, enabled }, ifMatch: version },
    bench.call(actor),
  );
};
const testDraft = (configuration: ReturnType<typeof fetchedSource>['configuration'], actor: object = administrator) =>
  sources.testDraft({ params: {}, query: {}, body: { ...period, configuration } }, bench.call(actor));

it('an administrator creates a source and switches it off; of two who edit it the later is told', async () => {
  expect(await codeOf(create(owner))).toBe('source.not_allowed');
  expect(await create(administrator)).toMatchObject({ version: 1, enabled: true, fetching: { version: 0, next: [] } });
  expect(await codeOf(update(1, false, owner))).toBe('source.not_allowed');
  expect(await update(1, false)).toMatchObject({ version: 2, enabled: false });
  expect(await codeOf(update(1, true))).toBe('request.stale_version');
  const [changed] = await bench.asOwner(`select before, after from audit.entry where action = 'source.changed'`);
  expect(changed).toMatchObject({ before: { version: 1, enabled: true }, after: { enabled: false } });
});

it('everybody signed in knows what a source is called, and nobody else', async () => {
  expect(await sources.namesFor(bench.call({}))).toEqual({
    items: [{ sourceId: 'erp', names: fetchedSource('erp').names }],
  });
  expect(await codeOf(sources.namesFor(bench.call()))).toBe('session.missing');
});

it('a draft is tested as a saved source is, and nothing of it is kept', async () => {
  const { configuration } = fetchedSource('crm');
  system.rows = [['1', 'E0001', '2026-10-05', 'sales_amount', '100']];
  expect(await testDraft(configuration)).toEqual({
    ok: true,
    datasets: [{ datasetId: 'figures', ok: true, rows: 1, missingColumns: [], problem: null }],
  });
  system.failure = new Problem(503, 'source.unreachable', 'It did not answer.');
  expect(await testDraft(configuration)).toMatchObject({ ok: false, datasets: [{ problem: 'It did not answer.' }] });
  expect(await codeOf(testDraft(configuration, owner))).toBe('source.not_allowed');
  expect(await codeOf(testDraft(measuredSource('survey', ['sales_amount']).configuration))).toBe('source.not_fetched');
  expect(await bench.query(`select source_id from metrics.source where source_id = 'crm'`)).toEqual([]);
});
