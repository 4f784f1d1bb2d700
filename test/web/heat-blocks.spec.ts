import { blocksOf, type HeatRow } from '../../apps/web/src/features/team/heat.js';

const names = (text: string) => ({ en: text, 'zh-Hans': text, 'zh-Hant': text });
const row = (no: number, position: string, scores: Readonly<Record<string, string | null>>): HeatRow => ({
  appraisalId: `appraisal ${no}`,
  person: { personId: `person ${no}`, name: `${no}`, employeeCode: `E${no}`, positionNames: names(position) },
  total: '90',
  grade: 'A',
  lines: Object.entries(scores).map(([kpiId, score]) => ({
    kpiId,
    names: names(kpiId),
    rawWeight: { sales: '40', visits: '9.5', calls: '10' }[kpiId] ?? '1',
    score,
  })),
});
const rows = [
  row(1, 'Rep', { visits: '100', calls: null, sales: '80' }),
  row(2, 'Rep', { visits: '60', calls: null, sales: '90.01' }),
  row(3, 'Clerk', { calls: '50' }),
];

test.each([
  ['standard', ['visits', 'calls', 'sales']],
  ['weight', ['sales', 'calls', 'visits']],
  // A KPI nobody has a score of stands last.
  ['mean', ['sales', 'visits', 'calls']],
] as const)('columns by %s', (order, expected) => {
  const [block, other] = blocksOf(rows, order);
  expect(block?.kpis.map(({ kpiId }) => kpiId)).toEqual(expected);
  expect(other?.rows).toHaveLength(1);
});
