import { z } from 'zod';
import { identifier, isoDate } from '../values.js';

/** A person as lists show one. */
export const personName = z.strictObject({ personId: identifier, name: z.string() });
export const periodDates = z.strictObject({ from: isoDate, to: isoDate });
export const cycleParams = z.strictObject({ cycleId: identifier });
