import { lastDay, monthsBetween, weeksOf } from '../../apps/web/src/features/launch/plan-days.js';

test('what is due at midnight is due on the day that ends then', () => {
  expect(lastDay('Asia/Shanghai', '2026-12-05T16:00:00.000Z')).toBe('2026-12-05');
});

test('the months of a plan are those its days lie in', () => {
  expect(monthsBetween('2026-11-24', '2027-01-10')).toEqual(['2026-11-01', '2026-12-01', '2027-01-01']);
  expect(monthsBetween('2026-11-24', '2030-01-01')).toHaveLength(4);
});

test('a month stands in whole weeks from Monday', () => {
  const weeks = weeksOf('2026-11-01');
  expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
  expect(weeks.at(-1)).toEqual(['2026-11-30', null, null, null, null, null, null]);
  expect(weeks.flat().filter((day) => day !== null)).toHaveLength(30);
});
