import { z } from 'zod';
import type { SheetLine } from '../../../../../libs/contracts/cycles/http.js';

const usedInput = z.object({
  role: z.string(),
  inputId: z.string(),
  figure: z.string(),
  value: z.string(),
  count: z.string(),
});
export type UsedInput = z.infer<typeof usedInput>;

/** What a run wrote down about a line: the figures it used and, where there is a score, the formula with its numbers. */
const explanation = z.object({
  inputs: z.array(usedInput).default([]),
  formula: z.string().nullish(),
  numbers: z.record(z.string(), z.string()).default({}),
  unclamped: z.string().nullish(),
  clamped: z.enum(['cap', 'floor']).nullish(),
  exclusion: z.object({ reason: z.string() }).nullish(),
});
export type Explanation = z.infer<typeof explanation>;

export function explanationOf(line: SheetLine): Explanation | null {
  const read = explanation.safeParse(line.explanation);
  return read.success ? read.data : null;
}
