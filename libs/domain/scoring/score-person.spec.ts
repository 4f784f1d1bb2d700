import type { Kpi, PersonInput, Segment, StandardVersion } from './index.js';
import { neededInputs, scorePerson } from './index.js';
import { added, compiled, kpi, linesOf, one, ones, person, segment } from './testing/build.js';

const names = { 'zh-Hant': 'x', 'zh-Hans': 'x', en: 'x' };

/** A person whose only KPI scores exactly this. */
function scoring(score: string, change: Partial<StandardVersion> = {}, input: Partial<PersonInput> = {}) {
  const standard = compiled([kpi('only')], change);
  return scorePerson(person([segment(standard, { inputs: ones({ only: score }) })], input));
}

describe('the total', () => {
  it('is the mean of the line scores by raw weight, which need not add up to 100', () => {
    const standard = compiled([kpi('a', { rawWeight: '40' }), kpi('b', { rawWeight: '75' })]);
    const result = scorePerson(person([segment(standard, { inputs: ones({ a: '100', b: '60' }) })]));
    expect(result.segments[0]?.sumRaw).toBe('115');
    expect(result.totalUnrounded).toBe('73.91304347826086956521739130434783');
    expect([result.total, result.grade]).toEqual(['73.91', 'C']);
    expect(linesOf(result).a?.effectiveWeight).toBe('0.3478260869565217391304347826086957');
  });

  it('of one line is that line’s own score to the last digit', () => {
    const standard = compiled([kpi('a', { rawWeight: '7', target: { value: '3' } })]);
    const result = scorePerson(person([segment(standard, { inputs: ones({ a: '2' }) })]));
    expect(result.totalUnrounded).toBe(linesOf(result).a?.score);
  });

  it.each([
    ['0', 'D'],
    ['59.994', 'D'],
    ['59.995', 'C'],
    ['74.99', 'C'],
    ['75', 'B'],
    ['89.99', 'B'],
    ['90', 'A'],
    ['104.99', 'A'],
    ['105', 'S'],
    ['120', 'S'],
  ])('of %s has the grade %s, by the rounded total', (score, grade) => {
    expect(scoring(score).grade).toBe(grade);
  });

  it('rounds half up, once', () => {
    expect(scoring('59.995').total).toBe('60.00');
    expect(scoring('59.99499999').total).toBe('59.99');
  });

  it('leaves out what is not due in this kind of cycle and says so', () => {
    const standard = compiled([kpi('monthly'), kpi('yearly', { cadence: ['year'] })]);
    const result = scorePerson(person([segment(standard, { inputs: ones({ monthly: '90' }) })]));
    expect(result.total).toBe('90.00');
    expect(linesOf(result).yearly).toMatchObject({ state: 'not_due', reason: 'not_in_cadence', effectiveWeight: '0' });
  });

  it('does not exist where nothing is due, nothing counts or the position is unknown', () => {
    const yearly = compiled([kpi('yearly', { cadence: ['year'] })]);
    expect(scorePerson(person([segment(yearly)])).blockedBy).toEqual([
      { kpiId: null, segmentNo: 1, reason: 'nothing_due' },
    ]);
    const excused = compiled([kpi('gone', { missing: { policy: 'exclude_with_reason' } })]);
    const exclusions = [{ kpiId: 'gone', reason: 'on leave', approvedBy: 'HR' }];
    expect(scorePerson(person([segment(excused, { exclusions })])).blockedBy[0]?.reason).toBe('nothing_counts');
    const lost = scorePerson(person([segment(compiled([kpi('a')]), { positionId: 'gardener' })]));
    expect(lost.blockedBy).toEqual([{ kpiId: null, segmentNo: 1, reason: 'position_unknown' }]);
    expect(scorePerson(person([])).blockedBy).toEqual([{ kpiId: null, segmentNo: null, reason: 'no_segment' }]);
  });
});

describe('a target of what adds up over time', () => {
  const touches = (change: Partial<Kpi> = {}) =>
    compiled([kpi('touches', { aggregate: 'sum', target: { value: '80', per: 'month' }, ...change })]);
  const targetOf = (input: Partial<PersonInput>, change: Partial<Kpi> = {}, of: Partial<Segment> = {}) =>
    linesOf(scorePerson(person([segment(touches(change), { inputs: { touches: added('80', '20') }, ...of })], input)))
      .touches?.target;

  it('is multiplied by the months of the cycle', () => {
    expect(targetOf({})).toBe('80');
    expect(targetOf({ kind: 'quarter', months: 3, periodDays: 92 }, {}, { days: 92 })).toBe('240');
    expect(targetOf({ kind: 'year', months: 12, periodDays: 365 }, {}, { days: 365 })).toBe('960');
  });

  it('set for a quarter asks a third of it in a month', () => {
    expect(targetOf({}, { target: { value: '10', per: 'quarter' } })).toBe('3.333333333333333333333333333333333');
    expect(targetOf({ kind: 'quarter', months: 3 }, { target: { value: '10', per: 'quarter' } })).toBe('10');
  });

  it('set by HR for the period is not multiplied', () => {
    const input = { kind: 'quarter', months: 3, periodDays: 92 } as const;
    expect(targetOf(input, { target: { perPeriod: true } }, { days: 92, periodTargets: { touches: '200' } })).toBe(
      '200',
    );
  });

  it('is asked in proportion to the days of a shorter segment', () => {
    expect(targetOf({ periodDays: 30 }, {}, { days: 12 })).toBe('32');
    expect(
      targetOf({ periodDays: 30 }, { target: { perPeriod: true } }, { days: 15, periodTargets: { touches: '10' } }),
    ).toBe('5');
  });

  it('stands as it is for every other aggregate', () => {
    const input = { kind: 'year', months: 12, periodDays: 365 } as const;
    expect(targetOf(input, { aggregate: 'mean', target: { value: '80' } }, { days: 100 })).toBe('80');
  });
});

describe('a position', () => {
  const standard = compiled([kpi('sales'), kpi('customers')], {
    positions: {
      rep: { names, overrides: {} },
      manager: {
        names,
        overrides: { customers: { target: { value: '200' }, scope: 'team', inputs: { actual: 'good_customers' } } },
      },
    },
  });

  it('is measured by its own targets and inputs', () => {
    const inputs = ones({ sales: '100', customers: '50', good_customers: '150' });
    const customersOf = (positionId: string) =>
      linesOf(scorePerson(person([segment(standard, { positionId, inputs })]))).customers?.shown;
    expect([customersOf('rep'), customersOf('manager')]).toEqual(['50.00', '75.00']);
  });

  it('tells which inputs are needed, and whose rows', () => {
    expect(neededInputs(standard, 'manager', 'month')).toEqual([
      { inputId: 'sales', sourceId: 'erp', scope: 'person' },
      { inputId: 'good_customers', sourceId: 'erp', scope: 'team' },
    ]);
  });
});

describe('segments', () => {
  const standard = compiled([kpi('a')]);
  const part = (days: number, score: string, from: string, change: Partial<Segment> = {}) =>
    segment(standard, { days, from, inputs: ones({ a: score }), ...change });

  it('count by their days', () => {
    const result = scorePerson(person([part(15, '60', '2026-10-01'), part(16, '100', '2026-10-16')]));
    expect(result.totalUnrounded).toBe('80.64516129032258064516129032258065');
    expect(result.segments.map((one) => [one.segmentNo, one.score, one.counted])).toEqual([
      [1, '60', true],
      [2, '100', true],
    ]);
  });

  it('are numbered in order of time, however they come', () => {
    const first = part(15, '60', '2026-10-01');
    const second = part(16, '100', '2026-10-16');
    expect(scorePerson(person([second, first]))).toEqual(scorePerson(person([first, second])));
  });

  it('shorter than the minimum are left out, even when they lack figures', () => {
    const result = scorePerson(person([part(11, '60', '2026-10-01', { inputs: {} }), part(20, '100', '2026-10-12')]));
    expect([result.status, result.total]).toEqual(['scored', '100.00']);
    expect(result.segments[0]?.counted).toBe(false);
  });

  it('are all counted when all are too short', () => {
    const result = scorePerson(person([part(10, '60', '2026-10-01'), part(10, '100', '2026-10-11')]));
    expect(result.total).toBe('80.00');
  });

  it('need 30 days in a longer cycle', () => {
    const parts = [part(29, '60', '2026-10-01'), part(63, '100', '2026-10-30')];
    expect(scorePerson(person(parts, { kind: 'quarter', months: 3, periodDays: 92 })).total).toBe('100.00');
  });

  it('block the person when a counted one lacks a figure', () => {
    const result = scorePerson(person([part(15, '60', '2026-10-01'), part(16, '0', '2026-10-16', { inputs: {} })]));
    expect(result.blockedBy).toEqual([{ kpiId: 'a', segmentNo: 2, reason: 'no_observation' }]);
  });

  it('are each scored by their own standard; the last counted one decides about the whole', () => {
    const strict = compiled([kpi('a', { target: { value: '200' } })], { standardId: 'strict', bonusCap: '1' });
    const parts = [part(15, '100', '2026-10-01'), part(16, '100', '2026-10-16', { standard: strict })];
    const result = scorePerson(person(parts, { bonus: '5' }));
    expect(result.segments.map((one) => one.standardId)).toEqual(['tested', 'strict']);
    expect(result.rules?.bonus).toBe('1');
    expect(result.total).toBe('75.19');
  });
});

describe('bonus, penalty and veto', () => {
  const vetoes = [
    { vetoId: 'fraud', names, effect: { kind: 'total_zero' } },
    { vetoId: 'complaint', names, effect: { kind: 'grade_cap', grade: 'C' } },
  ] as const;
  const used = (vetoId: string) => ({ vetoes: [{ vetoId, reason: 'shown in the audit', approvedBy: 'HR' }] });

  it('add and take points up to their caps', () => {
    expect(scoring('80', {}, { bonus: '3.5' }).total).toBe('83.50');
    expect(scoring('80', {}, { bonus: '30' }).total).toBe('90.00');
    expect(scoring('80', {}, { penalty: '30', bonus: '4' }).total).toBe('74.00');
    expect(scoring('80', { bonusCap: '0' }, { bonus: '3' }).total).toBe('80.00');
  });

  it('never lift the total over its cap or under its floor', () => {
    expect(scoring('118', {}, { bonus: '10' }).total).toBe('120.00');
    expect(scoring('4', {}, { penalty: '10' }).total).toBe('0.00');
  });

  it('a veto sets the total to 0 and keeps what it was', () => {
    const result = scoring('95', { vetoes }, { ...used('fraud'), bonus: '2' });
    expect(result).toMatchObject({ total: '0.00', grade: 'D', beforeVeto: '97.00', gradeBeforeVeto: 'A' });
  });

  it('a veto may cap the grade and leave the total', () => {
    expect(scoring('95', { vetoes }, used('complaint'))).toMatchObject({
      total: '95.00',
      grade: 'C',
      gradeBeforeVeto: 'A',
    });
    expect(scoring('40', { vetoes }, used('complaint')).grade).toBe('D');
  });

  it('without a veto nothing stands before it', () => {
    expect(scoring('95', { vetoes })).toMatchObject({ beforeVeto: null, gradeBeforeVeto: null });
  });

  it('a veto no standard knows blocks', () => {
    expect(scoring('95', {}, used('unheard_of')).blockedBy).toEqual([
      { kpiId: null, segmentNo: null, reason: 'veto_unknown' },
    ]);
  });
});

describe('dimensions', () => {
  const dimensions = [
    { dimensionId: 'results', names, rawWeight: '70' },
    { dimensionId: 'conduct', names, rawWeight: '30' },
  ];
  const vetoes = [{ vetoId: 'safety', names, effect: { kind: 'dimension_zero', dimensionId: 'conduct' } }] as const;
  const kpis = [
    kpi('sales', { dimension: 'results', rawWeight: '3' }),
    kpi('cost', { dimension: 'results', rawWeight: '1' }),
    kpi('attitude', { dimension: 'conduct', rawWeight: '5', missing: { policy: 'reweight' } }),
  ];
  const standard = compiled(kpis, { dimensions, vetoes });
  const inputs = ones({ sales: '100', cost: '60', attitude: '80' });

  it('are weighed inside each and then among themselves', () => {
    const result = scorePerson(person([segment(standard, { inputs })]));
    expect(result.total).toBe('87.00');
    expect(result.segments[0]?.dimensions).toEqual([
      { dimensionId: 'results', rawWeight: '70', effectiveWeight: '0.7', score: '90' },
      { dimensionId: 'conduct', rawWeight: '30', effectiveWeight: '0.3', score: '80' },
    ]);
    expect(Object.values(linesOf(result)).map((line) => line.effectiveWeight)).toEqual(['0.525', '0.175', '0.3']);
  });

  it('in which nothing counts hand their weight to the others', () => {
    const { attitude: _, ...left } = inputs;
    const result = scorePerson(person([segment(standard, { inputs: left })]));
    expect([result.total, linesOf(result).sales?.effectiveWeight]).toEqual(['90.00', '0.75']);
  });

  it('measure what reweighting lets go by their own weight', () => {
    const heavy = compiled(kpis, { dimensions: dimensions.map((one) => ({ ...one, rawWeight: '50' })) });
    const { attitude: _, ...left } = inputs;
    expect(scorePerson(person([segment(heavy, { inputs: left })])).blockedBy[0]?.reason).toBe('reweight_refused');
  });

  it('one of them can be set to 0 by a veto', () => {
    const vetoed = person([segment(standard, { inputs })], {
      vetoes: [{ vetoId: 'safety', reason: 'accident', approvedBy: 'HR' }],
    });
    expect(scorePerson(vetoed)).toMatchObject({ total: '63.00', beforeVeto: '87.00', grade: 'C' });
  });
});

describe('a longer cycle', () => {
  const months = [
    { month: '2026-10', total: '80' },
    { month: '2026-11', total: '90' },
    { month: '2026-12', total: '85.5' },
  ];
  const quarter = { kind: 'quarter', months: 3, periodDays: 92, monthTotals: months } as const;
  const scored = (
    change: Partial<StandardVersion>,
    input: Partial<PersonInput> = quarter,
    figures = { only: one('100') },
  ) => scorePerson(person([segment(compiled([kpi('only')], change), { days: 92, inputs: figures })], input));

  it('scores its own observations unless the standard says otherwise', () => {
    expect(scored({}).total).toBe('100.00');
    expect(scored({ composition: { kind: 'own_period' } }).total).toBe('100.00');
  });

  it('may be the mean of its months, and then waits for no figure of its own', () => {
    const mean = { composition: { kind: 'mean_of_months' } } as const;
    expect(scored(mean).totalUnrounded).toBe('85.16666666666666666666666666666667');
    expect(scored(mean, quarter, {} as never).status).toBe('scored');
  });

  it('may weigh its months against itself', () => {
    const weighted = { composition: { kind: 'weighted', monthsWeight: '60', ownWeight: '40' } } as const;
    expect(scored(weighted).total).toBe('91.10');
  });

  it('composed of months waits for them, a month never does', () => {
    const mean = { composition: { kind: 'mean_of_months' } } as const;
    expect(scored(mean, { ...quarter, monthTotals: [] }).blockedBy).toEqual([
      { kpiId: null, segmentNo: null, reason: 'months_missing' },
    ]);
    expect(scored(mean, {}).total).toBe('100.00');
  });
});

it('a run names the edition of the rules that made it', () => {
  expect(scoring('90').scoringRules).toBe('kaohe-scoring/1');
});
