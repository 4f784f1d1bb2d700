import type { CycleKind, Locale } from '../../../../libs/contracts/values.js';
import {
  type CalendarTable,
  type PeriodDates,
  periodAt,
  periodBefore,
} from '../../../../libs/domain/calendar/index.js';
import { type LaunchDays, launchDays } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';

export interface LaunchPlanRow {
  readonly kind: CycleKind;
  readonly enabled: boolean;
  readonly since: string;
  readonly ownerPersonId: string;
  readonly ownerAccountId: string;
  readonly locale: Locale;
  readonly version: number;
}

export interface PlannedLaunchRow {
  readonly kind: CycleKind;
  readonly periodFrom: string;
  readonly checkedAt: Date | null;
  readonly launchedAt: Date | null;
  readonly cycleId: string | null;
  readonly refusedCode: string | null;
  readonly refusedOn: string | null;
}

export const readPlans = (transaction: Transaction, companyId: string): Promise<LaunchPlanRow[]> =>
  transaction.query<LaunchPlanRow>(
    `select kind, enabled, since::text as since, owner_person_id as "ownerPersonId", owner_account_id as "ownerAccountId", locale, version
     from cycles.launch_plan where company_id = $1`,
    [companyId],
  );

const plannedColumns = `kind, period_from::text as "periodFrom", checked_at as "checkedAt", launched_at as "launchedAt",
  cycle_id as "cycleId", refused_code as "refusedCode", refused_on::text as "refusedOn"`;

export const readPlanned = (transaction: Transaction, companyId: string): Promise<PlannedLaunchRow[]> =>
  transaction.query<PlannedLaunchRow>(
    `select ${plannedColumns} from cycles.planned_launch where company_id = $1 order by kind, period_from desc`,
    [companyId],
  );

export interface PlannedPeriod extends LaunchDays {
  readonly period: PeriodDates;
}

/** Nothing is made up for that is older than this many periods. */
const mostMissed = 13;

/**
 * The periods of a kind that a plan answers for today, the oldest first: those that were over since it was switched on, and the one that
 * runs, whose check may go out before it ends.
 */
export function plannedPeriods(
  kind: CycleKind,
  since: string,
  today: string,
  calendar: CalendarTable,
): PlannedPeriod[] {
  const periods = [periodAt(kind, today)];
  for (let one = periods[0]; one && periods.length <= mostMissed; periods.unshift(one)) {
    one = periodBefore(kind, one.from);
    if (one.to < since) break;
  }
  return periods.map((period) => ({ period, ...launchDays(period, calendar) }));
}

/** The next launch after today; today's own while it may still come. */
export function nextLaunch(kind: CycleKind, today: string, calendar: CalendarTable): PlannedPeriod {
  const running = periodAt(kind, today);
  const over = periodBefore(kind, running.from);
  const last = launchDays(over, calendar);
  return last.launchOn >= today ? { period: over, ...last } : { period: running, ...launchDays(running, calendar) };
}
