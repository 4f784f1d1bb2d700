import { checkAdjustment, scorePerson, totalWithAdjustments } from './index.js';
import { compiled, kpi, ones, person, segment } from './testing/build.js';

const standard = compiled([
  kpi('a', { rawWeight: '60' }),
  kpi('b', { rawWeight: '40' }),
  kpi('gone', { rawWeight: '5', missing: { policy: 'reweight' } }),
]);
const result = scorePerson(person([segment(standard, { inputs: ones({ a: '88', b: '90' }) })], { bonus: '1' }));
const rules = result.rules;
if (rules === null) throw new Error('no rules');

describe('a total with adjustments', () => {
  it('without any is the run’s own, to the last digit', () => {
    const { total, totalUnrounded, grade, beforeVeto, gradeBeforeVeto } = result;
    expect(totalWithAdjustments(result.segments, [], rules)).toEqual({
      total,
      totalUnrounded,
      grade,
      beforeVeto,
      gradeBeforeVeto,
    });
    expect(total).toBe('89.80');
  });

  it('moves by the line’s effective weight, and the grade with it', () => {
    const moved = totalWithAdjustments(result.segments, [{ segmentNo: 1, kpiId: 'a', score: '90' }], rules);
    expect(moved).toMatchObject({ total: '91.00', grade: 'A' });
    expect(result.grade).toBe('B');
  });

  it('comes out the same from lines and rules that were stored as JSON', () => {
    const stored = JSON.parse(JSON.stringify({ segments: result.segments, rules }));
    const adjustments = [{ segmentNo: 1, kpiId: 'b', score: '85.25' }];
    expect(totalWithAdjustments(stored.segments, adjustments, stored.rules)).toEqual(
      totalWithAdjustments(result.segments, adjustments, rules),
    );
  });

  it('never gives a score to a line that does not count', () => {
    const moved = totalWithAdjustments(result.segments, [{ segmentNo: 1, kpiId: 'gone', score: '120' }], rules);
    expect(moved.total).toBe(result.total);
  });
});

describe('a manager may move a line', () => {
  const line = { state: 'scored', shown: '98.34', floor: '0', cap: '120' } as const;

  it.each([
    ['108.34', true],
    ['88.34', true],
    ['108.35', false],
    ['88.33', false],
  ])('to %s: %s', (score, ok) => {
    expect(checkAdjustment(line, score, '10').ok).toBe(ok);
  });

  it('by no more than the limit, and is told what would do', () => {
    expect(checkAdjustment(line, '110', '10')).toEqual({
      ok: false,
      code: 'adjustment.over_limit',
      seen: '110',
      from: '88.34',
      to: '108.34',
    });
    expect(checkAdjustment({ ...line, shown: '115' }, '121', '10')).toMatchObject({
      code: 'adjustment.out_of_bounds',
      to: '120',
    });
    expect(checkAdjustment(line, 'NaN', '10')).toMatchObject({ code: 'adjustment.not_a_decimal' });
  });

  it('only if the line has a score', () => {
    expect(checkAdjustment({ ...line, state: 'missing_reweighted', shown: null }, '90', '10')).toMatchObject({
      code: 'adjustment.line_has_no_score',
    });
  });
});
