import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemsOf } from '../../apps/web/src/features/standards/editor/check.js';
import {
  firstVersionOf,
  newDuty,
  newExample,
  newKpi,
  withComposition,
  withDimension,
  withExpected,
  withoutDimension,
  withPosition,
} from '../../apps/web/src/features/standards/editor/edits.js';
import { withFittingOverrides, withModelKind } from '../../apps/web/src/features/standards/editor/models.js';
import { moved } from '../../apps/web/src/features/standards/editor/records.js';
import { diffStandards, isEmptyDiff } from '../../apps/web/src/features/standards/standard-diff.js';
import { type Kpi, modelIds, type StandardVersion } from '../../libs/domain/scoring/index.js';

const shipped = (standardId: string) =>
  JSON.parse(
    readFileSync(join(process.cwd(), `apps/roles/standards/${standardId}.v1.json`), 'utf8'),
  ) as StandardVersion;
const sales = shipped('sales');
const withFirst = (kpi: Kpi): StandardVersion => ({ ...sales, kpis: [kpi, ...sales.kpis.slice(1)] });
const first = sales.kpis[0]!;
const at = (standard: StandardVersion) => problemsOf(standard).map(({ path }) => path);

test('a shipped standard has nothing to refuse', () => {
  expect(problemsOf(sales)).toEqual([]);
});

test.each(modelIds)('a KPI changed to %s asks for what the model needs, and for nothing else', (modelId) => {
  const kpi = withModelKind({ ...first, target: { value: '' }, inputs: { actual: 'sales_amount' } }, modelId);
  const asked = problemsOf(withFirst(kpi));
  expect(kpi.model.model).toBe(modelId);
  const fields = new RegExp(
    `^kpis\\.${first.kpiId}(\\.target|\\.model\\..*|\\.inputs\\.base|)$|^positions\\.[^.]+\\.${first.kpiId}`,
  );
  for (const { path } of asked) expect(path).toMatch(fields);
});

test('of the old model nothing stays, neither with the KPI nor with its positions', () => {
  const standard: StandardVersion = {
    ...sales,
    kpis: [{ ...first, target: { value: '3' } }, ...sales.kpis.slice(1)],
    positions: {
      ...sales.positions,
      sales_rep: {
        ...sales.positions.sales_rep!,
        overrides: { [first.kpiId]: { target: { value: '5' }, inputs: { actual: 'touches' } } },
      },
    },
  };
  const listed = withModelKind(standard.kpis[0]!, 'checklist');
  expect(listed).toMatchObject({ target: null, inputs: null, model: { model: 'checklist', items: [] } });
  const fitted = withFittingOverrides({ ...standard, kpis: [listed, ...standard.kpis.slice(1)] }, listed);
  expect(fitted.positions.sales_rep!.overrides).toEqual({});
  expect(
    withModelKind({ ...first, aggregate: 'sum', target: { value: '5', per: 'year' } }, 'on_time_rate'),
  ).toMatchObject({
    aggregate: 'ratio_of_sums',
    target: { value: '5' },
  });
});

test('a new KPI, duty, example and veto are refused at the fields that are still blank', () => {
  const found = at({
    ...sales,
    kpis: [...sales.kpis, newKpi('visits')],
    duties: [newDuty('call_back', 'sales_rep')],
    examples: [{ ...newExample('one', 'sales_rep'), inputs: { sales_amount: 'x' } }],
  });
  expect(found).toEqual(
    expect.arrayContaining([
      'kpis.visits.rawWeight',
      'kpis.visits.target',
      'kpis.visits.names.en',
      'kpis.visits.sourceId',
      'kpis.visits.inputs.actual',
      'duties.call_back.atLeast',
      'duties.call_back.names.zh-Hant',
      'examples.one.inputs.sales_amount',
    ]),
  );
  expect(new Set(found).size).toBe(found.length);
});

test('a first version from a copy has the KPIs and lacks only a name and a position', () => {
  const names = { en: 'Inside sales', 'zh-Hans': '内部销售', 'zh-Hant': '內部銷售' };
  const { standard } = firstVersionOf('inside_sales', sales, '2026-10-02');
  expect(standard).toMatchObject({ standardId: 'inside_sales', version: 1, effectiveFrom: '2027-01-01', duties: [] });
  expect(problemsOf(withPosition({ ...standard, names }, 'inside_sales_rep', names))).toEqual([]);
  expect(at(firstVersionOf('empty_one', null, '2026-10-02').standard)).toEqual(
    expect.arrayContaining(['kpis', 'positions', 'standard.names.en']),
  );
});

test('what an example says can be unsaid, and can be that there is no score', () => {
  const example = sales.examples[0]!;
  const [kpiId] = Object.keys(example.expect.lines);
  expect(withExpected(example, kpiId!, undefined).expect.lines).not.toHaveProperty(kpiId!);
  expect(withExpected(example, 'total', null).expect.total).toBeNull();
  expect(withExpected(example, 'grade', undefined).expect).not.toHaveProperty('grade');
});

test('moving a KPI, changing an example and adding a veto each count as a change', () => {
  const { names } = first;
  const others: StandardVersion[] = [
    { ...sales, kpis: moved(sales.kpis, 0, 1) },
    { ...sales, examples: sales.examples.slice(1) },
    { ...sales, vetoes: [{ vetoId: 'fraud', names, effect: { kind: 'total_zero' } }] },
  ];
  for (const other of others) expect(isEmptyDiff(diffStandards(sales, other))).toBe(false);
  expect(diffStandards(sales, { ...sales, kpis: sales.kpis.slice(1) }).rules).toEqual([]);
  expect(moved(sales.kpis, 0, -1)).toBe(sales.kpis);
});

test('the first dimension takes every KPI, the last one gone leaves the standard as it was', () => {
  const plain: StandardVersion = { ...sales, kpis: sales.kpis.map(({ dimension: _, ...kpi }) => kpi) };
  const { dimensions: __, ...without } = plain;
  const one = withDimension(without, 'result');
  expect(one.kpis.every(({ dimension }) => dimension === 'result')).toBe(true);
  expect(new Set(at(one))).toEqual(
    new Set([
      'dimensions.result',
      ...['zh-Hant', 'zh-Hans', 'en'].map((locale) => `dimensions.result.names.${locale}`),
    ]),
  );
  const two = withDimension(one, 'conduct');
  expect(two.kpis).toEqual(one.kpis);
  const moved = withoutDimension(
    {
      ...two,
      vetoes: [{ vetoId: 'fraud', names: sales.names, effect: { kind: 'dimension_zero', dimensionId: 'result' } }],
    },
    'result',
  );
  expect(new Set(moved.kpis.map(({ dimension }) => dimension))).toEqual(new Set(['conduct']));
  expect(moved.vetoes).toEqual([]);
  expect(diffStandards(without, one)).toMatchObject({ rules: ['dimensions'] });
  expect(diffStandards(without, one).kpis).toHaveLength(without.kpis.length);
  expect(withoutDimension(one, 'result')).toEqual(without);
});

test('longer periods by months and by their own figures need a weight, and their own figures alone are what nothing says', () => {
  const own = withComposition(sales, { kind: 'own_period' });
  const weighted = (monthsWeight: string, ownWeight: string) =>
    withComposition(sales, { kind: 'weighted', monthsWeight, ownWeight });
  expect(at(weighted('0', '0'))).toEqual(['composition']);
  expect(at(weighted('60', ''))).toEqual(['composition.ownWeight']);
  expect(at(weighted('60', '40'))).toEqual([]);
  expect(diffStandards(own, weighted('60', '40')).rules).toEqual(['composition']);
  expect(isEmptyDiff(diffStandards(own, withComposition(weighted('60', '40'), { kind: 'own_period' })))).toBe(true);
});
