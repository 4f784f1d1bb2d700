import fc from 'fast-check';
import { Decimal } from './decimal.js';
import { type Kpi, type PersonResult, type PlainModel, scorePerson } from './index.js';
import { compiled, kpi, linesOf, ones, person, scoreModel, segment } from './testing/build.js';

const amount = (max: number) =>
  fc.integer({ min: 0, max: max * 1000 }).map((thousandths) => new Decimal(thousandths).div(1000).toFixed());
const weight = fc.integer({ min: 1, max: 100_000 }).map((hundredths) => new Decimal(hundredths).div(100).toFixed());

/** A person with several KPIs, some of them without figures and reweighted or zero. */
const sheet = fc
  .array(
    fc.record({
      weight,
      actual: fc.option(amount(200), { freq: 5 }),
      target: fc.integer({ min: 1, max: 999 }),
      zero: fc.boolean(),
    }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((rows) => ({
    kpis: rows.map(
      (row, index): Kpi =>
        kpi(`kpi_${index}`, {
          rawWeight: row.weight,
          target: { value: String(row.target) },
          missing: { policy: row.zero ? 'zero' : 'reweight' },
        }),
    ),
    values: Object.fromEntries(
      rows.flatMap((row, index) => (row.actual === null ? [] : [[`kpi_${index}`, row.actual]])),
    ),
  }));

const score = (kpis: readonly Kpi[], values: Record<string, string>): PersonResult =>
  scorePerson(person([segment(compiled(kpis, { defaults: lenient }), { inputs: ones(values) })]));
const lenient = {
  ...compiled([kpi('any')]).defaults,
  maxReweightPercent: '100',
};

/** Rounding each of n parts to 34 digits can leave them this far apart from their whole. */
const near = (one: Decimal, other: Decimal, parts: number) =>
  one
    .minus(other)
    .abs()
    .lte(new Decimal('1e-33').times(parts).times(Decimal.max(1, other.abs())));

describe('whatever the figures', () => {
  it('effective weights add up to 1', () => {
    fc.assert(
      fc.property(sheet, ({ kpis, values }) => {
        const result = score(kpis, values);
        fc.pre(result.status === 'scored');
        const weights = (result.segments[0]?.lines ?? []).map((line) => new Decimal(line.effectiveWeight));
        expect(near(Decimal.sum(...weights), new Decimal(1), weights.length)).toBe(true);
      }),
    );
  });

  it('the parts add up to the total', () => {
    fc.assert(
      fc.property(sheet, ({ kpis, values }) => {
        const result = score(kpis, values);
        fc.pre(result.status === 'scored');
        const parts = (result.segments[0]?.lines ?? []).map((line) =>
          new Decimal(line.effectiveWeight).times(line.score ?? '0'),
        );
        expect(near(Decimal.sum(...parts), new Decimal(result.totalUnrounded ?? 'NaN'), parts.length)).toBe(true);
      }),
    );
  });

  it('the order of KPIs and of figures changes no digit', () => {
    fc.assert(
      fc.property(sheet, fc.infiniteStream(fc.nat()), ({ kpis, values }, order) => {
        const shuffled = kpis.map((one) => ({ one, at: order.next().value ?? 0 })).sort((a, b) => a.at - b.at);
        const reversed = Object.fromEntries(Object.entries(values).reverse());
        const one = score(kpis, values);
        const other = score(
          shuffled.map((entry) => entry.one),
          reversed,
        );
        expect(other.totalUnrounded).toBe(one.totalUnrounded);
        expect(linesOf(other)).toEqual(linesOf(one));
      }),
    );
  });

  it('each score lies within its floor and cap, and the total with them', () => {
    fc.assert(
      fc.property(sheet, ({ kpis, values }) => {
        const result = score(kpis, values);
        const scores = (result.segments[0]?.lines ?? []).flatMap((line) => (line.score === null ? [] : [line.score]));
        for (const text of [...scores, ...(result.totalUnrounded === null ? [] : [result.totalUnrounded])]) {
          expect(new Decimal(text).gte(0) && new Decimal(text).lte(120)).toBe(true);
        }
      }),
    );
  });

  it('scoring again gives the same run', () => {
    fc.assert(
      fc.property(sheet, ({ kpis, values }) => {
        expect(score(kpis, values)).toEqual(score(kpis, values));
      }),
    );
  });
});

describe('a better actual never scores less', () => {
  const target = { target: { value: '50' } };
  const none = { target: null };
  const models: [PlainModel, 'up' | 'down', Partial<Kpi>][] = [
    [{ model: 'higher_ratio' }, 'up', target],
    [{ model: 'higher_baseline', baseline: '20' }, 'up', target],
    [{ model: 'higher_three_point', baseline: '20', baselineScore: '60', maximum: '90' }, 'up', target],
    [{ model: 'lower_ratio' }, 'down', target],
    [{ model: 'lower_mirror' }, 'down', target],
    [{ model: 'lower_range', maximum: '90' }, 'down', target],
    [{ model: 'lower_deduct', perUnit: '3', free: '10' }, 'down', none],
    [{ model: 'count_up', base: '10', perUnit: '2' }, 'up', none],
    [
      {
        model: 'steps',
        steps: [
          { from: null, to: '30', score: '40' },
          { from: '30', to: '70', score: '80' },
          { from: '70', to: null, score: '110' },
        ],
      },
      'up',
      none,
    ],
    [
      {
        model: 'steps_interpolated',
        points: [
          { at: '10', score: '0' },
          { at: '60', score: '90' },
          { at: '90', score: '120' },
        ],
      },
      'up',
      none,
    ],
  ];

  it.each(models)('by %j, which rises when the actual goes %s', (model, direction, change) => {
    fc.assert(
      fc.property(amount(120), amount(120), (one, other) => {
        const scoreOf = (actual: string) => new Decimal(scoreModel(model, { measured: actual }, change).score ?? 'NaN');
        const [less, more] = new Decimal(one).lte(other) ? [one, other] : [other, one];
        const rises = scoreOf(less).lte(scoreOf(more));
        const falls = scoreOf(less).gte(scoreOf(more));
        expect(direction === 'up' ? rises : falls).toBe(true);
      }),
    );
  });

  it('by band, the nearer to the target', () => {
    fc.assert(
      fc.property(amount(100), amount(100), (one, other) => {
        const scoreOf = (actual: string) =>
          new Decimal(scoreModel({ model: 'band', x: '0.1', y: '0.6' }, { measured: actual }, target).score ?? 'NaN');
        const distance = (actual: string) => new Decimal(actual).minus(50).abs();
        const [near, far] = distance(one).lte(distance(other)) ? [one, other] : [other, one];
        expect(scoreOf(near).gte(scoreOf(far))).toBe(true);
      }),
    );
  });
});
