import { z } from 'zod';
import { appraisalStates } from '../../domain/cycle/stages.js';
import { operation, page, pageQuery } from '../route.js';
import { cycleKind, decimalString, identifier, instant, localisedText, writtenText } from '../values.js';
import { cycleParams, periodDates, personName } from './parts.js';

const grade = z.string().min(1).max(20);
const people = z.int();
const count = z.strictObject({ grade, people });

/** `waiting`: reviews come first; `open`: grades may be moved; `closed`: everybody of the group has gone on. */
export const calibrationStates = ['waiting', 'open', 'closed'] as const;

/** How a grade's count stands against its quota. */
const quota = z.strictObject({
  grade,
  rule: z.enum(['at_most', 'at_least', 'exactly', 'between']),
  percent: decimalString,
  /** Of `between`. */
  toPercent: decimalString.nullable(),
  /** `enforce`: the session cannot be closed against it. */
  mode: z.enum(['advise', 'enforce']),
  /** Whole people by the largest remainder. */
  min: people,
  max: people.nullable(),
  actual: people,
  ok: z.boolean(),
});

const group = z.strictObject({
  groupId: identifier,
  departmentNames: localisedText,
  state: z.enum(calibrationStates),
  /** Of the people the reader sees; the excluded count nowhere. */
  people,
  /** In the session, or past it. */
  arrived: people,
  moved: people,
  /** Of the open session. */
  taskId: identifier.nullable(),
  dueAt: instant.nullable(),
});
export type CalibrationGroup = z.infer<typeof group>;

export const gradeMove = z.strictObject({
  from: grade,
  to: grade,
  reason: z.string(),
  by: personName,
  at: instant,
  /** A later return made it void; it stays in the history. */
  voided: z.boolean(),
});
export type GradeMove = z.infer<typeof gradeMove>;

const calibratedPerson = z.strictObject({
  appraisalId: identifier,
  person: z.strictObject({ ...personName.shape, employeeCode: z.string(), positionNames: localisedText }),
  departmentNames: localisedText,
  reviewer: personName,
  stage: z.enum(appraisalStates),
  /** Send it back as `If-Match`. */
  version: z.int(),
  total: z.string().nullable(),
  /** As it counts now. */
  grade: grade.nullable(),
  /** What it was before the first move; null: it was not moved. */
  gradeBefore: grade.nullable(),
  /** Of the cycle before of the same kind. */
  lastGrade: grade.nullable(),
  /** The grades of the person's standard, from low to high. */
  scale: z.array(grade),
  moves: z.array(gradeMove),
  /** The reader may move it now. */
  mayMove: z.boolean(),
});
export type CalibratedPerson = z.infer<typeof calibratedPerson>;

const figure = z.string().nullable();
const leniency = z.strictObject({
  reviewer: personName,
  people,
  mean: figure,
  /** The standard deviation of their people's totals. */
  deviation: figure,
  median: figure,
  lowest: figure,
  highest: figure,
});
export type Leniency = z.infer<typeof leniency>;

const session = z.strictObject({
  ...group.shape,
  cycleId: identifier,
  kind: cycleKind,
  period: periodDates,
  /** The reader sees everybody of the group, or only the people they review or manage. */
  whole: z.boolean(),
  /** By grade, from high to low, over those who have arrived. */
  grades: z.array(z.strictObject({ ...count.shape, before: people })),
  /** Empty for whoever sees a part of the group: a quota is of the whole. */
  quotas: z.array(quota),
  mean: figure,
  leniency: z.array(leniency),
  may: z.strictObject({ begin: z.boolean(), close: z.boolean() }),
});
export type CalibrationSession = z.infer<typeof session>;

const percent = z.string().regex(/^(100|\d{1,2}(\.\d{1,2})?)$/, { error: '0 to 100, with two digits at most' });
const gradeQuota = z.discriminatedUnion('rule', [
  z.strictObject({
    grade,
    rule: z.enum(['at_most', 'at_least', 'exactly']),
    percent,
    mode: z.enum(['advise', 'enforce']),
  }),
  z.strictObject({
    grade,
    rule: z.literal('between'),
    percent,
    toPercent: percent,
    mode: z.enum(['advise', 'enforce']),
  }),
]);
const rules = z.strictObject({ minGroup: z.int().min(2).max(500), quotas: z.array(gradeQuota).max(10) });
export type CalibrationRuleSettings = z.infer<typeof rules>;

const rulesOfKind = z.strictObject({
  kind: cycleKind,
  /** 0 while the company keeps those that come with the product. */
  version: z.int().min(0),
  changedAt: instant.nullable(),
  changedBy: personName.nullable(),
  rules,
});
export type CalibrationRulesOfKind = z.infer<typeof rulesOfKind>;

const signedIn = { allow: 'signed_in' } as const;
const hr = { allow: ['hr'] } as const;
const groupParams = z.strictObject({ groupId: identifier });
const reason = writtenText(1000);

export const calibrationHttp = {
  listCalibrations: operation({
    subject: 'cycles.listCalibrations',
    method: 'GET',
    path: '/cycles/:cycleId/calibrations',
    summary: "A cycle's calibration groups the reader has a part in, and how far each is",
    policy: signedIn,
    params: cycleParams,
    reply: z.strictObject({ items: z.array(group) }),
  }),
  getCalibration: operation({
    subject: 'cycles.getCalibration',
    method: 'GET',
    path: '/calibrations/:groupId',
    summary:
      "A group's session: its grades against their quotas, and who scores how. Reviewers see the part that is theirs",
    policy: signedIn,
    params: groupParams,
    reply: session,
  }),
  listCalibrated: operation({
    subject: 'cycles.listCalibrated',
    method: 'GET',
    path: '/calibrations/:groupId/people',
    summary: "A group's people who have arrived and whom the reader sees, the greatest total first",
    policy: signedIn,
    params: groupParams,
    query: z.strictObject({ ...pageQuery, grade: grade.optional(), reviewerId: identifier.optional() }),
    reply: page(calibratedPerson),
  }),
  listCalibrationRules: operation({
    subject: 'cycles.listCalibrationRules',
    method: 'GET',
    path: '/calibration-rules',
    summary: 'Quotas and the smallest group of each kind of cycle, for the launches to come',
    policy: { allow: ['hr', 'auditor', 'administrator'] },
    reply: z.strictObject({ items: z.array(rulesOfKind) }),
  }),
  putCalibrationRules: operation({
    subject: 'cycles.putCalibrationRules',
    method: 'PUT',
    path: '/calibration-rules/:kind',
    summary: 'Changes the quotas of the cycles launched from now on; running cycles keep theirs',
    policy: hr,
    params: z.strictObject({ kind: cycleKind }),
    body: rules,
    ifMatch: true,
    reply: rulesOfKind,
  }),
  beginCalibration: operation({
    subject: 'cycles.beginCalibration',
    method: 'POST',
    path: '/calibrations/:groupId/session',
    summary: 'Opens the session before everybody has arrived; who comes later joins it',
    policy: hr,
    params: groupParams,
    body: z.strictObject({}),
    reply: z.strictObject({ groupId: identifier, taskId: identifier, dueAt: instant }),
    idempotent: true,
  }),
  moveGrade: operation({
    subject: 'cycles.moveGrade',
    method: 'POST',
    path: '/calibrations/:groupId/moves',
    summary: "Moves a person's grade, with the reason; If-Match carries the appraisal's version",
    policy: hr,
    params: groupParams,
    body: z.strictObject({ appraisalId: identifier, grade, reason }),
    reply: z.strictObject({ appraisalId: identifier, grade, gradeBefore: grade, version: z.int() }),
    idempotent: true,
    ifMatch: true,
  }),
  closeCalibration: operation({
    subject: 'cycles.closeCalibration',
    method: 'POST',
    path: '/calibrations/:groupId/closing',
    summary: 'Ends the session: everybody in it goes on to their interview with the grade they have',
    policy: hr,
    params: groupParams,
    body: z.strictObject({ comment: writtenText(2000).optional() }),
    reply: z.strictObject({ groupId: identifier, people }),
    idempotent: true,
    timeoutMs: 30_000,
  }),
} as const;
