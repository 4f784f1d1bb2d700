import { z } from 'zod';
import { appraisalStates, cycleStates, taskStages } from '../../domain/cycle/stages.js';
import { operation } from '../route.js';
import { code, cycleKind, identifier, instant } from '../values.js';
import { periodDates, personName } from './parts.js';

const taskStage = z.enum(taskStages);
const ofCycle = { cycleId: identifier, kind: cycleKind, period: periodDates };
const count = z.int();

const runningCycle = z.strictObject({
  ...ofCycle,
  state: z.enum(cycleStates),
  pausedAt: instant.nullable(),
  /** Of the people the reader answers for; their own appraisal is not among them. */
  people: count,
  finished: count,
  stages: z.array(z.strictObject({ stage: z.enum(appraisalStates), people: count })),
  /** null: the reader does not see the cycle's sources. */
  sources: z.strictObject({ all: count, signedOff: count }).nullable(),
});
export type RunningCycle = z.infer<typeof runningCycle>;

/** Tasks that somebody else has about people the reader answers for. */
const holder = z.strictObject({
  ...ofCycle,
  stage: taskStage,
  holder: personName,
  open: count,
  late: count,
  /** The earliest of them. */
  dueAt: instant,
});
export type TaskHolder = z.infer<typeof holder>;

const nextDate = z.strictObject({ ...ofCycle, what: z.enum(['cut_off', 'report', ...taskStages]), at: instant });
export type NextDate = z.infer<typeof nextDate>;

const ownAppraisal = z.strictObject({
  ...ofCycle,
  appraisalId: identifier,
  stage: z.enum(appraisalStates),
  /** What it waits for; null: nobody's task. */
  waitsFor: z.strictObject({ stage: taskStage, holder: personName, dueAt: instant }).nullable(),
});
export type OwnAppraisal = z.infer<typeof ownAppraisal>;

const unsignedSource = z.strictObject({ ...ofCycle, sourceId: code, cutOffAt: instant });

export const homeHttp = {
  myOverview: operation({
    subject: 'cycles.myOverview',
    method: 'GET',
    path: '/my/overview',
    summary: 'What runs, what is late with others, and the next deadlines, of what the reader may see; no scores',
    policy: { allow: 'signed_in' },
    reply: z.strictObject({
      /** The newest period first, at most 12. */
      cycles: z.array(runningCycle),
      /** Whoever sees everybody is named the late alone; a manager whoever has something open. The earliest first, at most 5. */
      held: z.strictObject({ open: count, late: count, holders: z.array(holder) }),
      /** The next first, at most 8; a paused cycle has none. */
      dates: z.array(nextDate),
      /** The reader's own appraisals in running cycles. */
      own: z.array(ownAppraisal),
      lastResult: z.strictObject({ ...ofCycle, appraisalId: identifier }).nullable(),
      /** Sources the reader answers for and has not signed off, of cycles whose inputs are open. */
      unsigned: z.array(unsignedSource),
    }),
  }),
} as const;
