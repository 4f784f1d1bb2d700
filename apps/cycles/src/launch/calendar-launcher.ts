import { Inject, Injectable } from '@nestjs/common';
import * as events from '../../../../libs/contracts/cycles/events.js';
import type { CalendarActs } from '../../../../libs/contracts/cycles/workflow.js';
import { grantHolders } from '../../../../libs/contracts/roles/messages.js';
import type { EventType, PayloadOf } from '../../../../libs/contracts/route.js';
import { type CompanyClock, dateIn, workingDaysBefore } from '../../../../libs/domain/calendar/index.js';
import { finishedStates } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import type { ActingCall } from '../caller.js';
import { RECORD_PORTS, type RecordPorts, systemCall } from '../record/ports.js';
import { checkLaunch } from './check-launch.js';
import { companyToday } from './company-today.js';
import { LaunchService } from './launch.service.js';
import {
  type LaunchPlanRow,
  type PlannedLaunchRow,
  type PlannedPeriod,
  plannedPeriods,
  readPlanned,
  readPlans,
} from './launch-plan-rows.js';

interface Holder {
  readonly personId: string;
  readonly accountId: string;
}

/** What is the same for everything the calendar does in one company at one moment. */
interface Moment {
  readonly companyId: string;
  readonly today: string;
  readonly clock: CompanyClock;
  readonly hr: readonly Holder[];
}

type Act = keyof CalendarActs;

/** How long before a report is due HR is told that it is not out. */
const warnAheadDays = 2;

/** Does what the calendar asks for: sends checks out, launches, warns of reports that may be late; each once, however often it is asked. */
@Injectable()
export class CalendarLauncher {
  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    @Inject(LaunchService) private readonly launches: LaunchService,
  ) {}

  async act({ companyId }: { readonly companyId: string }): Promise<CalendarActs> {
    const moment = await this.momentOf(companyId);
    const { plans, planned } = await this.inCompany(moment, async (transaction) => ({
      plans: await readPlans(transaction, companyId),
      planned: await readPlanned(transaction, companyId),
    }));
    const done: Record<Act, number> = { checked: 0, launched: 0, refused: 0, warned: await this.warn(moment) };
    for (const plan of plans.filter(({ enabled }) => enabled)) {
      for (const one of plannedPeriods(plan.kind, plan.since, moment.today, moment.clock.calendar)) {
        const known = planned.find(({ kind, periodFrom }) => kind === plan.kind && periodFrom === one.period.from);
        const act = await this.actOn(moment, plan, one, known);
        if (act) done[act] += 1;
      }
    }
    return done;
  }

  private async actOn(
    moment: Moment,
    plan: LaunchPlanRow,
    planned: PlannedPeriod,
    known: PlannedLaunchRow | undefined,
  ): Promise<Act | null> {
    if (known?.launchedAt) return null;
    const call = inTheNameOf(plan, moment, planned);
    if (!call) return null;
    if (moment.today >= planned.launchOn) return this.launch(moment, call, plan, planned, known);
    if (moment.today >= planned.checkOn && !known?.checkedAt) return this.check(moment, call, plan, planned);
    return null;
  }

  private async check(
    moment: Moment,
    call: ActingCall,
    { kind }: LaunchPlanRow,
    { period, launchOn }: PlannedPeriod,
  ): Promise<Act | null> {
    const { people, findings } = await checkLaunch(this.ports, call, { kind, periodFrom: period.from });
    return this.inCompany(moment, async (transaction) => {
      const first = await keep(
        transaction,
        moment,
        kind,
        period.from,
        'checked_at = platform.now()',
        'p.checked_at is null',
      );
      if (!first) return null;
      await say(transaction, moment, events.launchChecked, {
        ...plannedName(moment, kind, period),
        launchOn,
        people,
        findings: findings.length,
        blocking: findings.filter(({ severity }) => severity === 'blocks').length,
      });
      return 'checked';
    });
  }

  /** HR accepted a kind's warnings with the plan; they are told of them two days before, and with the launch. */
  private async launch(
    moment: Moment,
    call: ActingCall,
    plan: LaunchPlanRow,
    { period }: PlannedPeriod,
    known: PlannedLaunchRow | undefined,
  ): Promise<Act | null> {
    const { kind } = plan;
    try {
      const check = await checkLaunch(this.ports, call, { kind, periodFrom: period.from });
      const { cycleId } = await this.launches.launch(
        {
          params: {},
          query: {},
          body: { kind, periodFrom: period.from, acceptWarnings: true },
          idempotencyKey: `calendar/${kind}/${period.from}`,
        },
        call,
        check,
      );
      return await this.inCompany(moment, async (transaction) => {
        // Another that asked meanwhile may have seen this cycle already, and kept the period as launched without it.
        const first = await keep(
          transaction,
          moment,
          kind,
          period.from,
          'launched_at = platform.now(), cycle_id = $4, refused_code = null',
          'p.cycle_id is null',
          [cycleId],
        );
        if (!first) return null;
        await say(transaction, moment, events.launchedByCalendar, {
          ...plannedName(moment, kind, period),
          cycleId,
          warnings: check.findings.filter(({ code }) => code !== 'cycle_exists').length,
        });
        return 'launched';
      });
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      return this.refuse(moment, plan, period, error, known);
    }
  }

  /** Launched by hand: done. Anything else is told once a day and tried again at the next hour. */
  private async refuse(
    moment: Moment,
    { kind }: LaunchPlanRow,
    period: PlannedPeriod['period'],
    problem: Problem,
    known: PlannedLaunchRow | undefined,
  ): Promise<Act | null> {
    const code = String(problem.values?.first ?? problem.code);
    return this.inCompany(moment, async (transaction) => {
      if (code === 'cycle_exists') {
        await keep(transaction, moment, kind, period.from, 'launched_at = platform.now(), refused_code = null', 'true');
        return null;
      }
      await keep(transaction, moment, kind, period.from, 'refused_code = $4, refused_on = $5', 'true', [
        code,
        moment.today,
      ]);
      if (known?.refusedOn !== moment.today)
        await say(transaction, moment, events.launchRefused, { ...plannedName(moment, kind, period), code });
      return 'refused';
    });
  }

  /** Reports that are due in two working days and not out. */
  private warn(moment: Moment): Promise<number> {
    return this.inCompany(moment, async (transaction) => {
      const running = await transaction.query<RunningCycle>(runningSql, [moment.companyId, finishedStates]);
      const atRisk = running.filter(({ reportDueAt }) => isNear(reportDueAt, moment));
      for (const { cycleId, kind, from, to, state, reportDueAt, unfinished, late, ownerPersonId } of atRisk) {
        await transaction.query(
          'update cycles.cycle set report_at_risk_told_at = platform.now() where company_id = $1 and cycle_id = $2',
          [moment.companyId, cycleId],
        );
        await say(transaction, moment, events.reportAtRisk, {
          cycleId,
          kind,
          periodFrom: from,
          periodTo: to,
          reportDueAt: reportDueAt.toISOString(),
          state,
          unfinished,
          late,
          toPersonIds: [...new Set([ownerPersonId, ...moment.hr.map(({ personId }) => personId)])],
        });
      }
      return atRisk.length;
    });
  }

  private async momentOf(companyId: string): Promise<Moment> {
    const call = systemCall(companyId);
    const { holders } = await this.ports.services.ask(grantHolders, { grant: 'hr' }, call);
    return { companyId, ...(await companyToday(this.ports, call)), hr: holders };
  }

  private inCompany<T>({ companyId }: Moment, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return inTransaction(this.ports.database, { companyId }, work);
  }
}

/** The plan's owner while they are HR, else another of HR; null: nobody is. */
function inTheNameOf(plan: LaunchPlanRow, { companyId, hr }: Moment, { period }: PlannedPeriod): ActingCall | null {
  const holder = hr.find(({ personId }) => personId === plan.ownerPersonId) ?? hr[0];
  if (!holder) return null;
  return {
    requestId: `calendar/${plan.kind}/${period.from}`,
    companyId,
    // No session: nobody clicked.
    actor: { ...holder, sessionId: holder.accountId, grants: ['hr'], sourceIds: [] },
    locale: plan.locale,
  };
}

const plannedName = ({ hr }: Moment, kind: LaunchPlanRow['kind'], { from, to }: PlannedPeriod['period']) => ({
  kind,
  periodFrom: from,
  periodTo: to,
  toPersonIds: hr.map(({ personId }) => personId),
});

const say = <E extends EventType>(
  transaction: Transaction,
  { companyId }: Moment,
  { type }: E,
  payload: PayloadOf<E>,
) => tell(transaction, 'cycles', companyId, [{ type, payload }]);

/** Keeps what was done about a period; answers false where `unless` says that it was done before. */
async function keep(
  transaction: Transaction,
  { companyId }: Moment,
  kind: string,
  periodFrom: string,
  set: string,
  unless: string,
  values: readonly unknown[] = [],
): Promise<boolean> {
  await transaction.query(
    'insert into cycles.planned_launch (company_id, kind, period_from) values ($1, $2, $3) on conflict do nothing',
    [companyId, kind, periodFrom],
  );
  const kept = await transaction.query(
    `update cycles.planned_launch p set ${set} where company_id = $1 and kind = $2 and period_from = $3 and ${unless} returning kind`,
    [companyId, kind, periodFrom, ...values],
  );
  return kept.length > 0;
}

interface RunningCycle {
  readonly cycleId: string;
  readonly kind: LaunchPlanRow['kind'];
  readonly from: string;
  readonly to: string;
  readonly state: string;
  readonly ownerPersonId: string;
  readonly reportDueAt: Date;
  readonly unfinished: number;
  readonly late: number;
}

const runningSql = `
  select c.cycle_id as "cycleId", c.kind, c.period_from::text as "from", c.period_to::text as "to", c.state,
         c.owner_person_id as "ownerPersonId", c.report_due_at as "reportDueAt",
         (select count(*)::int from cycles.appraisal a
          where a.company_id = $1 and a.cycle_id = c.cycle_id and a.stage <> all($2)) as unfinished,
         (select count(*)::int from cycles.task t
          where t.company_id = $1 and t.cycle_id = c.cycle_id and t.closed_at is null and t.due_at < platform.now()) as late
  from cycles.cycle c
  where c.company_id = $1 and c.state not in ('closed', 'cancelled') and c.published_at is null and c.report_at_risk_told_at is null`;

function isNear(reportDueAt: Date, { today, clock }: Moment): boolean {
  // It ends with the midnight that closes its last day.
  const dueOn = dateIn(clock.timeZone, new Date(reportDueAt.getTime() - 1).toISOString());
  return today >= workingDaysBefore(dueOn, warnAheadDays, clock.calendar);
}
