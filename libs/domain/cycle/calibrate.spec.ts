import type { GradeQuota } from '../scoring/distribution.js';
import { closeRefusal, defaultCalibration, type MovedGrade, moveRefusal, rulesProblem } from './calibrate.js';

const scale = ['D', 'C', 'B', 'A', 'S'];
const moved = (from: string, to: string, about = 'anna'): MovedGrade => ({
  from,
  to,
  scale,
  byPersonId: 'hr',
  aboutPersonId: about,
});
const atMostS: GradeQuota = { grade: 'S', rule: 'at_most', percent: '10', mode: 'enforce' };
const someA: GradeQuota = { grade: 'A', rule: 'between', percent: '10', toPercent: '30', mode: 'enforce' };

describe('a move of a grade', () => {
  test.each([
    ['up to the quota', { S: 1, B: 19 }, moved('B', 'S'), undefined],
    ['past the quota', { S: 2, B: 18 }, moved('B', 'S'), 'calibration.quota_exceeded'],
    ['out of a grade that is over its quota', { S: 4, B: 16 }, moved('S', 'B'), undefined],
    ['that leaves too few', { S: 0, A: 2, B: 18 }, moved('A', 'B'), 'calibration.quota_exceeded'],
    ['to a grade the standard has not', { B: 20 }, moved('B', 'E'), 'calibration.grade_unknown'],
    ['to the same grade', { B: 20 }, moved('B', 'B'), 'calibration.grade_unchanged'],
    ['of one’s own', { B: 20 }, moved('B', 'A', 'hr'), 'calibration.own_grade'],
  ])('%s', (_, counts, move, code) => expect(moveRefusal(move, counts, [atMostS, someA])?.code).toBe(code));

  test('against what is only advised is HR’s to make', () => {
    const advised: GradeQuota[] = [{ ...atMostS, mode: 'advise' }];
    expect(moveRefusal(moved('B', 'S'), { S: 9, B: 11 }, advised)).toBeNull();
    expect(closeRefusal({ S: 10, B: 10 }, advised)).toBeNull();
  });
});

test('a session is closed only within every enforced quota', () => {
  expect(closeRefusal({ S: 2, A: 2, B: 16 }, [atMostS, someA])).toBeNull();
  expect(closeRefusal({ S: 3, A: 2, B: 15 }, [atMostS, someA])).toMatchObject({
    code: 'calibration.quota_exceeded',
    values: { grade: 'S', max: 2, actual: 3 },
  });
});

test.each([
  ['one grade twice', [atMostS, atMostS], 'grade_twice'],
  ['a range upside down', [{ ...someA, percent: '40' }], 'range'],
  [
    'more than everybody',
    [
      { ...someA, percent: '30' },
      { ...atMostS, rule: 'at_least', percent: '80' },
    ],
    'over_all',
  ],
  ['nothing', [atMostS, someA], undefined],
  ['nothing in those that come with the product', defaultCalibration.quotas, undefined],
] as const)('quotas are refused for %s', (_, quotas, code) => expect(rulesProblem(quotas)?.code).toBe(code));
