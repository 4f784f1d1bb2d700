import { Inject, Injectable } from '@nestjs/common';
import { cyclesHttp, type DecisionBody, type DecisionReply } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canDecideTask } from '../../../../libs/domain/access/can-decide-task.js';
import { canSeeTask } from '../../../../libs/domain/access/can-see-task.js';
import { type Refusal, refuse, verbsOf } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, runStatement } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { EventBus, keyReused, requestHash } from '../../../../libs/platform/messaging/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type ActingCall, actingCall, type CyclesCall } from '../caller.js';
import { answerIdempotent } from '../idempotent.js';
import { boardMoved } from '../record/events.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { appealAsked, isAboutAppeal } from './appeals.js';
import { type AppliedRow, type ApplyItem, applyAppeal, applyDecisions } from './apply-decisions.js';
import {
  type AppraisalDecision,
  type Asked,
  type DecidedAppraisal,
  decidedItem,
  type OpenedForOther,
  openedEvents,
} from './decided-item.js';
import { adjustmentOf, refuseExclusions } from './kept-result.js';
import { knownPeople } from './known-people.js';
import { problemOfRefusal } from './refusal-problem.js';
import { noteRefused } from './refused-attempts.js';
import { reopenSecondReview } from './reopen-second-review.js';
import { signOffCycle } from './sign-off-cycle.js';
import { type AppraisalSituation, factsOf, isAboutAppraisal, readSituations, type SituationRow } from './situation.js';
import { hasReviewed, standsIn } from './stand-in.js';

type Http = typeof cyclesHttp;
type Decision = DecidedAppraisal | Refusal;

/** People's decisions: each is one transaction, and its answer follows the commit. Nothing here waits for Temporal. */
@Injectable()
export class DecisionsService {
  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  async decide(input: InputOf<Http['decideTask']>, unchecked: CyclesCall): Promise<DecisionReply> {
    const call = actingCall(unchecked);
    const { taskId } = input.params;
    const request = { subject: cyclesHttp.decideTask.subject, key: keyOf(input) };
    const [row] = await readSituations(this.ports.database, { ...call, ...request }, [taskId]);
    if (!row || !canSeeTask(call.actor, factsOf(row))) throw notFound('task', taskId);
    const hash = requestHash({ params: input.params, body: input.body });
    const earlier = earlierReply<DecisionReply>(row, request.key, hash);
    if (earlier) return earlier;
    if (!canDecideTask(call.actor, factsOf(row))) {
      await noteRefused(this.ports.database, call, [{ row, verb: input.body.verb, code: 'task.not_yours' }]);
      throw new Problem(403, 'task.not_yours', 'This task is for somebody else to decide.', { taskId });
    }
    const version = input.ifMatch ?? 0;
    const reply = isAboutAppraisal(row)
      ? await this.decideAppraisal(call, row, input.body, version, { ...request, hash })
      : await signOffCycle(this.ports, call, row, input.body, version, { ...request, input });
    this.events.wakeRelay();
    return reply;
  }

  private async decideAppraisal(
    call: ActingCall,
    row: AppraisalSituation,
    body: DecisionBody,
    version: number,
    request: { readonly subject: string; readonly key: string; readonly hash: Buffer },
  ): Promise<DecisionReply> {
    const decision = await this.decision(call, row, body, version);
    if (!decision.ok) return this.refuseOne(call, row, body.verb, decision);
    const items = tellingBoards([tellingAssignee(decision)]);
    const answer = { ...request, reply: decision.reply };
    const [applied] = await (decision.reopens
      ? reopenSecondReview(this.ports, call, items, answer)
      : decision.appeal
        ? applyAppeal(this.run, call, items, answer, decision.appeal)
        : applyDecisions(this.run, call, items, answer));
    const earlier = applied && earlierReply<DecisionReply>(applied, request.key, request.hash);
    if (earlier) return earlier;
    if (applied?.applied) return decision.reply;
    return this.refuseOne(call, row, body.verb, staleness(row, version, applied));
  }

  private async decision(
    call: ActingCall,
    row: AppraisalSituation,
    body: DecisionBody,
    version: number,
  ): Promise<Decision> {
    // A repeated click on a task that is done is told so, whatever version it saw.
    if (!row.closed && row.version !== version) return staleness(row, version);
    if (body.verb === 'sign_off') return refuse('task.verb_not_possible', { verb: body.verb, stage: row.task_stage });
    if (standsIn(call, row) && (await hasReviewed(this.ports, call, row)))
      return refuse('decision.reviewed_already', { stage: row.task_stage });
    const refused = await this.refusedContent(call, row, body);
    if (refused) return refused;
    const asked = await this.asked(call, row, body);
    if ('code' in asked) return asked;
    const adjusted = await adjustmentOf(this.ports, call.companyId, row, body, asked.appeal);
    if (!adjusted.ok) return adjusted;
    const clock = await this.ports.calendars.clockOf(call.companyId, row.time_zone);
    const asDecider = standsIn(call, row) ? { ...row, assignee_id: call.actor.personId ?? row.assignee_id } : row;
    return decidedItem(asDecider, body, clock, adjusted.adjustment, asked);
  }

  private async asked(call: ActingCall, row: AppraisalSituation, body: AppraisalDecision): Promise<Asked | Refusal> {
    if (!isAboutAppeal(body)) return { command: body, appeal: null };
    // Who could answer is asked only about what can still be decided.
    if (row.closed) return refuse('task.closed', { stage: row.task_stage });
    if (!verbsOf(row.task_stage).includes(body.verb))
      return refuse('task.verb_not_possible', { verb: body.verb, stage: row.task_stage });
    return appealAsked(this.ports, call, row, body);
  }

  private async refusedContent(
    call: ActingCall,
    row: AppraisalSituation,
    body: AppraisalDecision,
  ): Promise<Refusal | null> {
    if (row.closed) return null;
    const { personId } = call.actor;
    if (body.verb === 'record_interview')
      await knownPeople(
        this.ports,
        call,
        body.actions.map(({ ownerPersonId }) => ownerPersonId),
      );
    // Any member of HR may do these, also one whom the cycle has not met.
    if (personId && (body.verb === 'resolve_gap' || body.verb === 'recheck_done'))
      await knownPeople(this.ports, call, [personId]);
    return refuseExclusions(this.ports, call.companyId, row, body);
  }

  private async refuseOne(call: ActingCall, row: SituationRow, verb: string, refusal: Refusal): Promise<never> {
    await noteRefused(this.ports.database, call, [{ row, verb, code: refusal.code }]);
    throw problemOfRefusal(refusal);
  }

  async decideBatch(input: InputOf<Http['decideBatch']>, unchecked: CyclesCall): Promise<ReplyOf<Http['decideBatch']>> {
    const call = actingCall(unchecked);
    const { subject } = cyclesHttp.decideBatch;
    const taskIds = input.body.items.map(({ taskId }) => taskId);
    const rows = await readSituations(this.ports.database, { ...call, subject, key: keyOf(input) }, taskIds);
    const decisions = await this.batchDecisions(call, input.body, new Map(rows.map((row) => [row.task_id, row])));
    const items = tellingBoards([...decisions.values()].flatMap((decision) => (decision.ok ? [decision.item] : [])));
    const reply = await inTransaction(this.ports.database, call, (transaction) =>
      answerIdempotent(transaction, call, subject, input, async () => {
        const run = <Row>(sql: string, parameters: readonly unknown[]) => transaction.query<Row>(sql, parameters);
        const applied = items.length > 0 ? await applyDecisions(run, call, items, null) : [];
        await tell(transaction, 'cycles', call.companyId, openedEvents(openedBy(decisions, applied)));
        return batchReply(input.body.items, decisions, applied);
      }),
    );
    const refused = rows.flatMap((row) => {
      const result = reply.results.find(({ taskId }) => taskId === row.task_id);
      return result?.code ? [{ row, verb: 'approve', code: result.code }] : [];
    });
    await noteRefused(this.ports.database, call, refused);
    this.events.wakeRelay();
    return reply;
  }

  private async batchDecisions(
    call: ActingCall,
    { items, comment }: InputOf<Http['decideBatch']>['body'],
    rows: ReadonlyMap<string, SituationRow>,
  ): Promise<Map<string, Decision | Hidden>> {
    const decisions = new Map<string, Decision | Hidden>();
    const body: AppraisalDecision = { verb: 'approve', comment };
    for (const { taskId, version } of items) {
      const row = rows.get(taskId);
      if (!row || !canSeeTask(call.actor, factsOf(row))) decisions.set(taskId, hidden(taskId));
      else if (!canDecideTask(call.actor, factsOf(row))) decisions.set(taskId, notYours);
      else if (isAboutAppraisal(row)) decisions.set(taskId, await this.decision(call, row, body, version));
      else decisions.set(taskId, refuse('task.verb_not_possible', { verb: 'approve', stage: row.task_stage }));
    }
    return decisions;
  }

  private readonly run = <Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> =>
    runStatement<Row>(this.ports.database, sql, parameters);
}

/** Open boards hear once of each cycle, however many of its tasks are decided. */
function tellingBoards(items: readonly ApplyItem[]): ApplyItem[] {
  const told = new Set<string>();
  return items.map((item) => {
    const { cycleId } = item.after;
    if (told.has(cycleId)) return item;
    told.add(cycleId);
    return { ...item, events: [...item.events, { destination: 'event', ...boardMoved(cycleId) }] };
  });
}

function tellingAssignee({ item, opened }: DecidedAppraisal): ApplyItem {
  const events = openedEvents(opened ? [opened] : []).map((event) => ({ destination: 'event', ...event }));
  return { ...item, events: [...item.events, ...events] };
}

const openedBy = (
  decisions: ReadonlyMap<string, Decision | Hidden>,
  applied: readonly AppliedRow[],
): OpenedForOther[] =>
  applied.flatMap(({ task_id, applied: made }) => {
    const decision = decisions.get(task_id);
    return made && decision?.ok && decision.opened ? [decision.opened] : [];
  });

/** A refusal that no rule of the domain makes: the task is not the reader's to see, or to decide. */
interface Hidden {
  readonly ok: false;
  readonly problem: Problem;
}
const hidden = (taskId: string): Hidden => ({ ok: false, problem: notFound('task', taskId) });
const notYours: Hidden = {
  ok: false,
  problem: new Problem(403, 'task.not_yours', 'This task is for somebody else to decide.'),
};

function batchReply(
  items: readonly { readonly taskId: string; readonly version: number }[],
  decisions: ReadonlyMap<string, Decision | Hidden>,
  applied: readonly AppliedRow[],
): ReplyOf<Http['decideBatch']> {
  const seen = new Set<string>();
  const results = items.map(({ taskId, version }) => {
    const decision = decisions.get(taskId) ?? hidden(taskId);
    const row = applied.find(({ task_id }) => task_id === taskId);
    const twice = seen.has(taskId);
    seen.add(taskId);
    if (decision.ok && row?.applied && !twice)
      return { taskId, ok: true, decision: decision.reply, code: null, detail: null };
    const refusal = decision.ok
      ? refuse('appraisal.stale_version', { seen: version, current: row?.current_version ?? null })
      : decision;
    const { code, message } = 'problem' in refusal ? refusal.problem : problemOfRefusal(refusal);
    return { taskId, ok: false, decision: null, code, detail: message };
  });
  const approved = results.filter(({ ok }) => ok).length;
  return { approved, refused: results.length - approved, results };
}

function keyOf({ idempotencyKey }: { readonly idempotencyKey?: string }): string {
  if (idempotencyKey !== undefined) return idempotencyKey;
  throw new Problem(428, 'request.idempotency_key_missing', 'Send an Idempotency-Key header and try again.');
}

function earlierReply<Reply>(
  { earlier_hash, earlier_reply }: { readonly earlier_hash: Buffer | null; readonly earlier_reply: unknown },
  key: string,
  hash: Buffer,
): Reply | null {
  if (earlier_hash === null) return null;
  if (!earlier_hash.equals(hash)) throw keyReused(key);
  return earlier_reply as Reply;
}

/** Somebody decided in between: a task that is done is the clearer word. */
const staleness = (row: AppraisalSituation, seen: number, applied?: AppliedRow): Refusal =>
  refuse('appraisal.stale_version', { seen, current: applied?.current_version ?? row.version });
