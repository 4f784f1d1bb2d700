import { Problem } from '../../../../libs/platform/http/index.js';
import { AllowList } from '../connectors/allow-list.js';
import { Connectors } from '../connectors/connectors.js';
import { idOf } from '../testing/fake-organisation.js';
import { measuredSource, Workbench } from '../testing/workbench.js';
import { BatchesService } from './batches.service.js';

let bench: Workbench;
let batches: BatchesService;
let cycleId: string;
const owner = { grants: ['data_owner' as const], sourceIds: ['survey', 'ledger'] };
const row = { no: '1', code: 'E0001', day: '2026-10-05', input: 'sales_amount', value: '120' };

beforeAll(async () => {
  bench = await Workbench.open();
  bench.organisation.people = [
    {
      personId: idOf(1),
      employeeCode: 'E0001',
      posts: [{ from: '2026-01-01', to: null, positionId: 'sales_rep', managerId: null }],
    },
  ];
  await bench.addSource(measuredSource('survey', ['sales_amount'], 'append'));
  await bench.addSource(measuredSource('ledger', ['sales_amount'], 'snapshot'));
  cycleId = await bench.openCycle(['survey', 'ledger']);
  batches = new BatchesService(bench.database, bench.organisation, new Connectors({}, new AllowList('')));
}, 60_000);
afterAll(() => bench.close());

const enter = (
  values: Partial<{ sourceId: string; datasetId: string; rows: Record<string, string>[] }>,
  actor: Parameters<Workbench['call']>[0] = owner,
) =>
  batches.enter(
    {
      params: { sourceId: values.sourceId ?? 'survey' },
      query: {},
      body: { cycleId, datasetId: values.datasetId ?? 'figures', rows: values.rows ?? [row], reason: 'Told by phone.' },
    },
    bench.call(actor),
  );
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );
const values = () =>
  bench.query<{ value: string }>(
    'select value::text from metrics.observation where revision_to is null order by value',
  );

it('rows entered by hand count like uploaded ones, once, and a known key is corrected', async () => {
  expect((await enter({})).outcome).toBe('loaded');
  expect((await enter({})).outcome).toBe('unchanged');
  expect(await values()).toEqual([{ value: '120' }]);
  const { batch } = await enter({ rows: [{ ...row, value: '130' }] });
  expect([batch.accepted, batch.retired]).toEqual([1, 1]);
  expect(await values()).toEqual([{ value: '130' }]);
});

it('what does not fit is held with its reason, never dropped', async () => {
  const { batch } = await enter({ rows: [{ ...row, no: '2', code: 'E9999' }] });
  expect([batch.accepted, batch.quarantined]).toEqual([0, 1]);
});

it('only a named data owner enters rows, of a dataset and columns that exist, where rows may be added', async () => {
  expect(await codeOf(enter({}, { grants: ['hr'] }))).toBe('source.not_allowed');
  expect(await codeOf(enter({}, { ...owner, sourceIds: ['erp'] }))).toBe('source.not_found');
  expect(await codeOf(enter({ datasetId: 'orders' }))).toBe('source.dataset_unknown');
  expect(await codeOf(enter({ rows: [{ ...row, remark: 'x' }] }))).toBe('source.column_unknown');
  expect(await codeOf(enter({ sourceId: 'ledger' }))).toBe('source.entered_as_a_whole');
});
