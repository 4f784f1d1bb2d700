import fc from 'fast-check';
import { allotByLargestRemainder, type GradeQuota, poolSmallGroups, quotaChecks } from './distribution.js';

describe('whole people for shares', () => {
  it.each([
    [10, ['10', '20', '40', '30'], [1, 2, 4, 3]],
    [12, ['10', '20', '40', '30'], [1, 2, 5, 4]],
    [7, ['10', '20', '40', '30'], [1, 1, 3, 2]],
    [3, ['50', '50'], [2, 1]],
    [0, ['50', '50'], [0, 0]],
    // The 80 % that have no quota take part in the largest remainder.
    [12, ['20'], [2]],
    [13, ['20'], [3]],
  ])('%i people by %j per cent are %j', (people, percents, counts) => {
    expect(allotByLargestRemainder(people, percents)).toEqual(counts);
  });

  it('are all the people, each count within one of its ideal', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.nat(5000), shares, (people, weights) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        // Only shares that end: 1/total may not, and then they would not be 100 together.
        fc.pre(Number.isInteger(1000 / total));
        const percents = weights.map((weight) => String((weight * 1000) / total / 10));
        const counts = allotByLargestRemainder(people, percents);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(people);
        counts.forEach((count, index) => {
          expect(Math.abs(count - (people * Number(percents[index])) / 100)).toBeLessThan(1);
        });
      }),
    );
  });
});

describe('a group’s grades against its quotas', () => {
  const quota = (grade: string, rule: 'at_most' | 'at_least' | 'exactly', percent: string): GradeQuota => ({
    grade,
    rule,
    percent,
    mode: 'enforce',
  });
  const counts = { S: 2, A: 4, B: 12, C: 2, D: 0 };

  it('are within at most, at least and exactly', () => {
    const checks = quotaChecks(counts, [
      quota('S', 'at_most', '10'),
      quota('A', 'exactly', '20'),
      quota('D', 'at_least', '5'),
    ]);
    expect(checks.map(({ grade, min, max, actual, ok }) => [grade, min, max, actual, ok])).toEqual([
      ['S', 0, 2, 2, true],
      ['A', 4, 4, 4, true],
      ['D', 1, null, 0, false],
    ]);
  });

  it('are within a span', () => {
    const between = (percent: string, toPercent: string): GradeQuota => ({
      grade: 'B',
      rule: 'between',
      percent,
      toPercent,
      mode: 'advise',
    });
    expect(quotaChecks(counts, [between('50', '60')])).toMatchObject([{ min: 10, max: 12, ok: true, mode: 'advise' }]);
    expect(quotaChecks(counts, [between('10', '50')])).toMatchObject([{ min: 2, max: 10, ok: false }]);
  });
});

describe('small groups', () => {
  const group = (groupId: string, parentId: string | null, people: number) => ({ groupId, parentId, people });

  it('under the minimum are pooled upward until they are large enough', () => {
    const groups = [
      group('company', null, 2),
      group('marketing', 'company', 4),
      group('brand', 'marketing', 3),
      group('research', 'marketing', 2),
      group('sales', 'company', 25),
    ];
    expect(Object.fromEntries(poolSmallGroups(groups))).toEqual({
      company: 'company',
      marketing: 'company',
      brand: 'company',
      research: 'company',
      sales: 'sales',
    });
  });

  it('stay where their pool reaches the minimum', () => {
    const groups = [group('company', null, 50), group('service', 'company', 6), group('tickets', 'service', 4)];
    expect(Object.fromEntries(poolSmallGroups(groups))).toEqual({
      company: 'company',
      service: 'service',
      tickets: 'service',
    });
    expect(poolSmallGroups(groups, 11).get('tickets')).toBe('company');
  });
});
