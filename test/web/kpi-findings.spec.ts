import { findingsOf } from '../../apps/web/src/features/standards/editor/kpi-findings.js';

const sound = {
  kpiId: 'k',
  results: 100,
  missing: 0,
  atFloor: 0,
  atCap: 0,
  mean: '95',
  deviation: '9',
  low: '80',
  median: '96',
  high: '110',
  correlation: '0.3',
};

test.each([
  ['a sound one', {}, []],
  ['too few results to say anything', { results: 9, atCap: 9 }, []],
  ['nearly a third at the cap', { atCap: 29 }, []],
  ['a third at the cap', { atCap: 30 }, ['ceiling']],
  ['a third at the floor', { atFloor: 30 }, ['floor']],
  ['often without figures', { missing: 20 }, ['gaps']],
  ['the same for everybody', { deviation: '2.99' }, ['alike']],
  ['what the others say already', { correlation: '0.80' }, ['redundant']],
  ['two at once', { atCap: 90, deviation: '0.00', correlation: null }, ['ceiling', 'alike']],
] as const)('%s', (_, changes, findings) => {
  expect(findingsOf({ ...sound, ...changes })).toEqual(findings);
});
