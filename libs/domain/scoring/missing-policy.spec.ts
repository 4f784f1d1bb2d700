import type { Kpi, MissingPolicy, Segment } from './index.js';
import { scorePerson } from './score-person.js';
import { compiled, kpi, linesOf, ones, person, segment } from './testing/build.js';

const approval = { kpiId: 'gone', reason: 'no campaign was planned', approvedBy: 'HR Li' };

/** One KPI of 80 that scores 90, and one without a figure. */
function withGone(missing: MissingPolicy, change: Partial<Segment> = {}, weight = '20', gone: Partial<Kpi> = {}) {
  const standard = compiled([
    kpi('present', { rawWeight: '80' }),
    kpi('gone', { rawWeight: weight, missing, ...gone }),
  ]);
  return scorePerson(person([segment(standard, { inputs: ones({ present: '90' }), ...change })]));
}
const stateOf = (result: ReturnType<typeof withGone>) => {
  const line = linesOf(result).gone;
  return [line?.state, line?.reason, line?.score];
};

describe('a KPI without figures', () => {
  it('blocks the total, and nobody can approve it away', () => {
    const result = withGone({ policy: 'block' }, { exclusions: [approval] });
    expect(stateOf(result)).toEqual(['blocked', 'no_observation', null]);
    expect([result.status, result.total, result.grade]).toEqual(['blocked', null, null]);
    expect(result.blockedBy).toEqual([{ kpiId: 'gone', segmentNo: 1, reason: 'no_observation' }]);
  });

  it('keeps its weight while it blocks, because the figure is still to come', () => {
    expect(linesOf(withGone({ policy: 'block' })).gone?.effectiveWeight).toBe('0.2');
  });

  it('is reweighted: the others carry the whole', () => {
    const result = withGone({ policy: 'reweight' });
    expect(stateOf(result)).toEqual(['missing_reweighted', 'no_observation', null]);
    expect([result.total, result.segments[0]?.sumRaw]).toEqual(['90.00', '80']);
    expect(linesOf(result).present?.effectiveWeight).toBe('1');
    expect(linesOf(result).gone?.effectiveWeight).toBe('0');
  });

  it.each([
    ['40 % of what is due is just allowed', '53.33333333333333333333333333333333', 'scored'],
    ['more than 40 % is not', '53.34', 'blocked'],
  ])('is reweighted up to the limit: %s', (_, weight, status) => {
    expect(withGone({ policy: 'reweight' }, {}, weight).status).toBe(status);
  });

  it('exactly at the limit is reweighted whatever the other weights divide into', () => {
    const standard = compiled([
      kpi('a', { rawWeight: '40' }),
      kpi('b', { rawWeight: '32' }),
      kpi('gone', { rawWeight: '48', missing: { policy: 'reweight' } }),
    ]);
    const result = scorePerson(person([segment(standard, { inputs: ones({ a: '90', b: '90' }) })]));
    expect(result.total).toBe('90.00');
  });

  it('beyond the limit waits, and an approval by name lets it go', () => {
    const waiting = withGone({ policy: 'reweight' }, {}, '80');
    expect(waiting.blockedBy).toEqual([{ kpiId: 'gone', segmentNo: 1, reason: 'reweight_refused' }]);
    const approved = withGone({ policy: 'reweight' }, { exclusions: [approval] }, '80');
    expect([approved.total, linesOf(approved).gone?.state]).toEqual(['90.00', 'excluded']);
  });

  it('does not count KPIs that are not due towards the limit', () => {
    const standard = compiled([
      kpi('present', { rawWeight: '20' }),
      kpi('gone', { rawWeight: '20', missing: { policy: 'reweight' } }),
      kpi('yearly', { rawWeight: '100', cadence: ['year'] }),
    ]);
    const result = scorePerson(person([segment(standard, { inputs: ones({ present: '90' }) })]));
    expect(result.blockedBy).toEqual([{ kpiId: 'gone', segmentNo: 1, reason: 'reweight_refused' }]);
  });

  it('is excluded only with an approval, which the line keeps', () => {
    expect(stateOf(withGone({ policy: 'exclude_with_reason' }))).toEqual(['blocked', 'exclusion_needed', null]);
    const excluded = withGone({ policy: 'exclude_with_reason' }, { exclusions: [approval] });
    expect(linesOf(excluded).gone?.exclusion).toEqual(approval);
    expect(excluded.total).toBe('90.00');
  });

  it('carries the last score, within its bounds, or waits where there is none', () => {
    const carried = withGone({ policy: 'carry_last' }, { carried: { gone: '70' } });
    expect(stateOf(carried)).toEqual(['missing_carried', 'no_observation', '70']);
    expect(carried.total).toBe('86.00');
    expect(stateOf(withGone({ policy: 'carry_last' }, { carried: { gone: '130' } }))[2]).toBe('120');
    expect(stateOf(withGone({ policy: 'carry_last' }))).toEqual(['blocked', 'nothing_to_carry', null]);
  });

  it('is zero or a default only where the standard says so', () => {
    expect(withGone({ policy: 'zero' }).total).toBe('72.00');
    expect(stateOf(withGone({ policy: 'zero' }))).toEqual(['missing_zero', 'no_observation', '0']);
    expect(withGone({ policy: 'default', score: '60' }).total).toBe('84.00');
  });

  it('is missing as well when its input has a figure made of no observation', () => {
    const none = { sum: '0', count: '0', last: '0', max: '0', min: '0' };
    const result = withGone({ policy: 'block' }, { inputs: { ...ones({ present: '90' }), gone: none } });
    expect(result.status).toBe('blocked');
  });

  it('an approval changes nothing where there is a figure', () => {
    const result = withGone(
      { policy: 'exclude_with_reason' },
      { inputs: ones({ present: '90', gone: '10' }), exclusions: [approval] },
    );
    expect(stateOf(result)).toEqual(['scored', null, '10']);
  });
});

describe('a KPI that cannot be judged', () => {
  const perPeriod = { target: { perPeriod: true } } as const;

  it('blocks while HR has set no target for the period, whatever its missing policy', () => {
    const inputs = ones({ present: '90', gone: '10' });
    expect(stateOf(withGone({ policy: 'zero' }, { inputs }, '20', perPeriod))).toEqual([
      'blocked',
      'target_missing',
      null,
    ]);
    expect(stateOf(withGone({ policy: 'zero' }, { inputs, periodTargets: { gone: '0' } }, '20', perPeriod))).toEqual([
      'blocked',
      'target_invalid',
      null,
    ]);
    expect(stateOf(withGone({ policy: 'zero' }, { inputs, periodTargets: { gone: '20' } }, '20', perPeriod))).toEqual([
      'scored',
      null,
      '50',
    ]);
  });

  it('needs no target where nothing occurred', () => {
    expect(withGone({ policy: 'reweight' }, {}, '20', perPeriod).total).toBe('90.00');
  });
});
