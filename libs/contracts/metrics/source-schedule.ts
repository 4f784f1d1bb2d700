import { z } from 'zod';
import { instant, timeOfDay } from '../values.js';

/** Monday is 1, Sunday 7. */
const weekday = z.int().min(1).max(7);

const different = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

/**
 * When a source is read by itself while a cycle collects from it. No part of its configuration: a batch's figures do not depend on when it
 * was asked for, so that another hour makes no other version.
 */
export const sourceSchedule = z.strictObject({
  days: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('every_day') }),
    /** By the company's calendar, holidays and make-up days included. */
    z.strictObject({ kind: z.literal('working_days') }),
    z.strictObject({
      kind: z.literal('weekdays'),
      weekdays: z.array(weekday).min(1).max(7).refine(different, { error: 'each weekday once' }),
    }),
  ]),
  /** On the company's clock. */
  times: z.array(timeOfDay).min(1).max(24).refine(different, { error: 'each time once' }),
});
export type SourceSchedule = z.output<typeof sourceSchedule>;

export const scheduledFetchOutcomes = ['loaded', 'unchanged', 'failed'] as const;

/** What was refused, as problem details have it: the web has words for the code. */
export const fetchFailure = z.strictObject({
  code: z.string(),
  detail: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type FetchFailure = z.output<typeof fetchFailure>;

/** How a source is read by itself, and how that went. */
export const sourceFetching = z.strictObject({
  /** Of the schedule; 0: it never had one. */
  version: z.int(),
  /** null: off. */
  schedule: sourceSchedule.nullable(),
  /** The next times while a cycle collects; null: the company's calendar could not be asked. */
  next: z.array(instant).nullable(),
  last: z
    .strictObject({ at: instant, outcome: z.enum(scheduledFetchOutcomes), failure: fetchFailure.nullable() })
    .nullable(),
  /** Since when it has failed each time; null: it works. */
  failingSince: instant.nullable(),
});
export type SourceFetching = z.output<typeof sourceFetching>;
