import { z } from 'zod';

/** Values that cross more than one boundary. */
export const locales = ['zh-Hant', 'zh-Hans', 'en'] as const;
export const locale = z.enum(locales);
export type Locale = z.infer<typeof locale>;

export const localisedText = z.strictObject({ 'zh-Hant': z.string(), 'zh-Hans': z.string(), en: z.string() });
export type LocalisedText = z.infer<typeof localisedText>;

/** What an account may do beyond being a person; managing follows from assignments and is never granted. */
export const grants = ['hr', 'data_owner', 'auditor', 'administrator'] as const;
export const grant = z.enum(grants);
export type Grant = z.infer<typeof grant>;

/** A decimal as a string: never NaN, infinite, exponent or non-ASCII digits. */
export const decimalString = z
  .string()
  .regex(/^-?\d{1,20}(\.\d{1,34})?$/, { error: 'a decimal number as a string, e.g. "97.50"' });
export const isoDate = z.iso.date();
export const instant = z.iso.datetime();
export const identifier = z.uuid();
/** Stable snake_case names of standards, KPIs, inputs, positions and sources. */
export const code = z.string().regex(/^[a-z][a-z0-9_]{1,63}$/);
/** Text people wrote: no NUL, no lone surrogates. */
export const writtenText = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !text.includes('\u0000') && text.isWellFormed(), {
      error: 'text without NUL or broken characters',
    });

export const cycleKinds = ['month', 'quarter', 'year'] as const;
export const cycleKind = z.enum(cycleKinds);
export type CycleKind = z.infer<typeof cycleKind>;

/** Who acts: resolved from the session by roles, carried in every call. */
export const actor = z.strictObject({
  accountId: z.uuid(),
  personId: z.uuid().nullable(),
  sessionId: z.uuid(),
  grants: z.array(grant),
  /** Sources a data owner answers for. */
  sourceIds: z.array(z.string()),
});
export type Actor = z.infer<typeof actor>;

/** In a zone that is known. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time of day as "06:30"' });
