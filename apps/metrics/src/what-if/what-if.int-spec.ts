import { randomUUID } from 'node:crypto';
import { Decimal } from 'decimal.js';
import { computeRun } from '../runs/compute-run.js';
import { idOf, type Post, shippedStandard } from '../testing/fake-organisation.js';
import { type Measured, measuredSource, october, Workbench } from '../testing/workbench.js';
import { WhatIfs } from './what-if.service.js';

const [anna, bo, chen] = [1, 2, 3].map(idOf) as [string, string, string];
const post = (positionId: string): Post => ({ from: '2026-01-01', to: null, positionId, managerId: null });
const september = { kind: 'month' as const, from: '2026-09-01', to: '2026-10-01' };

const figures = {
  sales_amount: '70000',
  sales_plan: '100000',
  new_customers: '4',
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
const month = (code: string, day: string, own: Partial<typeof figures> = {}): Measured[] =>
  Object.entries({ ...figures, ...own }).map(([input, value]) => [`${code}/${day}/${input}`, code, day, input, value]);

const shipped = shippedStandard('sales');
/** Sales count for nothing any more. */
const draft = {
  ...shipped,
  kpis: shipped.kpis.map((kpi) => (kpi.kpiId === 'sales_completion' ? { ...kpi, rawWeight: '0' } : kpi)),
};

let bench: Workbench;
let whatIfs: WhatIfs;
let cycles: string[];

beforeAll(async () => {
  bench = await Workbench.open();
  bench.organisation.people = [
    { personId: anna, employeeCode: 'E1', posts: [post('sales_rep')] },
    { personId: bo, employeeCode: 'E2', posts: [post('sales_rep')] },
    // Measured by another standard.
    { personId: chen, employeeCode: 'E3', posts: [post('brand_manager')] },
  ];
  whatIfs = new WhatIfs(bench.database, bench.organisation);
  cycles = [await scored(september, '2026-09-10'), await scored(october, '2026-10-10')];
}, 60_000);
afterAll(() => bench.close());

async function scored(period: typeof october, day: string): Promise<string> {
  const sourceId = `erp_${period.from.slice(5, 7)}`;
  await bench.addSource(measuredSource(sourceId, Object.keys(figures)));
  const cycleId = await bench.openCycle([sourceId], period);
  await bench.load(cycleId, sourceId, [...month('E1', day), ...month('E2', day, { sales_amount: '130000' })]);
  await bench.freeze(cycleId);
  await computeRun(bench.database, bench.call(), {
    cycleId,
    requestKey: randomUUID(),
    personIds: [anna, bo, chen],
    exclusions: [],
  });
  return cycleId;
}

const hr = () => bench.call({ grants: ['hr'] });
const start = (document: object, more: { cycles?: number; key?: string } = {}) =>
  whatIfs.start(
    {
      params: { standardId: 'sales' },
      query: {},
      body: { document: document as Record<string, unknown>, kind: 'month', cycles: more.cycles ?? 6 },
      idempotencyKey: more.key ?? randomUUID(),
    },
    hr(),
  );
const get = (whatIfId: string) => whatIfs.get({ params: { whatIfId }, query: {}, body: {} }, hr());
const people = async (whatIfId: string, cursor?: string, limit = 50) =>
  whatIfs.people({ params: { whatIfId }, query: { limit, ...(cursor ? { cursor } : {}) }, body: {} }, hr());
const tried = async (document: object, more?: Parameters<typeof start>[1]) => {
  const { whatIfId } = await start(document, more);
  expect(await whatIfs.workOnce()).toBe(true);
  return whatIfId;
};

/** The total from the lines as they were stored, with the draft's weights: by SQL rows and nothing of the scoring code. */
async function reckoned(cycleId: string, personId: string): Promise<string> {
  const lines = await bench.query<{ kpi_id: string; score: string; raw_weight: string }>(
    `select l.kpi_id, l.score::text, l.raw_weight::text from metrics.score_line l
     join metrics.score_run r on r.company_id = l.company_id and r.run_id = l.run_id
     where r.cycle_id = $1 and l.person_id = $2 and l.state = 'scored' and l.kpi_id <> 'sales_completion'`,
    [cycleId, personId],
  );
  const sum = (of: (line: (typeof lines)[number]) => Decimal) =>
    lines.reduce((all, line) => all.plus(of(line)), new Decimal(0));
  return sum(({ score, raw_weight }) => new Decimal(score).times(raw_weight))
    .div(sum(({ raw_weight }) => new Decimal(raw_weight)))
    .toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
    .toFixed();
}

it('tells what everybody would have got, and touches no run', async () => {
  const before = await bench.query('select * from metrics.score_result order by run_id, person_id');
  const whatIfId = await tried(draft);
  const found = await get(whatIfId);
  expect(found).toMatchObject({ state: 'done', standardId: 'sales', people: 4, done: 4, failure: null });
  expect(found.cycles.map(({ cycleId, people: of, regraded }) => [cycleId, of, regraded])).toEqual([
    [cycles[1], 2, expect.any(Number)],
    [cycles[0], 2, expect.any(Number)],
  ]);
  expect(found.departments).toEqual([expect.objectContaining({ people: 4 })]);
  expect(found.grades.reduce((sum, one) => sum + one.people, 0)).toBe(4);

  const { items } = await people(whatIfId);
  expect(items).toHaveLength(4);
  expect(items.some(({ personId }) => personId === chen)).toBe(false);
  for (const { cycleId, personId, totalAfter } of items)
    expect({ personId, totalAfter: new Decimal(totalAfter ?? 'NaN').toFixed() }).toEqual({
      personId,
      totalAfter: await reckoned(cycleId, personId),
    });
  // Whoever sold most loses most; it is said first.
  expect(items[0]?.personId).toBe(bo);
  const moves = items.map(({ totalBefore, totalAfter }) =>
    new Decimal(totalAfter ?? 0)
      .minus(totalBefore ?? 0)
      .abs()
      .toNumber(),
  );
  expect(moves).toEqual(moves.toSorted((a, b) => b - a));
  expect(await bench.query('select * from metrics.score_result order by run_id, person_id')).toEqual(before);
});

it('finds nothing in a draft that says the same', async () => {
  const { cycles: of, grades } = await get(await tried(shipped, { cycles: 1 }));
  expect(of).toEqual([expect.objectContaining({ cycleId: cycles[1], people: 2, regraded: 0 })]);
  expect(of[0]?.meanAfter).toBe(of[0]?.meanBefore);
  expect(grades.every(({ from, to }) => from === to)).toBe(true);
});

it('says who would be left without a total', async () => {
  const unmeasured = {
    ...draft,
    kpis: draft.kpis.map((kpi) =>
      kpi.kpiId === 'effective_touches' ? { ...kpi, inputs: { actual: 'never_collected' } } : kpi,
    ),
  };
  const whatIfId = await tried(unmeasured, { cycles: 1 });
  const { grades } = await get(whatIfId);
  expect(grades.length).toBeGreaterThan(0);
  expect(grades.every(({ to }) => to === null)).toBe(true);
  expect((await people(whatIfId)).items.map(({ totalAfter, gradeAfter }) => [totalAfter, gradeAfter])).toEqual([
    [null, null],
    [null, null],
  ]);
});

it('is read page by page, nobody twice', async () => {
  const whatIfId = await tried(draft);
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await people(whatIfId, cursor, 1);
    seen.push(...page.items.map(({ cycleId, personId }) => `${cycleId}/${personId}`));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(new Set(seen).size).toBe(4);
  expect(seen).toHaveLength(4);
});

it('goes on where a process left it, and starts once for one key', async () => {
  const key = randomUUID();
  const [first, again] = [await start(draft, { key }), await start(draft, { key })];
  expect(again.whatIfId).toBe(first.whatIfId);
  const { whatIfId } = first;
  // A process that died had tried one of them, and holds it no longer.
  await bench.asOwner(
    `insert into metrics.what_if_person (company_id, what_if_id, cycle_id, person_id, employee_code, name, department_names, position_names,
       total_before, total_after) values ($1, $2, $3, $4, 'E1', 'kept', '{}', '{}', 1, 1)`,
    [bench.companyId, whatIfId, cycles[1], anna],
  );
  await bench.asOwner('update metrics.what_if set done = 1 where what_if_id = $1', [whatIfId]);
  expect(await whatIfs.workOnce()).toBe(true);
  expect(await get(whatIfId)).toMatchObject({ state: 'done', done: 4 });
  expect((await people(whatIfId)).items.filter(({ name }) => name === 'kept')).toHaveLength(1);
  expect(await whatIfs.workOnce()).toBe(false);
});

it('tells how each KPI measured: its spread, its ends, its gaps, its likeness to the others', async () => {
  const { cycles: of, items } = await whatIfs.evidence(
    { params: { standardId: 'sales' }, query: { kind: 'month', cycles: 6 }, body: {} },
    hr(),
  );
  expect(of).toBe(2);
  expect(items.map(({ kpiId }) => kpiId)).toEqual(shipped.kpis.map(({ kpiId }) => kpiId).toSorted());
  const byId = new Map(items.map((one) => [one.kpiId, one]));
  // 70 and, 130 being cut, 120 in both months; what everybody has alike tells nobody apart, and is like nothing else.
  expect(byId.get('sales_completion')).toMatchObject({
    results: 4,
    missing: 0,
    atFloor: 0,
    atCap: 2,
    mean: '95.00',
    median: '95.00',
    low: '70.00',
    high: '120.00',
    deviation: '28.87',
    correlation: null,
  });
  expect(byId.get('effective_touches')).toMatchObject({ mean: '96.25', deviation: '0.00' });
});

it('refuses what cannot be calculated with, what nobody was scored by, and whoever is not HR', async () => {
  const refused = async (work: Promise<unknown>) =>
    work.then(
      () => 'not refused',
      (error: { code: string }) => error.code,
    );
  expect(await refused(start({ ...draft, kpis: 7 }))).toBe('standard.malformed');
  const negative = { ...draft, kpis: draft.kpis.map((kpi) => ({ ...kpi, rawWeight: '-1' })) };
  expect(await refused(start(negative))).toMatch(/^standard\.(unsound|malformed)$/);
  const unknown = whatIfs.start(
    {
      params: { standardId: 'market_research' },
      query: {},
      body: { document: shippedStandard('market_research') as never, kind: 'quarter', cycles: 1 },
      idempotencyKey: randomUUID(),
    },
    hr(),
  );
  expect(await refused(unknown)).toBe('what_if.nothing_scored');
  const { whatIfId } = await start(draft);
  const asAuditor = whatIfs.get({ params: { whatIfId }, query: {}, body: {} }, bench.call({ grants: ['auditor'] }));
  expect(await refused(asAuditor)).toBe('what_if.not_found');
});
