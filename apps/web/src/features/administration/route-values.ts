import type { CompanyRouteSettings } from '../../../../../libs/contracts/cycles/http.js';
import { workingDaySpan, workingDaysOf } from '../../../../../libs/domain/calendar/span.js';
import { optionalStages, silentStages } from '../../../../../libs/domain/cycle/company-route.js';
import type { Route } from '../../../../../libs/domain/cycle/route.js';
import { routeStages, type TaskStage, taskStages } from '../../../../../libs/domain/cycle/stages.js';

interface StageValues {
  /** Working days, as everything here. */
  readonly window: number;
  readonly reminders: readonly number[];
  readonly escalateAfter: number | null;
}

/** A route as its form holds it. */
export interface RouteValues {
  readonly cutOff: number;
  /** Day of the month after. */
  readonly reportDueDay: number;
  readonly has: Readonly<Record<(typeof optionalStages)[number], boolean>>;
  readonly silent: Readonly<Record<(typeof silentStages)[number], boolean>>;
  readonly windows: Readonly<Record<TaskStage, StageValues>>;
}

export const valuesOf = ({ stages, cutOff, reportDueDay, deemedBySilence, windows }: Route): RouteValues => ({
  cutOff: workingDaysOf(cutOff),
  reportDueDay,
  has: recordOf(optionalStages, (stage) => stages.includes(stage)),
  silent: recordOf(silentStages, (stage) => deemedBySilence.includes(stage)),
  windows: recordOf(taskStages, (stage) => ({
    window: workingDaysOf(windows[stage].window),
    reminders: windows[stage].reminders.map(workingDaysOf),
    escalateAfter: daysOrNull(windows[stage].escalateAfter),
  })),
});

export const settingsOf = ({ cutOff, reportDueDay, has, silent, windows }: RouteValues): CompanyRouteSettings => ({
  cutOff: workingDaySpan(cutOff),
  reportDueDay,
  stages: routeStages.filter((stage) => isOptional(stage) === false || has[stage]),
  deemedBySilence: silentStages.filter((stage) => silent[stage]),
  windows: taskStages.map((stage) => ({
    stage,
    // What the sources are waited for is the cut-off.
    window: workingDaySpan(stage === 'collect' ? cutOff : windows[stage].window),
    reminders: windows[stage].reminders.toSorted((a, b) => a - b).map(workingDaySpan),
    escalateAfter: spanOrNull(windows[stage].escalateAfter),
  })),
});

const isOptional = (stage: string): stage is (typeof optionalStages)[number] =>
  optionalStages.some((one) => one === stage);
const daysOrNull = (span: string | null): number | null => (span === null ? null : workingDaysOf(span));
const spanOrNull = (days: number | null): string | null => (days === null ? null : workingDaySpan(days));
const recordOf = <K extends string, V>(keys: readonly K[], make: (key: K) => V): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, V>;
