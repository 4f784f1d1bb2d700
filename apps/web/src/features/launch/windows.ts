import type { RouteSettings } from '../../../../../libs/contracts/cycles/http.js';
import type { CycleKind } from '../../../../../libs/contracts/values.js';
import { parseSpan } from '../../../../../libs/domain/calendar/span.js';
import { defaultRoutes } from '../../../../../libs/domain/cycle/route.js';
import type { RouteStage, TaskStage } from '../../../../../libs/domain/cycle/stages.js';

/** Stages whose length HR sets when launching; `collect` lasts until the cut-off. */
export const windowStages = (kind: CycleKind): WindowStage[] =>
  defaultRoutes[kind].stages.filter((stage) => stage !== 'score');
export type WindowStage = Extract<RouteStage, TaskStage>;
/** In working days. */
export type WindowDays = Readonly<Partial<Record<WindowStage, number>>>;

export function defaultDays(kind: CycleKind): WindowDays {
  const { cutOff, windows } = defaultRoutes[kind];
  return Object.fromEntries(
    windowStages(kind).map((stage) => [stage, daysOf(stage === 'collect' ? cutOff : windows[stage].window)]),
  );
}

/** What differs from the kind's default route; reminders and escalation move with the end of their stage. */
export function routeChanges(kind: CycleKind, days: WindowDays): RouteSettings | undefined {
  const usual = defaultDays(kind);
  const stages = windowStages(kind).flatMap((stage) => {
    const length = days[stage] ?? 0;
    const longer = length - (usual[stage] ?? 0);
    if (stage === 'collect' || longer === 0) return [];
    const { reminders, escalateAfter } = defaultRoutes[kind].windows[stage];
    const moved = (span: string): number => daysOf(span) + longer;
    return [
      {
        stage,
        window: span(length),
        reminders: [...new Set(reminders.map(moved))].filter((day) => day > 0).map(span),
        escalateAfter: escalateAfter === null ? null : span(moved(escalateAfter)),
      },
    ];
  });
  const cutOff = days.collect === undefined || days.collect === usual.collect ? {} : { cutOff: span(days.collect) };
  return stages.length === 0 && days.collect === usual.collect
    ? undefined
    : { ...cutOff, ...(stages.length === 0 ? {} : { stages }) };
}

const span = (days: number): string => `WD${days}`;

function daysOf(text: string): number {
  const parsed = parseSpan(text);
  if (parsed.unit === 'working_days') return parsed.days;
  throw new RangeError(`A default route counts in working days, not ${text}.`);
}
