import { ratingNeedsComment } from '../index.js';
import { scorePerson } from '../score-person.js';
import { added, compiled, kpi, linesOf, person, scoreModel, segment } from '../testing/build.js';
import type { Model, PlainModel } from './parameters.js';

type Row = [actual: string, target: string | null, shown: string];

const plain: [PlainModel, Row[]][] = [
  [
    { model: 'higher_ratio' },
    [
      ['0', '100', '0.00'],
      ['95', '100', '95.00'],
      ['100', '100', '100.00'],
      ['119.999', '100', '120.00'],
      ['200', '100', '120.00'],
      ['-5', '100', '0.00'],
      ['1', '3', '33.33'],
      ['2', '3', '66.67'],
    ],
  ],
  [
    { model: 'higher_baseline', baseline: '50' },
    [
      ['50', '100', '0.00'],
      ['75', '100', '50.00'],
      ['100', '100', '100.00'],
      ['40', '100', '0.00'],
      ['109', '100', '118.00'],
      // A target under the baseline turns the direction round.
      ['45', '40', '50.00'],
    ],
  ],
  [
    { model: 'higher_three_point', baseline: '50', baselineScore: '60', maximum: '120' },
    [
      ['49.99', '100', '0.00'],
      ['50', '100', '60.00'],
      ['75', '100', '80.00'],
      ['100', '100', '100.00'],
      ['110', '100', '110.00'],
      ['120', '100', '120.00'],
      ['500', '100', '120.00'],
    ],
  ],
  [
    { model: 'lower_ratio' },
    [
      ['0', '2', '120.00'],
      ['1', '2', '120.00'],
      ['2', '2', '100.00'],
      ['4', '2', '50.00'],
      ['3', '2', '66.67'],
    ],
  ],
  [
    { model: 'lower_mirror' },
    [
      ['10', '10', '100.00'],
      ['11', '10', '90.00'],
      ['8', '10', '120.00'],
      ['25', '10', '0.00'],
      ['-9', '-10', '90.00'],
    ],
  ],
  [
    { model: 'lower_range', maximum: '15' },
    [
      ['5', '5', '100.00'],
      ['10', '5', '50.00'],
      ['15', '5', '0.00'],
      ['20', '5', '0.00'],
      ['3', '5', '120.00'],
      ['0', '5', '120.00'],
    ],
  ],
  [
    { model: 'lower_deduct', perUnit: '5', free: '2' },
    [
      ['0', null, '100.00'],
      ['2', null, '100.00'],
      ['3', null, '95.00'],
      ['22', null, '0.00'],
      ['30', null, '0.00'],
    ],
  ],
  [
    { model: 'band', x: '0.05', y: '0.2' },
    [
      ['100', '100', '100.00'],
      ['95', '100', '100.00'],
      ['105', '100', '100.00'],
      ['112.5', '100', '50.00'],
      ['87.5', '100', '50.00'],
      ['120', '100', '0.00'],
      ['80', '100', '0.00'],
      ['-105', '-100', '100.00'],
    ],
  ],
  [
    { model: 'count_up', base: '60', perUnit: '20' },
    [
      ['0', null, '60.00'],
      ['2', null, '100.00'],
      ['9', null, '120.00'],
    ],
  ],
  [
    {
      model: 'steps',
      steps: [
        { from: null, to: '60', score: '0' },
        { from: '60', to: '80', score: '70' },
        { from: '80', to: null, score: '100' },
      ],
    },
    [
      ['-1000', null, '0.00'],
      ['59.9999999999', null, '0.00'],
      ['60', null, '70.00'],
      ['79.99', null, '70.00'],
      ['80', null, '100.00'],
      ['1000', null, '100.00'],
    ],
  ],
  [
    {
      model: 'steps_interpolated',
      points: [
        { at: '0', score: '0' },
        { at: '50', score: '80' },
        { at: '100', score: '100' },
      ],
    },
    [
      ['-1', null, '0.00'],
      ['0', null, '0.00'],
      ['25', null, '40.00'],
      ['50', null, '80.00'],
      ['75', null, '90.00'],
      ['100', null, '100.00'],
      ['500', null, '100.00'],
    ],
  ],
];

const rows = plain.flatMap(([model, table]) =>
  table.map((row): [string, ...Row, PlainModel] => [model.model, ...row, model]),
);

describe('a model turns an actual into a score', () => {
  it.each(rows)('%s of %s against %s is %s', (_, actual, target, shown, model) => {
    const line = scoreModel(model, { measured: actual }, { target: target === null ? null : { value: target } });
    expect(line.shown).toBe(shown);
    expect(line.state).toBe('scored');
  });

  it('keeps the score before the clamp and says which bound held it', () => {
    const over = scoreModel({ model: 'higher_ratio' }, { measured: '250' });
    expect(over.explanation).toEqual({
      formula: 'higher_ratio',
      numbers: { A: '250', T: '100' },
      unclamped: '250',
      clamped: 'cap',
    });
    const exact = scoreModel({ model: 'higher_ratio' }, { measured: '120' });
    expect(exact.explanation?.clamped).toBeNull();
  });

  it('takes the KPI’s own bounds before the standard’s', () => {
    expect(scoreModel({ model: 'higher_ratio' }, { measured: '250' }, { cap: '150' }).shown).toBe('150.00');
    expect(scoreModel({ model: 'higher_ratio' }, { measured: '1' }, { floor: '40' }).shown).toBe('40.00');
    expect(scoreModel({ model: 'lower_ratio' }, { measured: '0' }, { cap: '150' }).shown).toBe('150.00');
  });

  it('blocks on hours below zero instead of praising them', () => {
    const line = scoreModel({ model: 'lower_ratio' }, { measured: '-1' });
    expect([line.state, line.reason]).toEqual(['blocked', 'value_invalid']);
  });
});

describe('a rate', () => {
  const rate = { aggregate: 'ratio_of_sums', inputs: { actual: 'done', base: 'due' } } as const;

  it('is the ratio of the sums in per cent, with one division', () => {
    const line = scoreModel({ model: 'higher_ratio' }, { done: '1', due: '3' }, rate);
    expect(line.actual).toBe('33.33333333333333333333333333333333');
  });

  it('takes the scale it is given', () => {
    expect(scoreModel({ model: 'higher_ratio' }, { done: '6', due: '4' }, { ...rate, rateScale: '1' }).actual).toBe(
      '1.5',
    );
  });

  it.each([
    ['nothing was due', { done: '0', due: '0' }, 'base_zero'],
    ['the base has no row', { done: '3' }, 'no_observation'],
    ['the actual has no row', { due: '3' }, 'no_observation'],
  ])('is missing when %s', (_, values, reason) => {
    for (const model of [{ model: 'on_time_rate' }, { model: 'higher_ratio' }] as const) {
      const line = scoreModel(model, values, { ...rate, missing: { policy: 'zero' } });
      expect([line.state, line.reason]).toEqual(['missing_zero', reason]);
    }
  });

  it('over a base below zero blocks', () => {
    expect(scoreModel({ model: 'higher_ratio' }, { done: '1', due: '-3' }, rate).reason).toBe('value_invalid');
  });

  it('on time is judged against its target', () => {
    expect(scoreModel({ model: 'on_time_rate' }, { done: '9', due: '10' }, rate).shown).toBe('90.00');
  });
});

describe('models of people’s answers', () => {
  it.each([
    ['1', '100.00'],
    ['0', '0.00'],
  ])('yes_no of %s is %s', (value, shown) => {
    expect(scoreModel({ model: 'yes_no' }, { measured: value }, { target: null }).shown).toBe(shown);
  });

  it('yes_no of anything else blocks', () => {
    expect(scoreModel({ model: 'yes_no' }, { measured: '2' }, { target: null }).reason).toBe('value_invalid');
  });

  const item = (itemId: string, weight: string) => ({
    itemId,
    names: { 'zh-Hant': itemId, 'zh-Hans': itemId, en: itemId },
    weight,
    inputId: itemId,
  });
  const list: Model = { model: 'checklist', items: [item('sop', '3'), item('audit', '1')] };
  const ownInputs = { target: null, inputs: null };

  it('a checklist weighs what is done', () => {
    expect(scoreModel(list, { sop: '1', audit: '0' }, ownInputs).shown).toBe('75.00');
    expect(scoreModel(list, { sop: '0.5', audit: '1' }, ownInputs).shown).toBe('62.50');
  });

  it('a checklist with an item nobody answered is missing, and one beyond done is refused', () => {
    expect(scoreModel(list, { sop: '1' }, ownInputs).reason).toBe('no_observation');
    expect(scoreModel(list, { sop: '1', audit: '2' }, ownInputs).reason).toBe('value_invalid');
  });

  const rating: Extract<Model, { model: 'rating' }> = {
    model: 'rating',
    choices: [
      { value: '1', score: '40' },
      { value: '2', score: '80' },
      { value: '3', score: '110' },
    ],
  };

  it('a rating gives its choice’s score, however the number is written', () => {
    expect(scoreModel(rating, { measured: '2.0' }, { target: null }).shown).toBe('80.00');
    expect(scoreModel(rating, { measured: '4' }, { target: null }).reason).toBe('value_invalid');
  });

  it('a rating asks for a comment at both ends only', () => {
    expect(['1', '2', '3', '9'].map((value) => ratingNeedsComment(rating, value))).toEqual([true, false, true, false]);
  });

  const survey = (change: object = {}): Model =>
    ({ model: 'survey', method: 'mean', scaleFrom: '0', scaleTo: '100', minAnswers: 5, ...change }) as Model;
  const answered = (model: Model, sum: string, count: string) => {
    const only = compiled([kpi('asked', { model, aggregate: 'mean', target: { value: '90' } })]);
    return linesOf(scorePerson(person([segment(only, { inputs: { asked: added(sum, count) } })]))).asked;
  };

  it('a survey’s mean is judged against its target', () => {
    expect(answered(survey(), '450', '5')?.shown).toBe('100.00');
    expect(answered(survey(), '405', '5')?.shown).toBe('90.00');
  });

  it('a survey on another scale is brought to 100 first', () => {
    expect(answered(survey({ scaleFrom: '1', scaleTo: '5' }), '23', '5')?.shown).toBe('100.00');
    expect(answered(survey({ scaleTo: '5' }), '22.5', '5')?.shown).toBe('100.00');
  });

  it('a survey with fewer answers than its minimum is missing', () => {
    expect(answered(survey(), '360', '4')?.reason).toBe('too_few_answers');
  });

  it('a top box is the share of top answers', () => {
    const change = { aggregate: 'ratio_of_sums', inputs: { actual: 'top', base: 'all' } } as const;
    const topBox = survey({ method: 'top_box' });
    expect(scoreModel(topBox, { top: '9', all: '10' }, { ...change, target: { value: '90' } }).shown).toBe('100.00');
    expect(scoreModel(topBox, { top: '4', all: '4' }, change).reason).toBe('too_few_answers');
  });
});

describe('growth', () => {
  const growth: Model = { model: 'growth', judgedBy: { model: 'higher_ratio' } };
  const change = { inputs: { actual: 'now', base: 'before' }, target: { value: '10' } };

  it.each([
    ['110', '100', '100.00'],
    ['105', '100', '50.00'],
    ['90', '100', '0.00'],
    // From −100 to −89 is 11 % up: the base counts without its sign.
    ['-89', '-100', '110.00'],
  ])('to %s from %s scores %s', (now, before, shown) => {
    expect(scoreModel(growth, { now, before }, change).shown).toBe(shown);
  });

  it('shows the growth as the actual and both figures in the explanation', () => {
    const line = scoreModel(growth, { now: '105', before: '100' }, change);
    expect(line.actual).toBe('5');
    expect(line.explanation).toMatchObject({
      formula: 'growth.higher_ratio',
      numbers: { A: '105', A0: '100', g: '5', T: '10' },
    });
  });

  it('from nothing is missing', () => {
    expect(scoreModel(growth, { now: '105', before: '0' }, change).reason).toBe('base_zero');
    expect(scoreModel(growth, { now: '105' }, change).reason).toBe('no_observation');
  });

  it('may be judged by another model', () => {
    const slow: Model = { model: 'growth', judgedBy: { model: 'lower_deduct', perUnit: '2', free: '0' } };
    expect(scoreModel(slow, { now: '110', before: '100' }, { ...change, target: null }).shown).toBe('80.00');
  });
});

describe('an expression', () => {
  const expression: Model = {
    model: 'expression',
    expression: 'if(plan > 0, 100 × sales ÷ plan, 0) − 2 × faults',
    inputs: [
      { name: 'sales', inputId: 'sales_amount', aggregate: 'sum' },
      { name: 'plan', inputId: 'sales_plan', aggregate: 'sum' },
      { name: 'faults', inputId: 'faults', aggregate: 'max' },
    ],
  };
  const ownInputs = { target: null, inputs: null };

  it('is calculated over its declared inputs', () => {
    const line = scoreModel(expression, { sales_amount: '90', sales_plan: '100', faults: '3' }, ownInputs);
    expect(line.shown).toBe('84.00');
    expect(line.inputs.map((input) => [input.role, input.inputId, input.figure, input.value])).toEqual([
      ['sales', 'sales_amount', 'sum', '90'],
      ['plan', 'sales_plan', 'sum', '100'],
      ['faults', 'faults', 'max', '3'],
    ]);
  });

  it('with an input missing is missing', () => {
    expect(scoreModel(expression, { sales_amount: '90' }, ownInputs).reason).toBe('no_observation');
  });

  it('may name the target where there is one', () => {
    const against: Model = { ...expression, expression: 'if(target != 0, 100 * sales / target, 0)' };
    const values = { sales_amount: '45', sales_plan: '1', faults: '1' };
    expect(scoreModel(against, values, { inputs: null, target: { value: '50' } }).shown).toBe('90.00');
  });
});
