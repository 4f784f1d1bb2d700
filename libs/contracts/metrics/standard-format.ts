import { z } from 'zod';
import type { Kpi, Model, PlainModel, StandardVersion } from '../../domain/scoring/index.js';
import { code, cycleKind, isoDate, localisedText } from '../values.js';

/** Wide enough for unrounded scores and weights of 34 significant digits. */
export const exactDecimal = z
  .string()
  .regex(/^-?\d{1,30}(\.\d{1,120})?$/, { error: 'digits as text, for example "97.5"' })
  .meta({ id: 'decimal', description: 'A decimal number as text: never a JSON number, so that no digit is lost.' });
export const gradeName = z.string().min(1).max(20);

const names = localisedText.meta({ id: 'names', description: 'A name in the three languages.' });
const singleAggregate = z.enum(['sum', 'mean', 'last', 'max', 'min']);
const just = <K extends Model['model']>(model: K) => z.strictObject({ model: z.literal(model) });

const plainModels = [
  just('higher_ratio').meta({ description: '100·A/T' }),
  just('higher_baseline').extend({ baseline: exactDecimal }).meta({ description: '100·(A−B)/(T−B)' }),
  just('higher_three_point').extend({ baseline: exactDecimal, baselineScore: exactDecimal, maximum: exactDecimal }),
  just('lower_ratio').meta({ description: '100·T/A, the cap for A = 0' }),
  just('lower_mirror').meta({ description: '100·(1 − (A−T)/|T|)' }),
  just('lower_range').extend({ maximum: exactDecimal }).meta({ description: '100·(M−A)/(M−T)' }),
  just('lower_deduct').extend({ perUnit: exactDecimal, free: exactDecimal }),
  just('band')
    .extend({ x: exactDecimal, y: exactDecimal })
    .meta({ description: 'x and y are fractions of the target' }),
  just('count_up').extend({ base: exactDecimal, perUnit: exactDecimal }),
  just('steps').extend({
    steps: z.array(z.strictObject({ from: exactDecimal.nullable(), to: exactDecimal.nullable(), score: exactDecimal })),
  }),
  just('steps_interpolated').extend({ points: z.array(z.strictObject({ at: exactDecimal, score: exactDecimal })) }),
] as const;
const plainModel = z
  .discriminatedUnion('model', plainModels)
  .meta({ id: 'plainModel' }) satisfies z.ZodType<PlainModel>;

export const model = z
  .discriminatedUnion('model', [
    ...plainModels,
    just('on_time_rate'),
    just('yes_no'),
    just('checklist').extend({
      items: z.array(z.strictObject({ itemId: code, names, weight: exactDecimal, inputId: code })),
    }),
    just('growth').extend({ judgedBy: plainModel }),
    just('survey').extend({
      method: z.enum(['mean', 'top_box']),
      scaleFrom: exactDecimal,
      scaleTo: exactDecimal,
      minAnswers: z.int().min(1),
    }),
    just('rating').extend({
      choices: z.array(z.strictObject({ value: exactDecimal, score: exactDecimal, names: names.optional() })),
    }),
    just('expression').extend({
      expression: z.string().max(2000),
      inputs: z.array(z.strictObject({ name: z.string().max(64), inputId: code, aggregate: singleAggregate })),
    }),
  ])
  .meta({ id: 'model' }) satisfies z.ZodType<Model>;

const target = z.union([
  z.strictObject({ value: exactDecimal, per: cycleKind.optional() }),
  z.strictObject({ perPeriod: z.literal(true) }),
]);
const kpiInputs = z.strictObject({ actual: code, base: code.optional() });
const scope = z.enum(['person', 'team']);

const kpi = z.strictObject({
  kpiId: code,
  names,
  dimension: code.optional(),
  rawWeight: exactDecimal,
  model,
  target: target.nullable(),
  unit: z.string().min(1).max(40),
  sourceId: code,
  cadence: z.array(cycleKind),
  aggregate: z.enum(['sum', 'mean', 'last', 'ratio_of_sums', 'max', 'min']),
  inputs: kpiInputs.nullable(),
  rateScale: exactDecimal.optional(),
  scope,
  missing: z.discriminatedUnion('policy', [
    z.strictObject({ policy: z.literal(['block', 'reweight', 'exclude_with_reason', 'carry_last', 'zero']) }),
    z.strictObject({ policy: z.literal('default'), score: exactDecimal }),
  ]),
  floor: exactDecimal.optional(),
  cap: exactDecimal.optional(),
}) satisfies z.ZodType<Kpi>;

const dutyPeriod = z.enum(['day', 'week', 'month', 'quarter', 'year', 'event']);
const duty = z.strictObject({
  dutyId: code,
  positionId: code,
  names,
  expected: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('count'),
      atLeast: exactDecimal,
      upTo: exactDecimal.optional(),
      per: dutyPeriod,
    }),
    z.strictObject({ kind: z.literal('share'), percent: exactDecimal, per: dutyPeriod }),
    z.strictObject({ kind: z.literal('kept') }),
  ]),
  inputId: code.optional(),
});

const wholeDays = z.int().min(0).max(366);
const defaults = z.strictObject({
  floor: exactDecimal,
  cap: exactDecimal,
  totalFloor: exactDecimal,
  totalCap: exactDecimal,
  digits: z.int().min(0).max(10),
  grades: z.array(z.strictObject({ grade: gradeName, from: exactDecimal })),
  adjustmentLimit: exactDecimal,
  maxReweightPercent: exactDecimal,
  minSegmentDays: z.strictObject({ month: wholeDays, other: wholeDays }),
});

export const vetoEffect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('total_zero') }),
  z.strictObject({ kind: z.literal('dimension_zero'), dimensionId: code }),
  z.strictObject({ kind: z.literal('grade_cap'), grade: gradeName }),
]);

export const figures = z
  .strictObject({ sum: exactDecimal, count: exactDecimal, last: exactDecimal, max: exactDecimal, min: exactDecimal })
  .meta({ id: 'figures', description: 'The observations of one input in the period, added up.' });

const example = z.strictObject({
  exampleId: code,
  positionId: code,
  kind: cycleKind,
  inputs: z.record(code, z.union([exactDecimal, figures])),
  periodTargets: z.record(code, exactDecimal).optional(),
  expect: z.strictObject({
    lines: z.record(code, exactDecimal.nullable()),
    total: exactDecimal.nullable().optional(),
    grade: gradeName.nullable().optional(),
  }),
});

export const standardFormat = z
  .strictObject({
    standardId: code,
    version: z.int().min(1),
    effectiveFrom: isoDate,
    names,
    scoringRules: z.string(),
    defaults,
    dimensions: z.array(z.strictObject({ dimensionId: code, names, rawWeight: exactDecimal })).optional(),
    bonusCap: exactDecimal,
    penaltyCap: exactDecimal,
    vetoes: z.array(z.strictObject({ vetoId: code, names, effect: vetoEffect })),
    composition: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal(['own_period', 'mean_of_months']) }),
        z.strictObject({ kind: z.literal('weighted'), monthsWeight: exactDecimal, ownWeight: exactDecimal }),
      ])
      .optional(),
    positions: z.record(
      code,
      z.strictObject({
        names,
        overrides: z.record(
          code,
          z.strictObject({ target: target.optional(), scope: scope.optional(), inputs: kpiInputs.optional() }),
        ),
      }),
    ),
    kpis: z.array(kpi),
    duties: z.array(duty),
    examples: z.array(example),
  })
  .meta({
    title: 'Kaohe standard',
    description: 'One version of one standard; docs/scoring.md tells what each part does.',
  }) satisfies z.ZodType<StandardVersion>;
