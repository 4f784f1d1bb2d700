import { z } from 'zod';
import { cycleKind, instant, isoDate } from '../../../../libs/contracts/values.js';

const period = z.strictObject({ kind: cycleKind, from: isoDate });

/** What a group is told, as values. About the cycle alone: no person, no number of anybody's, never a score. */
export const groupMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['cycle_launched', 'review_opened', 'report_published']), period }),
  z.strictObject({ type: z.enum(['cycle_closed', 'cycle_cancelled']), period }),
  z.strictObject({ type: z.enum(['collection_opened', 'collection_closing']), period, dueAt: instant }),
  z.strictObject({ type: z.literal('review_closing'), period, stage: z.string(), dueAt: instant }),
  z.strictObject({ type: z.literal('cycle_late'), period, stage: z.string() }),
  z.strictObject({ type: z.literal('late_rows_held'), sourceId: z.string() }),
]);
export type GroupMessage = z.infer<typeof groupMessage>;

export interface GroupNews {
  readonly message: GroupMessage;
  /** A group hears of an occasion once, however many events tell of its parts. */
  readonly occasion: string;
  /** Path inside the web app. */
  readonly link: string;
}
