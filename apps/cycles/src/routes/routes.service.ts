import { Inject, Injectable } from '@nestjs/common';
import type { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { CompanyRouteOfKind, CompanyRouteSettings } from '../../../../libs/contracts/cycles/routes.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { type CycleKind, cycleKinds } from '../../../../libs/contracts/values.js';
import { canLaunchCycle } from '../../../../libs/domain/access/can-launch-cycle.js';
import { canSeeRoutes } from '../../../../libs/domain/access/can-see-routes.js';
import {
  type CompanyRoute,
  companyRoute,
  type Route,
  type RouteProblem,
  routeProblem,
  routeStages,
  taskStages,
} from '../../../../libs/domain/cycle/index.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { forbidden, Problem } from '../../../../libs/platform/http/index.js';
import { type ActingCall, actingCall, actorOf, type CyclesCall, scopeOf } from '../caller.js';
import { namesFor } from '../reading/people-names.js';
import { writeHistory } from '../record/history.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { type CompanyRouteRow, readCompanyRoutes } from './company-route-rows.js';

type Http = typeof cyclesHttp;

/** The way that a company's cycles go; a cycle takes it along when it is launched. */
@Injectable()
export class RoutesService {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  async list(_: InputOf<Http['listRoutes']>, call: CyclesCall): Promise<ReplyOf<Http['listRoutes']>> {
    if (!canSeeRoutes(actorOf(call)))
      throw forbidden('company_route.not_allowed', 'Only HR, administrators and auditors see the routes of cycles.');
    return { items: await this.read(call) };
  }

  async put(
    { params: { kind }, body, ifMatch = 0 }: InputOf<Http['putRoute']>,
    unchecked: CyclesCall,
  ): Promise<ReplyOf<Http['putRoute']>> {
    const call = actingCall(unchecked);
    if (!canLaunchCycle(call.actor))
      throw forbidden(
        'company_route.change_not_allowed',
        'Only HR who is a person of the company changes the way of cycles.',
      );
    const route = routeOf(body);
    const problem = routeProblem(route);
    if (problem) throw unfit(problem);
    await this.write(call, kind, route, ifMatch);
    const kept = (await this.read(call)).find((one) => one.kind === kind);
    if (!kept) throw new Error(`every kind has a route, ${kind} too`);
    return kept;
  }

  private write(call: ActingCall, kind: CycleKind, route: CompanyRoute, seen: number): Promise<void> {
    const { companyId, actor } = call;
    return inTransaction(this.ports.database, scopeOf(call), async (transaction) => {
      await transaction.query(`select pg_advisory_xact_lock(hashtextextended('cycles.company_route/' || $1, 0))`, [
        companyId,
      ]);
      const before = (await readCompanyRoutes(transaction, companyId)).find((row) => row.kind === kind);
      const current = before?.version ?? 0;
      if (current !== seen) throw staleVersion(seen, current);
      await transaction.query(
        `insert into cycles.company_route as r (company_id, kind, route, changed_by_person_id, changed_at)
         values ($1, $2, $3, $4, platform.now())
         on conflict (company_id, kind) do update
         set route = $3, changed_by_person_id = $4, version = r.version + 1, changed_at = platform.now()`,
        [companyId, kind, JSON.stringify(route), actor.personId],
      );
      await writeHistory(transaction, call, {
        action: 'company_route.changed',
        subjectType: 'company_route',
        subjectId: kind,
        before: { ...settingsOf(companyRoute(kind, before?.route ?? null)), version: current },
        after: { ...settingsOf(companyRoute(kind, route)), version: current + 1 },
        by: { byAccountId: actor.accountId, byPersonId: actor.personId, requestId: call.requestId },
      });
    });
  }

  private async read(call: CyclesCall): Promise<CompanyRouteOfKind[]> {
    const { companyId } = call;
    const rows = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      readCompanyRoutes(transaction, companyId),
    );
    const nameOf = await namesFor(
      this.ports,
      call,
      rows.map(({ changedByPersonId }) => changedByPersonId),
    );
    return cycleKinds.map((kind) =>
      ofKind(
        kind,
        rows.find((row) => row.kind === kind),
        nameOf,
      ),
    );
  }
}

const ofKind = (
  kind: CycleKind,
  row: CompanyRouteRow | undefined,
  nameOf: (personId: string) => string,
): CompanyRouteOfKind => ({
  kind,
  version: row?.version ?? 0,
  changedAt: row?.changedAt.toISOString() ?? null,
  changedBy: row ? { personId: row.changedByPersonId, name: nameOf(row.changedByPersonId) } : null,
  route: settingsOf(companyRoute(kind, row?.route ?? null)),
});

const settingsOf = ({ stages, cutOff, reportDueDay, windows, deemedBySilence }: Route): CompanyRouteSettings => ({
  stages: [...stages],
  cutOff,
  reportDueDay,
  windows: taskStages.map((stage) => ({ stage, ...windows[stage], reminders: [...windows[stage].reminders] })),
  deemedBySilence: [...deemedBySilence],
});

/** The stages come in one order, however they were named. */
const routeOf = ({ stages, windows, ...rest }: CompanyRouteSettings): CompanyRoute => ({
  ...rest,
  stages: routeStages.filter((stage) => stages.includes(stage)),
  windows: Object.fromEntries(windows.map(({ stage, ...times }) => [stage, times])),
});

function unfit({ code, stage }: RouteProblem): Problem {
  const why = {
    stage_missing: `no cycle goes without it`,
    silence_not_allowed: 'silence never passes a score; somebody has to act',
    reminder_order: 'each reminder comes later than the one before it',
    reminder_after_window: 'a reminder comes before the time is over',
    escalation_early: 'the next level is told when the time is over, not before',
  }[code];
  return new Problem(422, `company_route.${code}`, `The stage ${stage} cannot stand so: ${why}.`, { stage });
}

const staleVersion = (seen: number, current: number): Problem =>
  new Problem(
    409,
    'company_route.stale_version',
    `You saw version ${seen} of the route, but it is at version ${current}; read it again.`,
    { seen, current },
  );
