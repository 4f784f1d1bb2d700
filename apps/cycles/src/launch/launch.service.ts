import { Inject, Injectable } from '@nestjs/common';
import { tellConductor } from '../../../../libs/contracts/cycles/conductor-news.js';
import { cyclesHttp, type LaunchFinding } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canLaunchCycle } from '../../../../libs/domain/access/can-launch-cycle.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { forbidden, Problem } from '../../../../libs/platform/http/index.js';
import { EventBus } from '../../../../libs/platform/messaging/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type ActingCall, actingCall, type CyclesCall, localeOf, scopeOf } from '../caller.js';
import { answerIdempotent } from '../idempotent.js';
import { boardMoved } from '../record/events.js';
import { writeHistory } from '../record/history.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { checkLaunch, departmentsIn, type LaunchCheck } from './check-launch.js';
import { sameCycleExists } from './same-cycle.js';

type Http = typeof cyclesHttp;

@Injectable()
export class LaunchService {
  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  async check(input: InputOf<Http['preLaunchCheck']>, unchecked: CyclesCall): Promise<ReplyOf<Http['preLaunchCheck']>> {
    const call = launching(unchecked);
    const { period, people, departments, findings, deadlines, plan } = await checkLaunch(this.ports, call, input.body);
    return {
      period: { from: period.from, to: period.to },
      people,
      departments,
      canLaunch: !findings.some(blocks),
      findings: [...findings],
      deadlines,
      plan: [...plan],
    };
  }

  /** `made`: the check of this very request, by whoever has just made it. */
  async launch(
    input: InputOf<Http['launchCycle']>,
    unchecked: CyclesCall,
    made?: LaunchCheck,
  ): Promise<ReplyOf<Http['launchCycle']>> {
    const call = launching(unchecked);
    const { subject } = cyclesHttp.launchCycle;
    // A repetition is answered before the check, which would find the cycle itself.
    const earlier = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      transaction.query(
        'select from cycles.idempotency where company_id = $1 and account_id = $2 and subject = $3 and key = $4',
        [call.companyId, call.actor.accountId, subject, input.idempotencyKey ?? null],
      ),
    );
    const check = earlier.length > 0 ? null : (made ?? (await checkLaunch(this.ports, call, input.body)));
    if (check) refuseFindings(check.findings, input.body.acceptWarnings);
    const reply = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, subject, input, () => {
        if (!check) throw new Error('the first answer of the key is there');
        return insertCycle(transaction, call, input.body, check);
      }),
    );
    this.events.wakeRelay();
    return reply;
  }
}

function launching(unchecked: CyclesCall): ActingCall {
  const call = actingCall(unchecked);
  if (!canLaunchCycle(call.actor))
    throw forbidden('cycle.launch_not_allowed', 'Only HR who is a person of the company launches a cycle.');
  return call;
}

const blocks = ({ severity }: LaunchFinding): boolean => severity === 'blocks';

function refuseFindings(findings: readonly LaunchFinding[], acceptWarnings: boolean): void {
  const blocking = findings.filter(blocks);
  if (blocking.length > 0) {
    throw new Problem(
      409,
      'cycle.launch_blocked',
      `${blocking.length} finding(s) stand in the way, first ${blocking[0]?.code}; mend them, the pre-launch check names all.`,
      { findings: blocking.length, first: blocking[0]?.code ?? null },
    );
  }
  if (findings.length === 0 || acceptWarnings) return;
  throw new Problem(
    409,
    'cycle.warnings_not_accepted',
    `The pre-launch check warns of ${findings.length} thing(s), first ${findings[0]?.code}; read them and accept them, or mend them.`,
    { findings: findings.length, first: findings[0]?.code ?? null },
  );
}

async function insertCycle(
  transaction: Transaction,
  call: ActingCall,
  body: InputOf<Http['launchCycle']>['body'],
  { period, route, companyNames, timeZone, deadlines, people, findings }: LaunchCheck,
): Promise<ReplyOf<Http['launchCycle']>> {
  const { companyId, actor } = call;
  const departmentIds = departmentsIn(body);
  // Two members of HR who launch at once: the second finds the first one's cycle.
  await transaction.query(`select pg_advisory_xact_lock(hashtextextended('cycles.launch/' || $1, 0))`, [companyId]);
  if (await sameCycleExists(transaction, companyId, period, departmentIds, []))
    refuseFindings([{ code: 'cycle_exists', severity: 'blocks', person: null, sourceId: null, kpiIds: [] }], true);
  const [cycle] = await transaction.query<{ cycle_id: string; version: number }>(
    `insert into cycles.cycle (company_id, kind, period_from, period_to, department_ids, route, time_zone, company_name, company_names, locale,
                               owner_person_id, owner_account_id, cut_off_at, report_due_at, deadlines_provisional, launched_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, platform.now()) returning cycle_id, version`,
    [
      companyId,
      period.kind,
      period.from,
      period.to,
      departmentIds,
      JSON.stringify(route),
      timeZone,
      companyNames[localeOf(call)],
      JSON.stringify(companyNames),
      localeOf(call),
      actor.personId,
      actor.accountId,
      deadlines.cutOffAt,
      deadlines.reportDueAt,
      deadlines.provisional,
    ],
  );
  if (!cycle) throw new Error('a cycle that was inserted has an id');
  const { cycle_id: cycleId, version } = cycle;
  await writeHistory(
    transaction,
    { companyId },
    {
      action: 'cycle.launched',
      subjectType: 'cycle',
      subjectId: cycleId,
      after: {
        cycleId,
        ...period,
        departmentIds,
        people,
        route,
        deadlines,
        warnings: findings.map(({ code }) => code),
      },
      by: { byAccountId: actor.accountId, byPersonId: actor.personId, requestId: call.requestId },
    },
  );
  await tell(transaction, 'cycles', companyId, [tellConductor.launch(cycleId), boardMoved(cycleId)]);
  return { cycleId, state: 'launching', version, deadlines };
}
