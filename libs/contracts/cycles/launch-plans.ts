import { z } from 'zod';
import { operation } from '../route.js';
import { cycleKind, identifier, instant, isoDate } from '../values.js';
import { periodDates, personName } from './parts.js';

/** What the calendar did about a period. */
const plannedLaunch = z.strictObject({
  period: periodDates,
  checkedAt: instant.nullable(),
  launchedAt: instant.nullable(),
  /** null while it is not launched, and where HR had launched it by hand. */
  cycleId: identifier.nullable(),
  /** Why the last attempt was refused; it is tried again every hour. */
  refusedCode: z.string().nullable(),
});

const launchPlan = z.strictObject({
  kind: cycleKind,
  enabled: z.boolean(),
  /** In whose name it launches; null while it has never been switched on. */
  owner: personName.nullable(),
  /** 0 while it has never been switched on. */
  version: z.int().min(0),
  /** The next launch, had it been switched on: its period, the day HR is told what stands in the way, and its own day. */
  next: z.strictObject({ period: periodDates, checkOn: isoDate, launchOn: isoDate, provisional: z.boolean() }),
  last: plannedLaunch.nullable(),
});
export type LaunchPlan = z.infer<typeof launchPlan>;

export const launchPlansHttp = {
  listLaunchPlans: operation({
    subject: 'cycles.listLaunchPlans',
    method: 'GET',
    path: '/launch-plans',
    summary: 'Which kinds of cycle launch by themselves, and when the next ones do',
    policy: { allow: ['hr', 'auditor'] },
    reply: z.strictObject({ items: z.array(launchPlan) }),
  }),
  putLaunchPlan: operation({
    subject: 'cycles.putLaunchPlan',
    method: 'PUT',
    path: '/launch-plans/:kind',
    summary:
      'Switches the launch of a kind by the calendar on, in the name of whoever does so, or off; counts for periods that end from today on',
    policy: { allow: ['hr'] },
    params: z.strictObject({ kind: cycleKind }),
    body: z.strictObject({ enabled: z.boolean() }),
    ifMatch: true,
    reply: launchPlan,
  }),
} as const;
