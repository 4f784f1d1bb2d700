import { workingDaysOf } from '../calendar/span.js';
import type { CycleKind } from '../scoring/standard.js';
import { defaultRoutes, type Route, type Windows } from './route.js';
import { type RouteStage, routeStages, type TaskStage } from './stages.js';

/** Stages that a company's route may do without; every route has the others. */
export const optionalStages = [
  'self_review',
  'second_review',
  'calibration',
  'head_sign_off',
] as const satisfies readonly RouteStage[];
/** Stages that may end by silence. No score is ever passed by it. */
export const silentStages = ['self_review', 'acknowledgement'] as const satisfies readonly TaskStage[];

/** What HR keeps for every launch of a kind; what it does not name stays as the kind's default has it. */
export interface CompanyRoute extends Pick<Route, 'stages' | 'cutOff' | 'reportDueDay' | 'deemedBySilence'> {
  readonly windows: Readonly<Partial<Record<TaskStage, Windows>>>;
}

/** The route of a kind as a company keeps it; null: it keeps the default. */
export function companyRoute(kind: CycleKind, kept: CompanyRoute | null): Route {
  const usual = defaultRoutes[kind];
  return kept === null ? usual : { ...usual, ...kept, windows: { ...usual.windows, ...kept.windows } };
}

export interface RouteProblem {
  readonly code:
    | 'stage_missing'
    | 'silence_not_allowed'
    | 'reminder_order'
    | 'reminder_after_window'
    | 'escalation_early';
  readonly stage: RouteStage;
}

/** What is wrong with a route that counts in working days; null: nothing. */
export function routeProblem({ stages, windows, deemedBySilence }: CompanyRoute): RouteProblem | null {
  const missing = routeStages.find((stage) => !isOptional(stage) && !stages.includes(stage));
  if (missing) return { code: 'stage_missing', stage: missing };
  const silent = deemedBySilence.find((stage) => !silentStages.some((one) => one === stage));
  if (silent) return { code: 'silence_not_allowed', stage: silent as RouteStage };
  for (const [stage, times] of Object.entries(windows) as [RouteStage, Windows][]) {
    const code = windowsProblem(times);
    if (code) return { code, stage };
  }
  return null;
}

function windowsProblem({ window, reminders, escalateAfter }: Windows): RouteProblem['code'] | null {
  const days = reminders.map(workingDaysOf);
  if (days.some((day, index) => day <= (days[index - 1] ?? 0))) return 'reminder_order';
  if (days.some((day) => day > workingDaysOf(window))) return 'reminder_after_window';
  return escalateAfter !== null && workingDaysOf(escalateAfter) < workingDaysOf(window) ? 'escalation_early' : null;
}

const isOptional = (stage: RouteStage): boolean => optionalStages.some((one) => one === stage);
