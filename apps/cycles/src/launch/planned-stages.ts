import type { CompanyClock } from '../../../../libs/domain/calendar/index.js';
import {
  type CycleDeadlines,
  type Route,
  type TaskStage,
  taskStages,
  taskTimes,
} from '../../../../libs/domain/cycle/index.js';

export interface PlannedStage {
  readonly stage: TaskStage;
  readonly opensAt: string;
  readonly dueAt: string;
}

/** The route on the calendar, each stage opening when the one before it is due; whoever is quicker brings the next forward. */
export function plannedStages(
  route: Route,
  launchedAt: string,
  { cutOffAt, reportDueAt }: CycleDeadlines,
  clock: CompanyClock,
): PlannedStage[] {
  const plan: PlannedStage[] = [{ stage: 'collect', opensAt: launchedAt, dueAt: cutOffAt }];
  for (const stage of route.stages) {
    const worked = taskStages.find((one) => one === stage);
    if (!worked || worked === 'collect') continue;
    const opensAt = plan.at(-1)?.dueAt ?? cutOffAt;
    plan.push({ stage: worked, opensAt, dueAt: taskTimes(route, worked, opensAt, reportDueAt, clock).dueAt });
  }
  return plan;
}
