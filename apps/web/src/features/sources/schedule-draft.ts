import { type SourceSchedule, sourceSchedule } from '../../../../../libs/contracts/metrics/http.js';

export const scheduleKinds = ['off', 'every_day', 'working_days', 'weekdays'] as const;
export type ScheduleKind = (typeof scheduleKinds)[number];

/** What somebody sets, right or not yet. */
export interface ScheduleDraft {
  readonly kind: ScheduleKind;
  readonly weekdays: readonly number[];
  readonly times: readonly string[];
}

export const draftOf = (schedule: SourceSchedule | null): ScheduleDraft => ({
  kind: schedule?.days.kind ?? 'off',
  weekdays: schedule?.days.kind === 'weekdays' ? schedule.days.weekdays : [1, 2, 3, 4, 5],
  times: schedule?.times ?? ['06:30'],
});

/** The schedule a draft says (null: off), or which of its fields is not right. */
export function scheduleOf({ kind, weekdays, times }: ScheduleDraft): {
  readonly schedule: SourceSchedule | null;
  readonly wrong: 'times' | 'weekdays' | null;
} {
  if (kind === 'off') return { schedule: null, wrong: null };
  const days = kind === 'weekdays' ? { kind, weekdays: [...weekdays].sort() } : { kind };
  const parsed = sourceSchedule.safeParse({ days, times: [...times].sort() });
  if (parsed.success) return { schedule: parsed.data, wrong: null };
  return { schedule: null, wrong: parsed.error.issues.some(({ path }) => path[0] === 'times') ? 'times' : 'weekdays' };
}
