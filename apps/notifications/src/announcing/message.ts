import { z } from 'zod';
import { sendReasons } from '../../../../libs/contracts/notifications/channels.js';
import { cycleKind, instant, isoDate, localisedText } from '../../../../libs/contracts/values.js';

const period = z.strictObject({ kind: cycleKind, from: isoDate });
const waiting = z.array(z.strictObject({ stage: z.string(), count: z.int(), dueAt: instant }));

/** What one person is told, as values: stored like this, put into words when it is read or sent. Never a score. */
export const message = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('tasks_opened'), period, waiting }),
  z.strictObject({ type: z.literal('tasks_reminded'), period, waiting }),
  z.strictObject({ type: z.literal('tasks_urged'), period, byName: z.string(), waiting }),
  z.strictObject({
    type: z.literal('tasks_escalated'),
    period,
    stage: z.string(),
    late: z.array(z.strictObject({ name: z.string(), count: z.int() })),
  }),
  z.strictObject({ type: z.literal('appraisal_returned'), period, name: z.string(), byName: z.string() }),
  z.strictObject({ type: z.literal('appraisal_copied'), period, name: z.string(), byName: z.string() }),
  z.strictObject({ type: z.literal('appraisal_commented'), period, name: z.string(), byName: z.string() }),
  z.strictObject({ type: z.literal('substitute_named'), name: z.string(), from: isoDate, until: isoDate }),
  z.strictObject({
    type: z.literal('tasks_handed_over'),
    period,
    how: z.enum(['transferred', 'delegated', 'answered', 'taken_back', 'followed', 'followed_away', 'withdrawn']),
    /** Who did it, or from whom it came when the organisation changed. */
    byName: z.string(),
    waiting,
  }),
  z.strictObject({ type: z.literal('results_released'), period, dueAt: instant }),
  z.strictObject({ type: z.literal('appeal_answered'), period, outcome: z.enum(['upheld', 'dismissed']) }),
  z.strictObject({ type: z.literal('results_rescored'), period, name: z.string(), own: z.boolean() }),
  z.strictObject({ type: z.literal('acceptance_deemed'), period }),
  z.strictObject({ type: z.literal('report_published'), period }),
  z.strictObject({ type: z.literal('cycle_state_changed'), period, to: z.string() }),
  z.strictObject({
    type: z.literal('launch_checked'),
    period,
    launchOn: isoDate,
    people: z.int(),
    findings: z.int(),
    blocking: z.int(),
  }),
  z.strictObject({ type: z.literal('launched_by_calendar'), period, warnings: z.int() }),
  z.strictObject({ type: z.literal('launch_refused'), period, code: z.string() }),
  z.strictObject({ type: z.literal('report_at_risk'), period, dueAt: instant, unfinished: z.int(), late: z.int() }),
  z.strictObject({ type: z.literal('late_rows_held'), sourceId: z.string(), rows: z.int() }),
  z.strictObject({ type: z.literal('scheduled_fetch_failed'), names: localisedText, code: z.string() }),
  z.strictObject({ type: z.literal('robot_failed'), name: z.string(), reason: z.enum(sendReasons) }),
]);
export type Message = z.infer<typeof message>;
export type Period = z.infer<typeof period>;

/** What one person is told about one event. */
export interface Told {
  readonly personId: string;
  readonly message: Message;
  /** Path inside the web app. */
  readonly link: string;
}
