import { lastOver, periodsTo } from '../../apps/web/src/features/launch/periods.js';

test('the period offered first is the one that still runs, the default is the last one over', () => {
  expect(periodsTo('month', '2026-11-24')[0]).toEqual({ from: '2026-11-01', to: '2026-12-01' });
  expect(lastOver('month', '2026-11-24')).toBe('2026-10-01');
  expect(lastOver('quarter', '2026-11-24')).toBe('2026-07-01');
  expect(lastOver('year', '2026-11-24')).toBe('2025-01-01');
});

test('on the first day of a period the one before it is over', () => {
  expect(lastOver('month', '2027-01-01')).toBe('2026-12-01');
  expect(lastOver('quarter', '2027-01-01')).toBe('2026-10-01');
  expect(lastOver('year', '2027-01-01')).toBe('2026-01-01');
});
