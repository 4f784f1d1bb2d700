import type { CalibrationRuleSettings } from '../../../../libs/contracts/cycles/calibration.js';
import { codeOf, RecordBench } from '../testing/record-bench.js';
import { CalibrationRulesService } from './calibration-rules.service.js';

let bench: RecordBench;
let rules: CalibrationRulesService;

beforeEach(async () => {
  bench = await RecordBench.open('2026-11-02T01:00:00Z');
  bench.company.add(1, [10, 20]);
  rules = new CalibrationRulesService(bench.ports);
}, 60_000);
afterEach(() => bench.close());

const strict: CalibrationRuleSettings = {
  minGroup: 5,
  quotas: [{ grade: 'S', rule: 'between', percent: '5', toPercent: '12.5', mode: 'enforce' }],
};
const put = (body: CalibrationRuleSettings, seen: number, grants: readonly ('hr' | 'auditor')[] = ['hr']) =>
  rules.put({ params: { kind: 'quarter' }, query: {}, body, ifMatch: seen }, bench.call(900, [...grants]));

it('a cycle takes along what the company says of its grades when it is launched, and keeps it', async () => {
  const { items } = await rules.list(bench.call(902, ['auditor']));
  expect(items.map(({ kind, version, rules: { minGroup } }) => [kind, version, minGroup])).toEqual([
    ['month', 0, 10],
    ['quarter', 0, 10],
    ['year', 0, 10],
  ]);
  expect(await put(strict, 0)).toMatchObject({ version: 1, rules: strict, changedBy: { name: 'Name 900' } });
  await bench.launch({}, 'quarter');
  await put({ ...strict, quotas: [] }, 1);
  expect(await bench.query("select route -> 'calibration' as rules from cycles.cycle")).toEqual([
    { rules: { ...strict, version: 1 } },
  ]);
  expect((await bench.history()).filter(({ action }) => action === 'calibration_rules.changed')).toHaveLength(2);
  expect(await bench.query('select version from cycles.calibration_rules order by version')).toEqual([
    { version: 1 },
    { version: 2 },
  ]);
});

it('is HR’s to change, at the version they saw, without contradiction', async () => {
  expect(await codeOf(put(strict, 0, ['auditor']))).toBe('calibration_rules.change_not_allowed');
  await put(strict, 0);
  expect(await codeOf(put(strict, 0))).toBe('calibration_rules.stale_version');
  const twice: CalibrationRuleSettings = { ...strict, quotas: [...strict.quotas, ...strict.quotas] };
  expect(await codeOf(put(twice, 1))).toBe('calibration_rules.grade_twice');
  expect(await codeOf(rules.list(bench.call(1)))).toBe('calibration_rules.not_allowed');
});
