import type { RouteSettings } from '../../../../../libs/contracts/cycles/http.js';
import type { CycleKind } from '../../../../../libs/contracts/values.js';
import { parseSpan } from '../../../../../libs/domain/calendar/span.js';
import { defaultRoutes } from '../../../../../libs/domain/cycle/route.js';

/** Stages whose length HR sets when launching; `collect` lasts until the cut-off. */
export const windowStages = ['collect', 'manager_review', 'interview', 'acknowledgement', 'sign_off'] as const;
export type WindowStage = (typeof windowStages)[number];
/** In working days. */
export type WindowDays = Readonly<Record<WindowStage, number>>;

export function defaultDays(kind: CycleKind): WindowDays {
  const { cutOff, windows } = defaultRoutes[kind];
  return {
    collect: daysOf(cutOff),
    manager_review: daysOf(windows.manager_review.window),
    interview: daysOf(windows.interview.window),
    acknowledgement: daysOf(windows.acknowledgement.window),
    sign_off: daysOf(windows.sign_off.window),
  };
}

/** What differs from the kind's default route; reminders and escalation move with the end of their stage. */
export function routeChanges(kind: CycleKind, days: WindowDays): RouteSettings | undefined {
  const usual = defaultDays(kind);
  const stages = windowStages.flatMap((stage) => {
    const longer = days[stage] - usual[stage];
    if (stage === 'collect' || longer === 0) return [];
    const { reminders, escalateAfter } = defaultRoutes[kind].windows[stage];
    const moved = (span: string): number => daysOf(span) + longer;
    return [
      {
        stage,
        window: span(days[stage]),
        reminders: [...new Set(reminders.map(moved))].filter((day) => day > 0).map(span),
        escalateAfter: escalateAfter === null ? null : span(moved(escalateAfter)),
      },
    ];
  });
  const cutOff = days.collect === usual.collect ? {} : { cutOff: span(days.collect) };
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
