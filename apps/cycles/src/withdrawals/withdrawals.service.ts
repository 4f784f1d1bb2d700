import { Inject, Injectable } from '@nestjs/common';
import { tellConductor } from '../../../../libs/contracts/cycles/conductor-news.js';
import { tasksHandedOver } from '../../../../libs/contracts/cycles/events.js';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canSeeAppraisal } from '../../../../libs/domain/access/can-see-appraisal.js';
import { canWithdrawDecision } from '../../../../libs/domain/access/can-withdraw-decision.js';
import { type Refusal, refuse, type Withdrawn, withdraw } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { forbidden, notFound } from '../../../../libs/platform/http/index.js';
import { EventBus } from '../../../../libs/platform/messaging/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type ActingCall, actingCall, type CyclesCall, scopeOf } from '../caller.js';
import { totalWith } from '../decide/kept-result.js';
import { problemOfRefusal } from '../decide/refusal-problem.js';
import { answerIdempotent } from '../idempotent.js';
import type { StandingRow } from '../reading/appraisal-rows.js';
import { type CycleRow, eventName, readCycle } from '../record/cycle-row.js';
import { boardMoved } from '../record/events.js';
import { writeHistory } from '../record/history.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { type HeldDecision, holdDecision, openAgain, voidAndRestore } from './withdrawal-rows.js';

type Http = typeof cyclesHttp;
type Reply = ReplyOf<Http['withdrawDecision']>;

/** 撤回: a decision is taken back until whoever comes next has acted; nothing of it is lost to the history. */
@Injectable()
export class Withdrawals {
  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  async withdraw(input: InputOf<Http['withdrawDecision']>, unchecked: CyclesCall): Promise<Reply> {
    const call = actingCall(unchecked);
    const reply = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, cyclesHttp.withdrawDecision.subject, input, () =>
        takeBack(transaction, call, input.params.decisionId, input.ifMatch ?? 0, input.body.reason ?? null),
      ),
    );
    this.events.wakeRelay();
    return reply;
  }
}

async function takeBack(
  transaction: Transaction,
  call: ActingCall,
  decisionId: string,
  version: number,
  reason: string | null,
): Promise<Reply> {
  const held = await holdDecision(transaction, call.companyId, decisionId);
  if (!held || !canSeeAppraisal(call.actor, held.appraisal)) throw notFound('decision', decisionId);
  if (!canWithdrawDecision(call.actor, held.decision))
    throw forbidden('decision.not_yours', 'Only whoever decided takes it back.');
  const cycle = await readCycle(transaction, { ...call, cycleId: held.appraisal.cycleId });
  const withdrawn = outcomeOf(cycle, held.decision, held.appraisal, version);
  if (!withdrawn.ok) throw problemOfRefusal(withdrawn);
  const { taskId, total } = await undo(transaction, call, held, withdrawn);
  await note(transaction, call, cycle, held, { to: withdrawn.to, total, reason });
  const { appraisalId } = held.appraisal;
  return { appraisalId, stage: withdrawn.to, version: held.appraisal.version + 1, taskId };
}

function outcomeOf(cycle: CycleRow, decision: HeldDecision, appraisal: StandingRow, seen: number): Withdrawn | Refusal {
  const outcome = withdraw({
    cycle: { state: cycle.state, paused: cycle.pausedAt !== null, stages: cycle.route.stages },
    decision,
    appraisalStage: appraisal.stage,
    untouched: decision.untouched && !decision.voided,
  });
  if (!outcome.ok || appraisal.version === seen) return outcome;
  return refuse('appraisal.stale_version', { seen, current: appraisal.version });
}

interface Held {
  readonly decision: HeldDecision;
  readonly appraisal: StandingRow;
}

async function undo(
  transaction: Transaction,
  { companyId }: ActingCall,
  { decision, appraisal }: Held,
  { to }: Withdrawn,
): Promise<{ readonly taskId: string; readonly total: string | null }> {
  const { appraisalId, runNo } = appraisal;
  const counting = await voidAndRestore(transaction, companyId, appraisal, decision.decisionId);
  const taskId = await openAgain(transaction, companyId, decision);
  const adjusted = await totalWith(transaction, { companyId, appraisalId, runNo }, counting);
  const [row] = await transaction.query<{ total: string | null }>(
    `update cycles.appraisal a
     set stage = $3, round = $4, version = a.version + 1,
         total = case when $5 then $6::numeric else r.total end,
         total_unrounded = case when $5 then $7 else r.total_unrounded end,
         grade = case when $5 then $8 else r.grade end
     from cycles.appraisal_result r
     where a.company_id = $1 and a.appraisal_id = $2
       and r.company_id = a.company_id and r.appraisal_id = a.appraisal_id and r.run_no = a.run_no
     returning a.total::text`,
    [
      companyId,
      appraisalId,
      to,
      decision.round,
      adjusted !== null,
      adjusted?.total ?? null,
      adjusted?.totalUnrounded ?? null,
      adjusted?.grade ?? null,
    ],
  );
  if (!row) throw new Error(`the appraisal ${appraisalId} was decided without a result`);
  await transaction.query('select cycles.restore_calibration($1, $2)', [companyId, appraisalId]);
  return { taskId, total: row.total };
}

async function note(
  transaction: Transaction,
  call: ActingCall,
  cycle: CycleRow,
  { decision, appraisal }: Held,
  { to, total, reason }: { readonly to: string; readonly total: string | null; readonly reason: string | null },
): Promise<void> {
  const { companyId, actor, requestId } = call;
  const { appraisalId, cycleId, cohortNo, personId, version, round, stage } = appraisal;
  const { decisionId, opened, verb } = decision;
  await transaction.query(
    `insert into cycles.withdrawal (company_id, decision_id, appraisal_id, by_person_id, by_account_id, reason)
     values ($1, $2, $3, $4, $5, $6)`,
    [companyId, decisionId, appraisalId, actor.personId, actor.accountId, reason],
  );
  await writeHistory(transaction, call, {
    action: 'decision.withdrawn',
    subjectType: 'appraisal',
    subjectId: appraisalId,
    aboutPersonId: personId,
    before: { stage, version, round, total: appraisal.total },
    after: { cycleId, decisionId, verb, stage: to, version: version + 1, round: decision.round, total },
    ...(reason === null ? {} : { reason }),
    by: { byAccountId: actor.accountId, byPersonId: actor.personId, requestId },
  });
  await tell(transaction, 'cycles', companyId, [
    tellConductor.cohortMoved(cycleId, cohortNo),
    boardMoved(cycleId),
    ...(opened && opened.assigneeId !== actor.personId ? [gone(cycle, call, decision, opened)] : []),
  ]);
}

const gone = (
  cycle: CycleRow,
  { actor }: ActingCall,
  decision: HeldDecision,
  opened: NonNullable<HeldDecision['opened']>,
) => ({
  type: tasksHandedOver.type,
  payload: {
    ...eventName(cycle),
    how: 'withdrawn',
    byPersonId: actor.personId,
    fromPersonId: opened.assigneeId,
    toPersonId: decision.byPersonId ?? opened.assigneeId,
    stage: opened.stage,
    count: 1,
    dueAt: new Date(opened.dueAt).toISOString(),
  },
});
