import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { aggregateObservations, compileStandard, scorePerson } from '../../../../libs/domain/scoring/index.js';
import { openCollection } from '../collections/open-collection.js';
import { CorrectionsService } from '../corrections/corrections.service.js';
import { idOf, type Post, shippedStandard } from '../testing/fake-organisation.js';
import { type Measured, measuredSource, october, Workbench } from '../testing/workbench.js';
import { computeRun } from './compute-run.js';
import { readLineEvidence } from './line-evidence.js';
import { readResults } from './read-results.js';
import { replayRuns } from './replay-runs.js';

const [head, north, south, anna, bo, chen] = [1, 2, 3, 4, 5, 6].map(idOf) as [
  string,
  string,
  string,
  string,
  string,
  string,
];

const post = (positionId: string, managerId: string | null, from = '2026-01-01', to: string | null = null): Post => ({
  from,
  to,
  positionId,
  managerId,
});
const person = (personId: string, code: string, ...posts: Post[]) => ({ personId, employeeCode: code, posts });

const inputs = [
  'sales_amount',
  'sales_plan',
  'new_customers',
  'new_quality_customers',
  'collections_on_time',
  'collections_due',
  'customers_repurchasing',
  'customers_active',
  'complaints',
  'survey_customers',
  'touches_effective',
  'leads_won',
  'leads_qualified',
  'response_hours',
];

/** Everything the sales standard asks of one person, so that a total comes about. */
function month(code: string, day: string, figures: Partial<Record<string, string>> = {}): Measured[] {
  const usual: Record<string, string> = {
    sales_amount: '90000.10',
    sales_plan: '100000',
    new_customers: '4',
    new_quality_customers: '3',
    collections_on_time: '49000',
    collections_due: '50000',
    customers_repurchasing: '6',
    customers_active: '21',
    complaints: '1',
    survey_customers: '30',
    touches_effective: '77',
    leads_won: '3',
    leads_qualified: '17',
  };
  return Object.entries({ ...usual, ...figures }).map(([input, value]) => [
    `${code}/${day}/${input}`,
    code,
    day,
    input,
    value ?? '',
  ]);
}

describe('computing a run', () => {
  let bench: Workbench;
  let sourceId: string;
  let serial = 0;

  beforeAll(async () => {
    bench = await Workbench.open();
  }, 60_000);
  afterAll(() => bench.close());
  beforeEach(async () => {
    bench.organisation.people = [
      person(head, 'E0001', post('marketing_head', null)),
      person(north, 'E0002', post('sales_manager', head)),
      person(south, 'E0003', post('sales_manager', head)),
      person(anna, 'E0004', post('sales_rep', north)),
      // Changes the team on the 12th, not the position.
      person(bo, 'E0005', post('sales_rep', north, '2026-01-01', '2026-10-12'), post('sales_rep', south, '2026-10-12')),
    ];
    bench.organisation.targets = [];
    bench.organisation.standardFor = (positionId) => (positionId === 'marketing_head' ? 'marketing_head' : 'sales');
    serial += 1;
    sourceId = `erp${serial}`;
    await bench.addSource(measuredSource(sourceId, inputs));
  });

  const compute = (cycleId: string, personIds: string[], more: object = {}) =>
    computeRun(bench.database, bench.call(), { cycleId, requestKey: randomUUID(), personIds, exclusions: [], ...more });
  const results = (runId: string) => bench.inCompany((tx) => readResults(tx, bench.companyId, runId, { limit: 100 }));
  const resultOf = async (runId: string, personId: string) =>
    (await results(runId)).find((one) => one.personId === personId);
  const evidence = (runId: string, personId: string, kpiId: string, segmentNo = 1) =>
    bench.inCompany((tx) =>
      readLineEvidence(tx, bench.companyId, { runId, personId, segmentNo, kpiId }, { limit: 1_000 }),
    );
  const ids = async (...line: Parameters<typeof evidence>) =>
    (await evidence(...line)).items.map(({ observationId }) => observationId);

  async function frozenCycle(rows: Measured[]): Promise<string> {
    const cycleId = await bench.openCycle([sourceId]);
    await bench.load(cycleId, sourceId, rows);
    await bench.freeze(cycleId);
    return cycleId;
  }

  it('gives the digits of the rules over the same observations', async () => {
    const rows = [
      ...month('E0004', '2026-10-05'),
      ...month('E0004', '2026-10-20', { sales_amount: '13456.789', touches_effective: '5' }),
    ];
    const cycleId = await frozenCycle(rows);
    const { runId, scored } = await compute(cycleId, [anna]);
    expect(scored).toBe(1);
    const expected = scorePerson({
      kind: 'month',
      months: 1,
      periodDays: 31,
      segments: [
        {
          standard: compileStandard(shippedStandard('sales')),
          positionId: 'sales_rep',
          from: october.from,
          to: october.to,
          days: 31,
          inputs: aggregateObservations(
            rows.map(([no, , date, inputId, value]) => ({ inputId, value, date, observationId: no })),
          ),
          periodTargets: {},
          exclusions: [],
          carried: {},
        },
      ],
      bonus: '0',
      penalty: '0',
      vetoes: [],
    });
    const result = await resultOf(runId, anna);
    expect(result?.total).not.toBeNull();
    expect(result?.total).toBe(expected.total);
    expect(result?.totalUnrounded).toBe(expected.totalUnrounded);
    expect(
      result?.lines.map(({ kpiId, score, effectiveWeight, actual }) => ({ kpiId, score, effectiveWeight, actual })),
    ).toEqual(
      expected.segments[0]?.lines.map(({ kpiId, score, effectiveWeight, actual }) => ({
        kpiId,
        score,
        effectiveWeight,
        actual,
      })),
    );
    expect(result?.lines.find(({ kpiId }) => kpiId === 'sales_completion')).toMatchObject({
      model: 'higher_ratio',
      sourceId: 'erp',
      evidenceCount: 4,
      explanation: {
        inputs: [{ inputId: 'sales_amount', value: '103456.889', count: '2' }, { inputId: 'sales_plan' }],
      },
    });
  });

  it('counts a team’s rows for whoever led it on the row’s day', async () => {
    const cycleId = await frozenCycle([
      ...month('E0004', '2026-10-05', { sales_amount: '100' }),
      ...month('E0005', '2026-10-11', { sales_amount: '10' }),
      ...month('E0005', '2026-10-12', { sales_amount: '1' }),
      ...month('E0002', '2026-10-12', { sales_amount: '1000' }),
    ]);
    const { runId } = await compute(cycleId, [head, north, south, anna, bo]);
    const sales = async (personId: string, kpiId = 'sales_completion') => {
      const line = (await resultOf(runId, personId))?.lines.find((one) => one.kpiId === kpiId);
      return (line?.explanation?.inputs as { inputId: string; value: string }[] | undefined)?.find(
        ({ inputId }) => inputId === 'sales_amount',
      )?.value;
    };
    expect(await sales(north)).toBe('1110');
    expect(await sales(south)).toBe('1');
    expect(await sales(anna)).toBe('100');
    expect(await sales(bo)).toBe('11');
    expect(await sales(head, 'sales_attainment')).toBe('1111');
    const ofNorth = await evidence(runId, north, 'sales_completion');
    expect(
      ofNorth.items
        .filter(({ inputId }) => inputId === 'sales_amount')
        .map(({ value, subjectPersonId }) => [value, subjectPersonId]),
    ).toEqual([
      ['100', anna],
      ['10', bo],
      ['1000', north],
    ]);
    // A manager's touches are their own.
    expect((await evidence(runId, north, 'effective_touches')).items).toHaveLength(1);
  });

  it('counts a row once for a superior who is reached by two ways', async () => {
    bench.organisation.people = [
      person(head, 'E0001', post('marketing_head', null)),
      person(north, 'E0002', post('sales_manager', head)),
      person(south, 'E0003', post('sales_manager', head)),
      person(
        anna,
        'E0004',
        post('sales_rep', north, '2026-01-01', '2026-10-12'),
        post('sales_rep', south, '2026-10-12', '2026-10-20'),
        post('sales_rep', north, '2026-10-20'),
      ),
    ];
    const cycleId = await frozenCycle(
      ['2026-10-05', '2026-10-15', '2026-10-25'].flatMap((day) => month('E0004', day, { sales_amount: '1' })),
    );
    const lines = await bench.query(
      `select valid_from::text, valid_to::text from metrics.collection_line where cycle_id = $1 and ancestor_id = $2 and person_id = $3`,
      [cycleId, head, anna],
    );
    expect(lines).toEqual([{ valid_from: '2026-10-01', valid_to: '2026-11-01' }]);
    const { runId } = await compute(cycleId, [head]);
    expect((await evidence(runId, head, 'sales_attainment')).items).toHaveLength(6);
  });

  it('scores each stretch of a transfer alone and weighs them by days', async () => {
    bench.organisation.standardFor = (positionId) => (positionId === 'after_sales_rep' ? 'customer_service' : 'sales');
    bench.organisation.people = [
      person(
        chen,
        'E0006',
        post('key_account_rep', north, '2026-01-01', '2026-10-17'),
        post('sales_rep', north, '2026-10-17'),
      ),
    ];
    bench.organisation.targets = [
      { standardId: 'sales', kpiId: 'new_customers', positionId: 'key_account_rep', personId: null, value: '2' },
      { standardId: 'sales', kpiId: 'new_customers', positionId: 'key_account_rep', personId: chen, value: '4' },
    ];
    const cycleId = await frozenCycle([
      ...month('E0006', '2026-10-16', { new_customers: '2' }),
      ...month('E0006', '2026-10-17'),
    ]);
    const { runId } = await compute(cycleId, [chen]);
    const result = await resultOf(runId, chen);
    expect(
      result?.segments.map(({ segmentNo, positionId, from, to, days, counted }) => [
        segmentNo,
        positionId,
        from,
        to,
        days,
        counted,
      ]),
    ).toEqual([
      [1, 'key_account_rep', '2026-10-01', '2026-10-17', 16, true],
      [2, 'sales_rep', '2026-10-17', '2026-11-01', 15, true],
    ]);
    // Their own target of 4 for the month, pro rata of 16 of 31 days.
    const first = result?.lines.find(({ segmentNo, kpiId }) => segmentNo === 1 && kpiId === 'new_customers');
    expect(Number(first?.target)).toBeCloseTo((4 * 16) / 31, 10);
    expect(first?.evidenceCount).toBe(1);
    const mean = (Number(result?.segments[0]?.score) * 16 + Number(result?.segments[1]?.score) * 15) / 31;
    expect(Number(result?.total)).toBeCloseTo(mean, 1);
  });

  it('blocks who lacks figures or a standard, and nobody else', async () => {
    bench.organisation.standardFor = (positionId) => (positionId === 'sales_manager' ? null : 'sales');
    bench.organisation.people[0] = person(head, 'E0001', post('sales_rep', null));
    const cycleId = await frozenCycle(month('E0004', '2026-10-05'));
    const run = await compute(cycleId, [north, anna, bo]);
    expect(run).toMatchObject({ scored: 1, blocked: 2 });
    expect((await resultOf(run.runId, north))?.blockedBy).toEqual([
      { segmentNo: 1, kpiId: null, reason: 'standard_missing' },
    ]);
    const blocked = await resultOf(run.runId, bo);
    expect(blocked).toMatchObject({ status: 'blocked', total: null, grade: null });
    expect(blocked?.blockedBy).toContainEqual({ segmentNo: 1, kpiId: 'sales_completion', reason: 'no_observation' });
    expect((await resultOf(run.runId, anna))?.status).toBe('scored');
  });

  it('answers the same request with the same run, also when it comes many times at once', async () => {
    const cycleId = await frozenCycle(month('E0004', '2026-10-05'));
    const request = { requestKey: 'cohort/1/first' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => compute(cycleId, [anna], request)));
    expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1);
    expect(answers[0]?.runNo).toBe(1);
    expect((await compute(cycleId, [anna])).runNo).toBe(2);
  });

  it('needs frozen inputs and people of the cycle', async () => {
    const cycleId = await bench.openCycle([sourceId]);
    await expect(compute(cycleId, [anna])).rejects.toMatchObject({ code: 'collection.not_frozen' });
    await bench.freeze(cycleId);
    await expect(compute(cycleId, [anna, idOf(99)])).rejects.toMatchObject({ code: 'run.person_not_collected' });
    await expect(compute(randomUUID(), [anna])).rejects.toMatchObject({ status: 404 });
  });

  it('can be recomputed from its frozen inputs, whatever happened since, to the last digit and observation', async () => {
    const rows = [...month('E0004', '2026-10-05', { sales_amount: '77777.77' }), ...month('E0005', '2026-10-20')];
    const cycleId = await frozenCycle(rows);
    const exclusions = [
      { personId: anna, segmentNo: 1, kpiId: 'repurchase_rate', reason: 'new area', approvedBy: head },
    ];
    const { runId } = await compute(cycleId, [north, south, anna, bo], { exclusions });
    const lineKeys = (await results(runId)).flatMap(({ personId, lines }) =>
      lines.map(({ kpiId }) => [personId, kpiId] as const),
    );
    const before = await Promise.all(lineKeys.map(([personId, kpiId]) => ids(runId, personId, kpiId)));
    const counts = (await results(runId)).flatMap(({ lines }) => lines.map(({ evidenceCount }) => evidenceCount));
    expect(before.map((found) => found.length)).toEqual(counts);

    // The quarter corrects and withdraws rows of the month; the organisation and the targets move as well.
    const quarter = await bench.openCycle([sourceId], { kind: 'quarter', from: '2026-10-01', to: '2027-01-01' });
    await bench.load(quarter, sourceId, [
      ...month('E0004', '2026-10-05', { sales_amount: '1' }),
      ...month('E0004', '2026-11-05'),
    ]);
    bench.organisation.people = bench.organisation.people.slice(0, 4);
    await openCollection(bench.database, bench.organisation, bench.call(), {
      cycleId,
      period: october,
      sourceIds: [sourceId],
    });

    expect(await replayRuns(bench.database, bench.call(), cycleId)).toEqual({
      runs: 1,
      people: 4,
      lines: lineKeys.length,
      differences: [],
    });
    expect(await Promise.all(lineKeys.map(([personId, kpiId]) => ids(runId, personId, kpiId)))).toEqual(before);
  });

  it('shows in a replay every digit that somebody with the database’s own rights altered', async () => {
    const cycleId = await frozenCycle(month('E0004', '2026-10-05'));
    await compute(cycleId, [anna]);
    const owner = new pg.Client({ connectionString: bench.ownerUrl });
    await owner.connect();
    await owner.query(
      `update metrics.score_line set score = score + 0.0000000001 where kpi_id = 'sales_completion' and person_id = $1`,
      [anna],
    );
    await owner.query(`update metrics.score_result set total = total + 1 where person_id = $1`, [anna]);
    const { differences } = await replayRuns(bench.database, bench.call(), cycleId);
    expect(differences.map(({ personId, kpiId }) => [personId, kpiId])).toEqual([
      [anna, null],
      [anna, 'sales_completion'],
    ]);
    await owner.query(`update metrics.observation set value = value + 1 where input_id = 'sales_plan'`);
    expect((await replayRuns(bench.database, bench.call(), cycleId)).differences.length).toBeGreaterThanOrEqual(2);
    await owner.end();
  });

  it('leads from a line to its source rows, page by page', async () => {
    const rows = Array.from({ length: 7 }, (_, day) => month('E0004', `2026-10-0${day + 1}`)).flat();
    const cycleId = await frozenCycle(rows);
    const { runId } = await compute(cycleId, [anna]);
    const line = { runId, personId: anna, segmentNo: 1, kpiId: 'effective_touches' };
    const read = (cursor?: string) =>
      bench.inCompany((tx) => readLineEvidence(tx, bench.companyId, line, { cursor, limit: 3 }));
    const first = await read();
    const second = await read(first.next ?? '');
    const third = await read(second.next ?? '');
    expect([first, second, third].map(({ items }) => items.length)).toEqual([3, 3, 1]);
    expect(third.next).toBeNull();
    expect(first.total).toBe(7);
    expect(first.items[0]).toMatchObject({
      inputId: 'touches_effective',
      value: '77',
      occurredOn: '2026-10-01',
      sourceId,
      datasetId: 'figures',
      batchNo: 1,
      sourceRow: { no: 'E0004/2026-10-01/touches_effective', code: 'E0004', value: '77' },
      correction: null,
    });
    await expect(read('bm90IG91cnM')).rejects.toMatchObject({ code: 'request.cursor_invalid' });
    await expect(evidence(runId, anna, 'no_such_kpi')).rejects.toMatchObject({ status: 404 });
  });

  it('shows beside the source’s row what its data owner put right, and why', async () => {
    const cycleId = await bench.openCycle([sourceId]);
    const { batch } = await bench.load(cycleId, sourceId, month('E0004', '2026-10-01'));
    const [row] = await bench.query<{ rowNo: number }>(
      `select row_no as "rowNo" from metrics.source_row where batch_id = $1 and raw ->> 'input' = 'touches_effective'`,
      [batch.batchId],
    );
    await new CorrectionsService(bench.database, bench.organisation).correct(
      {
        params: { sourceId },
        query: {},
        body: {
          cycleId,
          datasetId: 'figures',
          batchId: batch.batchId,
          rowNo: row?.rowNo ?? 0,
          values: { value: '80' },
          reason: 'Three touches were missed',
        },
        idempotencyKey: randomUUID(),
      },
      bench.call({ grants: ['data_owner'], sourceIds: [sourceId] }),
    );
    await bench.freeze(cycleId);
    const { runId } = await compute(cycleId, [anna]);
    expect((await evidence(runId, anna, 'effective_touches')).items).toMatchObject([
      {
        value: '80',
        batchNo: 2,
        sourceRow: { code: 'E0004', value: '77' },
        correction: { values: { value: '80' }, reason: 'Three touches were missed' },
      },
    ]);
  });

  it('counts bonus, penalty and vetoes as they were approved', async () => {
    const cycleId = await frozenCycle(month('E0004', '2026-10-05'));
    const plain = await resultOf((await compute(cycleId, [anna])).runId, anna);
    const specials = [
      { personId: anna, bonus: '0', penalty: '0', vetoes: [{ vetoId: 'unknown_veto', reason: 'x', approvedBy: head }] },
    ];
    const vetoed = await resultOf((await compute(cycleId, [anna], { specials })).runId, anna);
    expect(plain?.status).toBe('scored');
    expect(vetoed?.blockedBy).toEqual([{ segmentNo: null, kpiId: null, reason: 'veto_unknown' }]);
    expect((await replayRuns(bench.database, bench.call(), cycleId)).differences).toEqual([]);
  });

  it('takes the last value of a day’s values by their order in the source', async () => {
    bench.organisation.people = [person(head, 'E0001', post('marketing_head', null))];
    bench.organisation.targets = [
      { standardId: 'marketing_head', kpiId: 'market_share_gain', positionId: null, personId: null, value: '2' },
    ];
    const share = measuredSource(`${sourceId}s`, ['market_share_gain', 'brand_awareness_growth']);
    await bench.addSource(share);
    const cycleId = await bench.openCycle([share.sourceId], { kind: 'year', from: '2026-01-01', to: '2027-01-01' });
    await bench.load(cycleId, share.sourceId, [
      ['a', 'E0001', '2026-12-31', 'market_share_gain', '1.5'],
      ['b', 'E0001', '2026-12-31', 'market_share_gain', '1.7'],
      ['c', 'E0001', '2026-06-30', 'market_share_gain', '9'],
    ]);
    await bench.freeze(cycleId);
    const { runId } = await compute(cycleId, [head]);
    const line = (await resultOf(runId, head))?.lines.find(({ kpiId }) => kpiId === 'market_share_gain');
    expect(line).toMatchObject({ actual: '1.7', target: '2', score: '85', evidenceCount: 3 });
  });

  it('keeps runs as they are', async () => {
    const cycleId = await frozenCycle(month('E0004', '2026-10-05'));
    await compute(cycleId, [anna]);
    for (const table of [
      'score_run',
      'score_result',
      'score_line',
      'collection_segment',
      'collection_line',
      'collection_snapshot',
    ]) {
      await expect(bench.query(`delete from metrics.${table}`)).rejects.toThrow(/permission denied/);
    }
    await expect(bench.query('update metrics.score_line set score = 1')).rejects.toThrow(/permission denied/);
  });
});
