import type { CycleKind } from '../scoring/standard.js';
import { type CalibrationRules, defaultCalibration } from './calibrate.js';
import { type RouteStage, routeStages, type TaskStage } from './stages.js';

/** The times of a stage's tasks, each a span (`WD2`, `PT20S`) counted from the task's opening. */
export interface Windows {
  readonly window: string;
  readonly reminders: readonly string[];
  /** null: nobody is told. */
  readonly escalateAfter: string | null;
}

export interface Route {
  readonly stages: readonly RouteStage[];
  /** When the inputs freeze: working days after the period's last day, or a length after the launch. */
  readonly cutOff: string;
  /** The day of the month after the period by whose end the report is out. */
  readonly reportDueDay: number;
  readonly windows: Readonly<Record<TaskStage, Windows>>;
  /** Stages whose window never runs past the report's due time while that lies ahead: what holds the report up. A person's own window is never cut short. */
  readonly endsByReport: readonly TaskStage[];
  /** Stages that end by silence. */
  readonly deemedBySilence: readonly TaskStage[];
  /** Left out: those that come with the product. */
  readonly calibration?: CalibrationRules;
}

const appeal: Windows = { window: 'WD3', reminders: ['WD2', 'WD3'], escalateAfter: 'WD4' };

/** Also of a cycle that was launched before there were appeals, whose route says nothing of them. */
export const windowsOf = (
  { windows }: { readonly windows: Readonly<Partial<Record<TaskStage, Windows>>> },
  stage: TaskStage,
): Windows => windows[stage] ?? appeal;

const month: Route = {
  stages: ['collect', 'score', 'manager_review', 'interview', 'acknowledgement', 'sign_off'],
  cutOff: 'WD1',
  reportDueDay: 5,
  windows: {
    collect: { window: 'WD1', reminders: ['WD1'], escalateAfter: null },
    self_review: { window: 'WD2', reminders: ['WD1', 'WD2'], escalateAfter: null },
    manager_review: { window: 'WD1', reminders: ['WD1'], escalateAfter: 'WD2' },
    second_review: { window: 'WD1', reminders: ['WD1'], escalateAfter: 'WD2' },
    calibration: { window: 'WD2', reminders: ['WD1', 'WD2'], escalateAfter: null },
    interview: { window: 'WD1', reminders: ['WD1'], escalateAfter: 'WD2' },
    acknowledgement: { window: 'WD2', reminders: ['WD1'], escalateAfter: null },
    appeal,
    recheck: { window: 'WD1', reminders: ['WD1'], escalateAfter: null },
    data_gap: { window: 'WD1', reminders: ['WD1'], escalateAfter: null },
    sign_off: { window: 'WD1', reminders: ['WD1'], escalateAfter: null },
    head_sign_off: { window: 'WD2', reminders: ['WD1', 'WD2'], escalateAfter: null },
  },
  endsByReport: ['manager_review', 'second_review', 'calibration', 'interview', 'recheck', 'data_gap'],
  // A self-review that is not written is done without; a result that is not answered is accepted.
  deemedBySilence: ['self_review', 'acknowledgement'],
};

/** Longer periods have more to talk about. */
const unhurried: Route['windows'] = {
  ...month.windows,
  collect: { window: 'WD2', reminders: ['WD1', 'WD2'], escalateAfter: null },
  self_review: { window: 'WD3', reminders: ['WD2', 'WD3'], escalateAfter: null },
  manager_review: { window: 'WD3', reminders: ['WD2', 'WD3'], escalateAfter: 'WD4' },
  second_review: { window: 'WD2', reminders: ['WD1', 'WD2'], escalateAfter: 'WD3' },
  interview: { window: 'WD5', reminders: ['WD3', 'WD5'], escalateAfter: 'WD6' },
  acknowledgement: { window: 'WD3', reminders: ['WD1', 'WD3'], escalateAfter: null },
};

export const defaultRoutes: Readonly<Record<CycleKind, Route>> = {
  month,
  quarter: {
    ...month,
    stages: [
      'collect',
      'score',
      'manager_review',
      'second_review',
      'calibration',
      'interview',
      'acknowledgement',
      'sign_off',
    ],
    cutOff: 'WD2',
    reportDueDay: 15,
    windows: unhurried,
  },
  year: {
    ...month,
    stages: routeStages,
    cutOff: 'WD2',
    reportDueDay: 20,
    windows: unhurried,
  },
};

/** By which rules a route calibrates; null: it does not. */
export const calibrationOf = ({
  stages,
  calibration,
}: Pick<Route, 'stages' | 'calibration'>): CalibrationRules | null =>
  stages.includes('calibration') ? (calibration ?? defaultCalibration) : null;

/** What HR changes about the company's route when launching. */
export interface RouteChanges {
  readonly cutOff?: string | undefined;
  readonly stages?: readonly ({ readonly stage: TaskStage } & Windows)[] | undefined;
}

export function changedRoute(route: Route, changes: RouteChanges = {}): Route {
  const windows = { ...route.windows };
  for (const { stage, window, reminders, escalateAfter } of changes.stages ?? [])
    windows[stage] = { window, reminders, escalateAfter };
  return { ...route, cutOff: changes.cutOff ?? route.cutOff, windows };
}
