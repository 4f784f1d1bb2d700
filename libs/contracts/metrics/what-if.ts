import { z } from 'zod';
import { operation, page, pageQuery } from '../route.js';
import { code, cycleKind, decimalString, identifier, instant, isoDate, localisedText } from '../values.js';

/** Cycles a draft is tried on at once. */
export const mostCyclesTried = 12;

const means = {
  people: z.int(),
  /** null: nobody has a total. Rounded to two digits. */
  meanBefore: decimalString.nullable(),
  meanAfter: decimalString.nullable(),
  /** People whose grade would be another, or who would have none or get one. */
  regraded: z.int(),
};

const whatIf = z.strictObject({
  whatIfId: identifier,
  standardId: code,
  state: z.enum(['running', 'done', 'failed']),
  askedAt: instant,
  /** Results to compute again, and how many are. */
  people: z.int(),
  done: z.int(),
  failure: z.string().nullable(),
  cycles: z.array(z.strictObject({ cycleId: identifier, kind: cycleKind, from: isoDate, to: isoDate, ...means })),
  departments: z.array(z.strictObject({ names: localisedText, ...means })),
  /** From a grade to a grade; null: without a total. */
  grades: z.array(z.strictObject({ from: z.string().nullable(), to: z.string().nullable(), people: z.int() })),
});
export type WhatIf = z.infer<typeof whatIf>;

const whatIfPerson = z.strictObject({
  cycleId: identifier,
  personId: identifier,
  employeeCode: z.string(),
  name: z.string(),
  departmentNames: localisedText,
  positionNames: localisedText,
  totalBefore: decimalString.nullable(),
  gradeBefore: z.string().nullable(),
  totalAfter: decimalString.nullable(),
  gradeAfter: z.string().nullable(),
});
export type WhatIfPerson = z.infer<typeof whatIfPerson>;

const hr = { allow: ['hr'] } as const;
const whatIfParams = z.strictObject({ whatIfId: identifier });

const kpiEvidence = z.strictObject({
  kpiId: code,
  /** Results it was due in. */
  results: z.int(),
  /** Of these: without figures of its own. */
  missing: z.int(),
  /** Of these: at the lowest and at the highest score that the KPI gives. */
  atFloor: z.int(),
  atCap: z.int(),
  /** Of its scores, rounded to two digits; null: there are too few. */
  mean: decimalString.nullable(),
  deviation: decimalString.nullable(),
  low: decimalString.nullable(),
  median: decimalString.nullable(),
  high: decimalString.nullable(),
  /** Pearson's r between its score and the weighted mean of the person's other scores. */
  correlation: decimalString.nullable(),
});
export type KpiEvidence = z.infer<typeof kpiEvidence>;

export const whatIfHttp = {
  standardEvidence: operation({
    subject: 'metrics.standardEvidence',
    method: 'GET',
    path: '/standards/:standardId/evidence',
    summary:
      'How each KPI of a standard measured over the last scored cycles of a kind: spread, ceiling and floor, gaps, likeness to the others',
    policy: hr,
    params: z.strictObject({ standardId: code }),
    query: z.strictObject({ kind: cycleKind, cycles: z.coerce.number().int().min(1).max(mostCyclesTried) }),
    reply: z.strictObject({ cycles: z.int(), items: z.array(kpiEvidence) }),
    timeoutMs: 30_000,
  }),
  startWhatIf: operation({
    subject: 'metrics.startWhatIf',
    method: 'POST',
    path: '/standards/:standardId/what-ifs',
    summary:
      'Tries a draft of a standard on the last scored cycles of a kind: what everybody measured by it would have got, before adjustments. Changes nothing',
    policy: hr,
    params: z.strictObject({ standardId: code }),
    body: z.strictObject({
      /** As `kaohe score` reads it (docs/formats/standard.schema.json). */
      document: z.looseObject({}),
      kind: cycleKind,
      cycles: z.int().min(1).max(mostCyclesTried),
    }),
    reply: whatIf,
    idempotent: true,
  }),
  getWhatIf: operation({
    subject: 'metrics.getWhatIf',
    method: 'GET',
    path: '/what-ifs/:whatIfId',
    summary: 'How far a trial is and what it found, by cycle, department and grade',
    policy: hr,
    params: whatIfParams,
    reply: whatIf,
  }),
  listWhatIfPeople: operation({
    subject: 'metrics.listWhatIfPeople',
    method: 'GET',
    path: '/what-ifs/:whatIfId/people',
    summary: 'Who would move, the most first',
    policy: hr,
    params: whatIfParams,
    query: z.strictObject(pageQuery),
    reply: page(whatIfPerson),
  }),
} as const;
