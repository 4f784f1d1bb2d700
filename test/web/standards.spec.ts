import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { effectiveWeights } from '../../apps/web/src/features/standards/effective-weights.js';
import { diffStandards, isEmptyDiff } from '../../apps/web/src/features/standards/standard-diff.js';
import { percentOf, scoreTrial, trialFrom } from '../../apps/web/src/features/standards/trial.js';
import { compileStandard, type StandardVersion } from '../../libs/domain/scoring/index.js';

const folder = join(process.cwd(), 'apps/roles/standards');
const standards = readdirSync(folder)
  .filter((name) => name.endsWith('.v1.json'))
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as StandardVersion);
const sales = standards.find((one) => one.standardId === 'sales')!;

const withWeights = (standard: StandardVersion, rawWeight: string): StandardVersion => ({
  ...standard,
  kpis: standard.kpis.map((kpi, index) => (index === 0 ? { ...kpi, rawWeight } : kpi)),
});

test.each(standards)(
  '$standardId: the shown weights are those the scoring code uses when every figure is there',
  (standard) => {
    const compiled = compileStandard(standard);
    for (const { positionId, kind } of standard.examples) {
      const lines = scoreTrial(compiled, positionId, kind, trialFrom(compiled, positionId, kind)).segments[0]!.lines;
      if (lines.some((line) => line.state !== 'scored' && line.state !== 'not_due')) continue;
      const { percentOf: shown } = effectiveWeights(standard, kind);
      for (const line of lines.filter(({ state }) => state === 'scored'))
        expect(shown(line.kpiId)).toBe(percentOf(line.effectiveWeight));
    }
  },
);

test.each(standards)('$standardId: a trial begins with a worked example and comes to its total', (standard) => {
  const compiled = compileStandard(standard);
  const first = standard.examples[0]!;
  const trial = trialFrom(compiled, first.positionId, first.kind);
  expect(scoreTrial(compiled, first.positionId, first.kind, trial).total).toBe(first.expect.total);
});

test('a weight that is no number yet leaves the weights unsaid', () => {
  expect(effectiveWeights(withWeights(sales, '4.')).sumRaw).toBeNull();
  expect(effectiveWeights(withWeights(sales, '40')).sumRaw).toBe('120');
});

test('with dimensions a KPI weighs its share of its dimension', () => {
  const [first, second] = sales.kpis;
  const standard = {
    kpis: [
      { ...first!, dimension: 'results', rawWeight: '1' },
      { ...second!, dimension: 'conduct', rawWeight: '7' },
    ],
    dimensions: [
      { dimensionId: 'results', names: first!.names, rawWeight: '3' },
      { dimensionId: 'conduct', names: first!.names, rawWeight: '1' },
    ],
  };
  const { percentOf: shown } = effectiveWeights(standard);
  expect([shown(first!.kpiId), shown(second!.kpiId)]).toEqual(['75', '25']);
});

test('a version differs from itself in nothing, whatever the order of its keys', () => {
  const reversed = JSON.parse(JSON.stringify(sales), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value,
  ) as StandardVersion;
  expect(isEmptyDiff(diffStandards(sales, { ...reversed, version: 2, effectiveFrom: '2027-01-01' }))).toBe(true);
});

test('changed, added and removed parts are each found once', () => {
  const after: StandardVersion = {
    ...withWeights(sales, '45'),
    duties: sales.duties.slice(1),
    defaults: { ...sales.defaults, adjustmentLimit: '5' },
    positions: {
      ...sales.positions,
      sales_rep: { ...sales.positions.sales_rep!, overrides: { new_customers: { scope: 'team' } } },
    },
  };
  const diff = diffStandards(sales, after);
  expect(diff.kpis).toMatchObject([{ kind: 'changed', fields: ['rawWeight'] }]);
  expect(diff.duties).toMatchObject([{ kind: 'removed' }]);
  expect(diff.rules).toEqual(['adjustmentLimit']);
  expect(diff.overrides).toMatchObject([{ positionId: 'sales_rep' }]);
});
