import { z } from 'zod';
import { routeStages, taskStages } from '../../domain/cycle/stages.js';
import { operation } from '../route.js';
import { cycleKind, instant } from '../values.js';
import { personName } from './parts.js';

/** A company's own route counts in working days of its calendar; a single launch may give lengths instead. */
const workingDays = z.string().regex(/^WD([1-9]|[1-5]\d|60)$/, { error: '1 to 60 working days, as "WD3"' });

const routeSettings = z.strictObject({
  stages: z.array(z.enum(routeStages)).max(routeStages.length),
  /** When the inputs freeze, counted from the period's last day. */
  cutOff: workingDays,
  /** The day of the month after the period by whose end the report is out. */
  reportDueDay: z.int().min(1).max(28),
  /** Each counted from a task's opening. */
  windows: z
    .array(
      z.strictObject({
        stage: z.enum(taskStages),
        window: workingDays,
        reminders: z.array(workingDays).max(5),
        escalateAfter: workingDays.nullable(),
      }),
    )
    .max(taskStages.length),
  /** Stages that end by silence. */
  deemedBySilence: z.array(z.enum(taskStages)).max(taskStages.length),
});
export type CompanyRouteSettings = z.infer<typeof routeSettings>;

const companyRoute = z.strictObject({
  kind: cycleKind,
  /** 0 while the company keeps the default. */
  version: z.int().min(0),
  changedAt: instant.nullable(),
  changedBy: personName.nullable(),
  /** Working days throughout; the stages in the order in which they come. */
  route: routeSettings,
});
export type CompanyRouteOfKind = z.infer<typeof companyRoute>;

export const routesHttp = {
  listRoutes: operation({
    subject: 'cycles.listRoutes',
    method: 'GET',
    path: '/routes',
    summary: 'The way that each kind of cycle goes in this company: stages, times, what silence means',
    policy: { allow: ['hr', 'auditor', 'administrator'] },
    reply: z.strictObject({ items: z.array(companyRoute) }),
  }),
  putRoute: operation({
    subject: 'cycles.putRoute',
    method: 'PUT',
    path: '/routes/:kind',
    summary: 'Changes the way of the cycles launched from now on; running cycles keep theirs',
    policy: { allow: ['hr'] },
    params: z.strictObject({ kind: cycleKind }),
    body: routeSettings,
    ifMatch: true,
    reply: companyRoute,
  }),
} as const;
