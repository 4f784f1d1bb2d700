import type { RouteSettings } from '../../../../../libs/contracts/cycles/http.js';
import { workingDaySpan, workingDaysOf } from '../../../../../libs/domain/calendar/span.js';
import type { Route } from '../../../../../libs/domain/cycle/route.js';
import type { RouteStage, TaskStage } from '../../../../../libs/domain/cycle/stages.js';

/** Stages whose length HR sets when launching; `collect` lasts until the cut-off. */
export const windowStages = ({ stages }: Route): WindowStage[] => stages.filter((stage) => stage !== 'score');
export type WindowStage = Extract<RouteStage, TaskStage>;
/** In working days. */
export type WindowDays = Readonly<Partial<Record<WindowStage, number>>>;

export function usualDays(route: Route): WindowDays {
  const { cutOff, windows } = route;
  return Object.fromEntries(
    windowStages(route).map((stage) => [stage, workingDaysOf(stage === 'collect' ? cutOff : windows[stage].window)]),
  );
}

/** What differs from the company's route; reminders and escalation move with the end of their stage. */
export function routeChanges(route: Route, days: WindowDays): RouteSettings | undefined {
  const usual = usualDays(route);
  const stages = windowStages(route).flatMap((stage) => {
    const length = days[stage] ?? 0;
    const longer = length - (usual[stage] ?? 0);
    if (stage === 'collect' || longer === 0) return [];
    const { reminders, escalateAfter } = route.windows[stage];
    const moved = (span: string): number => workingDaysOf(span) + longer;
    return [
      {
        stage,
        window: workingDaySpan(length),
        reminders: [...new Set(reminders.map(moved))].filter((day) => day > 0).map(workingDaySpan),
        escalateAfter: escalateAfter === null ? null : workingDaySpan(moved(escalateAfter)),
      },
    ];
  });
  const cutOff =
    days.collect === undefined || days.collect === usual.collect ? {} : { cutOff: workingDaySpan(days.collect) };
  return stages.length === 0 && days.collect === usual.collect
    ? undefined
    : { ...cutOff, ...(stages.length === 0 ? {} : { stages }) };
}
