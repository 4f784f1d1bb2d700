import { z } from 'zod';
import { identifier, isoDate, localisedText } from '../values.js';

/** A person as lists show one. */
export const personName = z.strictObject({ personId: identifier, name: z.string() });
export const periodDates = z.strictObject({ from: isoDate, to: isoDate });
export const cycleParams = z.strictObject({ cycleId: identifier });

/** Somebody of the company whom a reader may choose, also one they see nothing else of. */
export const colleague = z.strictObject({
  personId: identifier,
  name: z.string(),
  employeeCode: z.string(),
  positionNames: localisedText.nullable(),
});
export type Colleague = z.infer<typeof colleague>;
