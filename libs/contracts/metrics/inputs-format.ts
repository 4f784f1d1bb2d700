import { z } from 'zod';
import { code, cycleKind, isoDate } from '../values.js';
import { exactDecimal, figures } from './standard-format.js';

const approved = { reason: z.string().min(1), approvedBy: z.string().min(1) };

const segment = z.strictObject({
  /** Needed only where STANDARD.json holds several. */
  standardId: code.optional(),
  version: z.int().min(1).optional(),
  positionId: code,
  from: isoDate.meta({ description: 'First day.' }),
  to: isoDate.meta({ description: 'The day after the last.' }),
  periodTargets: z.record(code, exactDecimal).optional(),
  exclusions: z.array(z.strictObject({ kpiId: code, ...approved })).optional(),
  carried: z.record(code, exactDecimal).optional(),
});

const observation = z.strictObject({
  inputId: code,
  value: exactDecimal,
  date: isoDate,
  observationId: z.string().min(1).max(200),
});

const person = z.strictObject({
  person: z.string().min(1).max(200).meta({ description: 'Whatever tells the people of this file apart.' }),
  segments: z
    .array(
      z.union([
        segment.extend({ inputs: z.record(code, z.union([exactDecimal, figures])) }).meta({
          description: 'Figures already added up; a plain decimal is a single observation.',
        }),
        segment.extend({ observations: z.array(observation) }).meta({
          description: 'Observations one by one; those outside the segment’s days are left out.',
        }),
      ]),
    )
    .min(1),
  bonus: exactDecimal.optional(),
  penalty: exactDecimal.optional(),
  vetoes: z.array(z.strictObject({ vetoId: code, ...approved })).optional(),
  monthTotals: z.array(z.strictObject({ month: z.string().regex(/^\d{4}-\d{2}$/), total: exactDecimal })).optional(),
});

export const inputsFormat = z
  .strictObject({
    format: z.literal('kaohe-inputs/1'),
    kind: cycleKind,
    period: z.strictObject({ from: isoDate, to: isoDate.meta({ description: 'The day after the last.' }) }),
    people: z.array(person).min(1),
  })
  .meta({ title: 'Kaohe inputs', description: 'What was measured for some people in one period.' });

export type InputsDocument = z.infer<typeof inputsFormat>;
export type PersonDocument = InputsDocument['people'][number];
export type SegmentDocument = PersonDocument['segments'][number];
