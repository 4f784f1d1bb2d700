import { Inject, Injectable } from '@nestjs/common';
import { tasksHandedOver } from '../../../../libs/contracts/cycles/events.js';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { colleagues } from '../../../../libs/contracts/roles/colleagues.js';
import type { InputOf, Operation, ReplyOf } from '../../../../libs/contracts/route.js';
import {
  canAnswerDelegation,
  canDelegateTask,
  canTakeBackTask,
  canTransferTask,
} from '../../../../libs/domain/access/can-hand-over-task.js';
import { canSeeTask } from '../../../../libs/domain/access/can-see-task.js';
import { lateWith, type Refusal, refuse } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { forbidden, notFound } from '../../../../libs/platform/http/index.js';
import { EventBus } from '../../../../libs/platform/messaging/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type ActingCall, actingCall, type CyclesCall, scopeOf } from '../caller.js';
import { knownPeople } from '../decide/known-people.js';
import { problemOfRefusal } from '../decide/refusal-problem.js';
import { answerIdempotent } from '../idempotent.js';
import { type NameOf, namesFor } from '../reading/people-names.js';
import { type CycleRow, eventName, readCycle } from '../record/cycle-row.js';
import { boardMoved } from '../record/events.js';
import { writeHistory } from '../record/history.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { findTask, type HandedOver, type HeldTask, holdTask, writeHandover } from './handover-rows.js';
import { type RecipientFacts, recipientFacts, refuseRecipient } from './recipient.js';

type Http = typeof cyclesHttp;
type Handed = ReplyOf<Http['transferTask']>;
type Input = Pick<InputOf<Operation>, 'idempotencyKey' | 'ifMatch' | 'body'> & {
  readonly params: { readonly taskId: string };
};
type Handing = Omit<HandedOver, 'by' | 'escalateTo'>;
type May = (actor: ActingCall['actor'], task: HeldTask) => boolean;

const mostCandidates = 20;

/** 轉辦 and 委派: a task goes to somebody else, on record, its deadline unchanged. */
@Injectable()
export class Handovers {
  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  async transfer(input: InputOf<Http['transferTask']>, call: CyclesCall): Promise<Handed> {
    const { toPersonId, reason } = input.body;
    return this.give(cyclesHttp.transferTask.subject, input, call, canTransferTask, toPersonId, {
      how: 'transferred',
      note: reason,
    });
  }

  async delegate(input: InputOf<Http['delegateTask']>, call: CyclesCall): Promise<Handed> {
    const { toPersonId, reason } = input.body;
    return this.give(cyclesHttp.delegateTask.subject, input, call, canDelegateTask, toPersonId, {
      how: 'delegated',
      note: reason,
    });
  }

  async answer(input: InputOf<Http['answerDelegation']>, call: CyclesCall): Promise<Handed> {
    const { opinion, proposal } = input.body;
    return this.act(cyclesHttp.answerDelegation.subject, input, call, canAnswerDelegation, (task) => ({
      ...backToDelegator(task),
      how: 'answered',
      note: opinion,
      proposal: proposal ?? null,
    }));
  }

  async takeBack(input: InputOf<Http['takeBackTask']>, call: CyclesCall): Promise<Handed> {
    return this.act(cyclesHttp.takeBackTask.subject, input, call, canTakeBackTask, (task) => ({
      ...backToDelegator(task),
      how: 'taken_back',
      note: null,
      proposal: null,
    }));
  }

  async candidates(
    { params, query }: InputOf<Http['handoverCandidates']>,
    unchecked: CyclesCall,
  ): Promise<ReplyOf<Http['handoverCandidates']>> {
    const call = actingCall(unchecked);
    const task = await this.read(call, (transaction) => findTask(transaction, call.companyId, params.taskId));
    const may: May = (actor, one) => canTransferTask(actor, one) || canDelegateTask(actor, one);
    allowed(call, params.taskId, task, may);
    const { people } = await this.ports.services.ask(colleagues, { search: query.search, limit: mostCandidates }, call);
    return { items: people };
  }

  /** To a colleague whom it may go to. */
  private async give(
    subject: string,
    input: Input,
    unchecked: CyclesCall,
    may: May,
    toPersonId: string,
    { how, note }: { readonly how: 'transferred' | 'delegated'; readonly note: string },
  ): Promise<Handed> {
    const call = actingCall(unchecked);
    // Asked before anything is locked; a repeated request gets its answer whatever roles says.
    const known = await this.recipient(call, input.params.taskId, may, toPersonId);
    return this.act(subject, input, call, may, async (task, transaction) => {
      if (!known)
        throw problemOfRefusal(refuse('appraisal.stale_version', { seen: input.ifMatch ?? 0, current: task.version }));
      await refuseRecipient(transaction, call, task, known);
      const delegatedBy = how === 'delegated' ? task.assigneeId : null;
      return { how, note, proposal: null, toPersonId, delegatedBy };
    });
  }

  private async recipient(
    call: ActingCall,
    taskId: string,
    may: May,
    toPersonId: string,
  ): Promise<RecipientFacts | null> {
    const [task, cycle] = await this.read(call, async (transaction) => {
      const found = await findTask(transaction, call.companyId, taskId);
      return [found, found ? await readCycle(transaction, { ...call, cycleId: found.cycleId }) : null] as const;
    });
    if (!task || !cycle || !may(call.actor, task)) return null;
    return recipientFacts(this.ports, call, cycle, task, toPersonId);
  }

  private async act(
    subject: string,
    input: Input,
    unchecked: CyclesCall,
    may: May,
    decide: (task: HeldTask, transaction: Transaction) => Handing | Promise<Handing>,
  ): Promise<Handed> {
    const call = actingCall(unchecked);
    const { taskId } = input.params;
    if (call.actor.personId !== null) await knownPeople(this.ports, call, [call.actor.personId]);
    const reply = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, subject, input, async () => {
        const task = allowed(call, taskId, await holdTask(transaction, call.companyId, taskId), may);
        const cycle = await readCycle(transaction, { ...call, cycleId: task.cycleId });
        const refusal = refusalNow(cycle, task, input.ifMatch ?? 0);
        if (refusal) throw problemOfRefusal(refusal);
        const handed = await decide(task, transaction);
        await writeAct(transaction, call, cycle, task, handed);
        return { taskId, toPersonId: handed.toPersonId, version: task.version + 1 };
      }),
    );
    this.events.wakeRelay();
    const nameOf: NameOf = await namesFor(this.ports, call, [reply.toPersonId]);
    return { taskId, assignee: { personId: reply.toPersonId, name: nameOf(reply.toPersonId) }, version: reply.version };
  }

  private read<T>(call: CyclesCall, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return inTransaction(this.ports.database, scopeOf(call), work);
  }
}

function allowed(call: ActingCall, taskId: string, task: HeldTask | undefined, may: May): HeldTask {
  if (!task || !canSeeTask(call.actor, task)) throw notFound('task', taskId);
  // Whoever had it a moment ago is told what became of it.
  if (task.closed) throw problemOfRefusal(refuse('task.closed', { stage: task.stage }));
  if (may(call.actor, task)) return task;
  throw forbidden(
    'handover.not_allowed',
    'Only whoever a review, an interview or a data check waits for hands it over, or HR; nobody what is about themself.',
  );
}

function refusalNow(cycle: CycleRow, task: HeldTask, seen: number): Refusal | null {
  if (cycle.state !== 'scoring' && cycle.state !== 'in_review')
    return refuse('cycle.not_running', { state: cycle.state });
  if (cycle.pausedAt !== null) return refuse('cycle.paused');
  return task.version === seen ? null : refuse('appraisal.stale_version', { seen, current: task.version });
}

const backToDelegator = (task: HeldTask) => ({ toPersonId: task.delegatedBy ?? task.assigneeId, delegatedBy: null });

/** Whoever hears of lateness is never whoever would be late. */
const escalationFor = (
  { appraisal, escalateTo }: HeldTask,
  assigneeId: string,
  { ownerPersonId }: CycleRow,
): string | null => (escalateTo === assigneeId ? lateWith(appraisal, assigneeId, ownerPersonId) : escalateTo);

async function writeAct(
  transaction: Transaction,
  call: ActingCall,
  cycle: CycleRow,
  task: HeldTask,
  handed: Handing,
): Promise<void> {
  const { companyId, actor, requestId } = call;
  const { appraisalId, cycleId, stage, assigneeId, version } = task;
  const { how, toPersonId, note, proposal } = handed;
  const by = { accountId: actor.accountId, personId: actor.personId };
  const escalateTo = escalationFor(task, toPersonId, cycle);
  await writeHandover(transaction, companyId, task, { ...handed, escalateTo, by });
  await transaction.query(
    'update cycles.appraisal set version = version + 1 where company_id = $1 and appraisal_id = $2',
    [companyId, appraisalId],
  );
  await writeHistory(transaction, call, {
    action: `task.${how}`,
    subjectType: 'appraisal',
    subjectId: appraisalId,
    aboutPersonId: task.appraisal.personId,
    before: { assigneeId, version },
    after: { cycleId, taskId: task.taskId, stage, assigneeId: toPersonId, version: version + 1, proposal },
    ...(note === null ? {} : { reason: note }),
    by: { byAccountId: actor.accountId, byPersonId: actor.personId, requestId },
  });
  await tell(transaction, 'cycles', companyId, [
    {
      type: tasksHandedOver.type,
      payload: {
        ...eventName(cycle),
        how,
        byPersonId: actor.personId,
        fromPersonId: assigneeId,
        toPersonId,
        stage,
        count: 1,
        dueAt: task.dueAt.toISOString(),
      },
    },
    boardMoved(cycleId),
  ]);
}
