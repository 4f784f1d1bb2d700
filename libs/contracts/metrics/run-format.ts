import { z } from 'zod';
import type { PersonResult } from '../../domain/scoring/index.js';
import { code, cycleKind, isoDate } from '../values.js';
import { exactDecimal, gradeName, model, vetoEffect } from './standard-format.js';

const modelId = z.enum(model.options.map((option) => option.shape.model.value));

const reason = z
  .enum([
    'no_observation',
    'base_zero',
    'too_few_answers',
    'target_missing',
    'target_invalid',
    'value_invalid',
    'reweight_refused',
    'exclusion_needed',
    'nothing_to_carry',
    'not_in_cadence',
    'nothing_due',
    'nothing_counts',
    'months_missing',
    'no_segment',
    'position_unknown',
    'veto_unknown',
  ])
  .meta({ id: 'reason' });

const scoreLine = z
  .strictObject({
    kpiId: code,
    dimension: code.nullable(),
    model: modelId,
    params: model,
    target: exactDecimal.nullable(),
    actual: exactDecimal.nullable(),
    inputs: z.array(
      z.strictObject({
        role: z.string(),
        inputId: code,
        figure: z.enum(['sum', 'count', 'last', 'max', 'min', 'mean']),
        value: exactDecimal,
        count: exactDecimal,
      }),
    ),
    rawWeight: exactDecimal,
    effectiveWeight: exactDecimal,
    floor: exactDecimal,
    cap: exactDecimal,
    score: exactDecimal.nullable(),
    shown: exactDecimal.nullable(),
    state: z.enum([
      'scored',
      'missing_reweighted',
      'missing_carried',
      'missing_zero',
      'missing_default',
      'excluded',
      'not_due',
      'blocked',
    ]),
    reason: reason.nullable(),
    exclusion: z.strictObject({ kpiId: code, reason: z.string(), approvedBy: z.string() }).nullable(),
    explanation: z
      .strictObject({
        formula: z.string(),
        numbers: z.record(z.string(), exactDecimal),
        unclamped: exactDecimal,
        clamped: z.enum(['floor', 'cap']).nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'scoreLine' });

const segment = z
  .strictObject({
    segmentNo: z.int(),
    standardId: code,
    version: z.int(),
    positionId: code,
    from: isoDate,
    to: isoDate,
    days: z.int(),
    counted: z.boolean(),
    score: exactDecimal.nullable(),
    sumRaw: exactDecimal,
    dimensions: z.array(
      z.strictObject({
        dimensionId: code,
        rawWeight: exactDecimal,
        effectiveWeight: exactDecimal,
        score: exactDecimal.nullable(),
      }),
    ),
    lines: z.array(scoreLine),
  })
  .meta({ id: 'segment' });

const rules = z
  .strictObject({
    digits: z.int(),
    totalFloor: exactDecimal,
    totalCap: exactDecimal,
    grades: z.array(z.strictObject({ grade: gradeName, from: exactDecimal })),
    bonus: exactDecimal,
    penalty: exactDecimal,
    vetoes: z.array(z.strictObject({ vetoId: code, effect: vetoEffect })),
    months: z.strictObject({ mean: exactDecimal, monthsWeight: exactDecimal, ownWeight: exactDecimal }).nullable(),
  })
  .meta({ id: 'rules', description: 'What the steps after the lines used: a total can be made again from it alone.' });

export const personResultFormat = z
  .strictObject({
    status: z.enum(['scored', 'blocked']),
    blockedBy: z.array(z.strictObject({ kpiId: code.nullable(), segmentNo: z.int().nullable(), reason })),
    total: exactDecimal.nullable(),
    totalUnrounded: exactDecimal.nullable(),
    beforeVeto: exactDecimal.nullable(),
    gradeBeforeVeto: gradeName.nullable(),
    grade: gradeName.nullable(),
    segments: z.array(segment),
    rules: rules.nullable(),
    scoringRules: z.string(),
  })
  .meta({ id: 'personResult' }) satisfies z.ZodType<PersonResult>;

export const runFormat = z
  .strictObject({
    format: z.literal('kaohe-run/1'),
    scoringRules: z.string(),
    kind: cycleKind,
    period: z.strictObject({ from: isoDate, to: isoDate }),
    standards: z.array(z.strictObject({ standardId: code, version: z.int() })),
    people: z.array(z.strictObject({ person: z.string(), result: personResultFormat })),
  })
  .meta({ title: 'Kaohe run', description: 'What `kaohe score` prints: every number with what it was made of.' });

export type RunDocument = Omit<z.infer<typeof runFormat>, 'people'> & {
  readonly people: readonly { readonly person: string; readonly result: PersonResult }[];
};
