import { Inject, Injectable } from '@nestjs/common';
import type { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { LaunchPlan } from '../../../../libs/contracts/cycles/launch-plans.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { type CycleKind, cycleKinds } from '../../../../libs/contracts/values.js';
import { canLaunchCycle } from '../../../../libs/domain/access/can-launch-cycle.js';
import { canSeeLaunchPlans } from '../../../../libs/domain/access/can-see-launch-plans.js';
import { periodOf } from '../../../../libs/domain/calendar/index.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { forbidden, Problem } from '../../../../libs/platform/http/index.js';
import { type ActingCall, actingCall, actorOf, type CyclesCall, localeOf, scopeOf } from '../caller.js';
import { knownPeople } from '../decide/known-people.js';
import { namesFor } from '../reading/people-names.js';
import { writeHistory } from '../record/history.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { companyToday } from './company-today.js';
import { type LaunchPlanRow, nextLaunch, type PlannedLaunchRow, readPlanned, readPlans } from './launch-plan-rows.js';

type Http = typeof cyclesHttp;

interface Change {
  readonly kind: CycleKind;
  readonly enabled: boolean;
  /** That was seen. */
  readonly version: number;
  readonly today: string;
}

/** Which kinds of cycle the calendar launches; what it does on its days is calendar-launcher.ts. */
@Injectable()
export class LaunchPlansService {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  async list(_: InputOf<Http['listLaunchPlans']>, call: CyclesCall): Promise<ReplyOf<Http['listLaunchPlans']>> {
    if (!canSeeLaunchPlans(actorOf(call)))
      throw forbidden('launch_plan.not_allowed', 'Only HR and auditors see which cycles launch by themselves.');
    return { items: await this.read(call) };
  }

  async put(
    { params: { kind }, body: { enabled }, ifMatch = 0 }: InputOf<Http['putLaunchPlan']>,
    unchecked: CyclesCall,
  ): Promise<ReplyOf<Http['putLaunchPlan']>> {
    const call = actingCall(unchecked);
    if (!canLaunchCycle(call.actor))
      throw forbidden('cycle.launch_not_allowed', 'Only HR who is a person of the company launches a cycle.');
    await knownPeople(this.ports, call, [call.actor.personId ?? '']);
    const { today } = await companyToday(this.ports, call);
    await this.write(call, { kind, enabled, version: ifMatch, today });
    const plan = (await this.read(call)).find((one) => one.kind === kind);
    if (!plan) throw new Error(`every kind has a plan, ${kind} too`);
    return plan;
  }

  private write(call: ActingCall, { kind, enabled, version, today }: Change): Promise<void> {
    const { companyId, actor } = call;
    return inTransaction(this.ports.database, scopeOf(call), async (transaction) => {
      await transaction.query(`select pg_advisory_xact_lock(hashtextextended('cycles.launch_plan/' || $1, 0))`, [
        companyId,
      ]);
      const before = (await readPlans(transaction, companyId)).find((plan) => plan.kind === kind);
      const current = before?.version ?? 0;
      if (current !== version) throw staleVersion(version, current);
      await transaction.query(
        `insert into cycles.launch_plan as p (company_id, kind, enabled, since, owner_person_id, owner_account_id, locale, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, platform.now())
         on conflict (company_id, kind) do update
         set enabled = $3, since = case when p.enabled then p.since else $4 end, owner_person_id = $5, owner_account_id = $6,
             locale = $7, version = p.version + 1, changed_at = platform.now()`,
        [companyId, kind, enabled, today, actor.personId, actor.accountId, localeOf(call)],
      );
      await writeHistory(transaction, call, {
        action: enabled ? 'launch_plan.switched_on' : 'launch_plan.switched_off',
        subjectType: 'launch_plan',
        subjectId: kind,
        before: { enabled: before?.enabled ?? false, version: current },
        after: { enabled, version: current + 1 },
        by: { byAccountId: actor.accountId, byPersonId: actor.personId, requestId: call.requestId },
      });
    });
  }

  private async read(call: CyclesCall): Promise<LaunchPlan[]> {
    const { companyId } = call;
    const { today, clock } = await companyToday(this.ports, call);
    const { plans, planned } = await inTransaction(this.ports.database, scopeOf(call), async (transaction) => ({
      plans: await readPlans(transaction, companyId),
      planned: await readPlanned(transaction, companyId),
    }));
    const nameOf = await namesFor(
      this.ports,
      call,
      plans.map(({ ownerPersonId }) => ownerPersonId),
    );
    return cycleKinds.map((kind) => {
      const plan = plans.find((one) => one.kind === kind);
      return {
        kind,
        enabled: plan?.enabled ?? false,
        owner: ownerOf(plan, nameOf),
        version: plan?.version ?? 0,
        next: nextLaunch(kind, today, clock.calendar),
        last: lastOf(planned.find((one) => one.kind === kind)),
      };
    });
  }
}

const ownerOf = (plan: LaunchPlanRow | undefined, nameOf: (personId: string) => string): LaunchPlan['owner'] =>
  plan ? { personId: plan.ownerPersonId, name: nameOf(plan.ownerPersonId) } : null;

function lastOf(row: PlannedLaunchRow | undefined): LaunchPlan['last'] {
  const period = row && periodOf(row.kind, row.periodFrom);
  return row && period
    ? {
        period,
        checkedAt: row.checkedAt?.toISOString() ?? null,
        launchedAt: row.launchedAt?.toISOString() ?? null,
        cycleId: row.cycleId,
        refusedCode: row.refusedCode,
      }
    : null;
}

const staleVersion = (seen: number, current: number): Problem =>
  new Problem(
    409,
    'launch_plan.stale_version',
    `You saw version ${seen} of the plan, but it is at version ${current}; read it again.`,
    { seen, current },
  );
