import type { Kpi, Model, StandardVersion } from '../index.js';
import { compileStandard, modelIds, StandardError, validateStandard } from '../index.js';
import { kpi, standard } from '../testing/build.js';

const codes = (version: StandardVersion) => validateStandard(version).map((problem) => problem.code);
const names = { 'zh-Hant': 'x', 'zh-Hans': 'x', en: 'x' };
const target = (value: string) => ({ target: { value } });
const none = { target: null };

describe('the editor refuses a model it could not calculate with', () => {
  it.each<[string, Model, Partial<Kpi>]>([
    ['model.target_not_positive', { model: 'higher_ratio' }, target('0')],
    ['model.target_not_positive', { model: 'higher_ratio' }, target('-1')],
    ['kpi.target_missing', { model: 'higher_ratio' }, none],
    ['model.target_equals_baseline', { model: 'higher_baseline', baseline: '50' }, target('50.0')],
    [
      'model.not_ascending',
      { model: 'higher_three_point', baseline: '9', baselineScore: '60', maximum: '12' },
      target('12'),
    ],
    [
      'model.not_ascending',
      { model: 'higher_three_point', baseline: '12', baselineScore: '60', maximum: '12' },
      target('12'),
    ],
    [
      'model.baseline_score_outside',
      { model: 'higher_three_point', baseline: '9', baselineScore: '101', maximum: '12' },
      target('10'),
    ],
    [
      'model.cap_below_100',
      { model: 'higher_three_point', baseline: '9', baselineScore: '60', maximum: '12' },
      { ...target('10'), cap: '99' },
    ],
    ['model.target_not_positive', { model: 'lower_ratio' }, target('0')],
    ['model.target_zero', { model: 'lower_mirror' }, target('0')],
    ['model.maximum_not_above_target', { model: 'lower_range', maximum: '5' }, target('5')],
    ['model.factor_not_positive', { model: 'lower_deduct', perUnit: '0', free: '0' }, none],
    ['kpi.target_unused', { model: 'lower_deduct', perUnit: '1', free: '0' }, target('1')],
    ['model.target_zero', { model: 'band', x: '0.05', y: '0.2' }, target('0')],
    ['model.band_not_ascending', { model: 'band', x: '0.2', y: '0.2' }, target('1')],
    ['model.factor_not_positive', { model: 'count_up', base: '0', perUnit: '-1' }, none],
    ['model.needs_ratio', { model: 'on_time_rate' }, target('100')],
    [
      'model.weights_zero',
      { model: 'checklist', items: [{ itemId: 'a', names, weight: '0', inputId: 'a' }] },
      { ...none, inputs: null },
    ],
    [
      'model.weight_negative',
      { model: 'checklist', items: [{ itemId: 'a', names, weight: '-1', inputId: 'a' }] },
      { ...none, inputs: null },
    ],
    ['kpi.inputs_missing', { model: 'expression', expression: '100', inputs: [] }, { ...none, inputs: null }],
    ['model.steps_gap', { model: 'steps', steps: [] }, none],
    ['model.steps_gap', { model: 'steps', steps: [{ from: '0', to: null, score: '1' }] }, none],
    ['model.steps_gap', { model: 'steps', steps: [{ from: null, to: '5', score: '1' }] }, none],
    [
      'model.steps_gap',
      {
        model: 'steps',
        steps: [
          { from: null, to: '5', score: '1' },
          { from: '6', to: null, score: '2' },
        ],
      },
      none,
    ],
    [
      'model.steps_overlap',
      {
        model: 'steps',
        steps: [
          { from: null, to: '5', score: '1' },
          { from: '4', to: null, score: '2' },
        ],
      },
      none,
    ],
    [
      'model.steps_overlap',
      {
        model: 'steps',
        steps: [
          { from: null, to: null, score: '1' },
          { from: '4', to: null, score: '2' },
        ],
      },
      none,
    ],
    [
      'model.not_ascending',
      {
        model: 'steps_interpolated',
        points: [
          { at: '1', score: '1' },
          { at: '1', score: '2' },
        ],
      },
      none,
    ],
    ['model.points_too_few', { model: 'steps_interpolated', points: [{ at: '1', score: '1' }] }, none],
    ['model.needs_base', { model: 'growth', judgedBy: { model: 'higher_ratio' } }, target('10')],
    [
      'kpi.target_missing',
      { model: 'growth', judgedBy: { model: 'higher_ratio' } },
      { ...none, inputs: { actual: 'a', base: 'b' } },
    ],
    [
      'model.survey_aggregate',
      { model: 'survey', method: 'mean', scaleFrom: '0', scaleTo: '5', minAnswers: 1 },
      { aggregate: 'sum' },
    ],
    [
      'model.scale_not_ascending',
      { model: 'survey', method: 'mean', scaleFrom: '5', scaleTo: '5', minAnswers: 1 },
      { aggregate: 'mean' },
    ],
    [
      'model.min_answers',
      { model: 'survey', method: 'mean', scaleFrom: '0', scaleTo: '5', minAnswers: 0 },
      { aggregate: 'mean' },
    ],
    [
      'model.choices_repeat',
      {
        model: 'rating',
        choices: [
          { value: '1', score: '1' },
          { value: '1.0', score: '2' },
        ],
      },
      none,
    ],
    ['model.choices_too_few', { model: 'rating', choices: [{ value: '1', score: '1' }] }, none],
    ['model.not_a_decimal', { model: 'lower_range', maximum: '1e3' }, target('1')],
    [
      'expression.zero_division',
      { model: 'expression', expression: '1 / a', inputs: [{ name: 'a', inputId: 'a', aggregate: 'sum' }] },
      { ...none, inputs: null },
    ],
    [
      'expression.bad_name',
      { model: 'expression', expression: '1', inputs: [{ name: 'max', inputId: 'a', aggregate: 'sum' }] },
      { ...none, inputs: null },
    ],
  ])('%s', (code, model, change) => {
    expect(codes(standard([kpi('tested_kpi', { model, ...change })]))).toContain(code);
  });

  it('for every model of the union there is a definition', () => {
    expect([...modelIds].sort()).toEqual(
      [
        'higher_ratio higher_baseline higher_three_point lower_ratio lower_mirror lower_range lower_deduct band count_up',
        'on_time_rate yes_no checklist steps steps_interpolated growth survey rating expression',
      ]
        .join(' ')
        .split(' ')
        .sort(),
    );
  });

  it('checks a target in every length of cycle the KPI is due in', () => {
    const growing = kpi('touches', {
      aggregate: 'sum',
      target: { value: '80', per: 'month' },
      model: { model: 'lower_range', maximum: '100' },
    });
    expect(codes(standard([{ ...growing, cadence: ['month'] }]))).toEqual([]);
    expect(validateStandard(standard([growing]))).toEqual([
      expect.objectContaining({
        code: 'model.maximum_not_above_target',
        path: 'kpis.touches.target',
        seen: expect.stringContaining('year'),
      }),
    ]);
  });
});

describe('the editor refuses a standard', () => {
  const sound = kpi('sound');
  it.each<[string, StandardVersion]>([
    ['standard.weights_zero', standard([])],
    ['standard.weights_zero', standard([kpi('a', { rawWeight: '0' })])],
    ['kpi.weight_negative', standard([kpi('a', { rawWeight: '-1' }), kpi('b')])],
    ['standard.not_a_decimal', standard([kpi('a', { rawWeight: 'NaN' })])],
    ['standard.not_a_decimal', standard([kpi('a', { rawWeight: '１０' })])],
    ['kpi.repeated', standard([sound, sound])],
    ['kpi.bounds_reversed', standard([kpi('a', { floor: '100', cap: '100' })])],
    ['kpi.default_out_of_bounds', standard([kpi('a', { missing: { policy: 'default', score: '121' } })])],
    ['kpi.never_due', standard([kpi('a', { cadence: [] })])],
    ['kpi.inputs_missing', standard([kpi('a', { inputs: null })])],
    ['kpi.base_missing', standard([kpi('a', { aggregate: 'ratio_of_sums' })])],
    ['kpi.scale_not_positive', standard([kpi('a', { rateScale: '0' })])],
    ['kpi.target_not_per_period', standard([kpi('a', { target: { value: '1', per: 'year' } })])],
    ['kpi.dimension_unknown', standard([kpi('a', { dimension: 'd' })])],
    ['kpi.dimension_unknown', standard([sound], { dimensions: [{ dimensionId: 'd', names, rawWeight: '1' }] })],
    ['standard.rules_unknown', standard([sound], { scoringRules: 'kaohe-scoring/0' })],
    ['standard.no_positions', standard([sound], { positions: {} })],
    [
      'position.kpi_unknown',
      standard([sound], { positions: { p: { names, overrides: { other: { scope: 'team' } } } } }),
    ],
    [
      'model.target_not_positive',
      standard([sound], { positions: { p: { names, overrides: { sound: { target: { value: '0' } } } } } }),
    ],
    ['position.scope_conflict', standard([sound, kpi('b', { inputs: { actual: 'sound' }, scope: 'team' })])],
    [
      'veto.dimension_unknown',
      standard([sound], { vetoes: [{ vetoId: 'v', names, effect: { kind: 'dimension_zero', dimensionId: 'd' } }] }),
    ],
    [
      'veto.grade_unknown',
      standard([sound], { vetoes: [{ vetoId: 'v', names, effect: { kind: 'grade_cap', grade: 'Z' } }] }),
    ],
    [
      'composition.weights',
      standard([sound], { composition: { kind: 'weighted', monthsWeight: '0', ownWeight: '0' } }),
    ],
    [
      'duty.position_unknown',
      standard([sound], { duties: [{ dutyId: 'd', positionId: 'x', names, expected: { kind: 'kept' } }] }),
    ],
    [
      'duty.share_outside',
      standard([sound], {
        duties: [
          { dutyId: 'd', positionId: 'worker', names, expected: { kind: 'share', percent: '101', per: 'week' } },
        ],
      }),
    ],
    [
      'duty.span_reversed',
      standard([sound], {
        duties: [
          {
            dutyId: 'd',
            positionId: 'worker',
            names,
            expected: { kind: 'count', atLeast: '5', upTo: '3', per: 'week' },
          },
        ],
      }),
    ],
    ['standard.cap_negative', standard([sound], { bonusCap: '-1' })],
    [
      'example.position_unknown',
      standard([sound], {
        examples: [{ exampleId: 'e', positionId: 'x', kind: 'month', inputs: {}, expect: { lines: {} } }],
      }),
    ],
    [
      'standard.grades_not_ascending',
      withDefaults({
        grades: [
          { grade: 'A', from: '60' },
          { grade: 'B', from: '60' },
        ],
      }),
    ],
    [
      'standard.grades_repeat',
      withDefaults({
        grades: [
          { grade: 'A', from: '0' },
          { grade: 'A', from: '60' },
        ],
      }),
    ],
    ['standard.grades_missing', withDefaults({ grades: [] })],
    ['standard.max_reweight', withDefaults({ maxReweightPercent: '101' })],
    ['standard.adjustment_limit', withDefaults({ adjustmentLimit: '-1' })],
    ['standard.digits', withDefaults({ digits: 2.5 })],
    ['standard.min_segment_days', withDefaults({ minSegmentDays: { month: -1, other: 30 } })],
    ['standard.bounds_reversed', withDefaults({ totalCap: '0' })],
  ])('%s', (code, version) => {
    expect(codes(version)).toContain(code);
  });

  it('and says where, what was seen and what to do', () => {
    const [problem] = validateStandard(standard([kpi('sales', { target: { value: '0' } })]));
    expect(problem).toMatchObject({ path: 'kpis.sales.target', code: 'model.target_not_positive' });
    expect(problem?.seen).toContain('0');
    expect(problem?.message).not.toBe('');
  });

  it('by not compiling it', () => {
    expect(() => compileStandard(standard([kpi('a', { target: { value: '0' } })]))).toThrow(StandardError);
  });

  function withDefaults(change: Partial<StandardVersion['defaults']>): StandardVersion {
    const base = standard([sound]);
    return { ...base, defaults: { ...base.defaults, ...change } };
  }
});
