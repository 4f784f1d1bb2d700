import { Inject, Injectable } from '@nestjs/common';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import type { Actor } from '../../../../libs/contracts/values.js';
import { canSeeDecisionBatch } from '../../../../libs/domain/access/can-see-decision-batch.js';
import { canSeeTask } from '../../../../libs/domain/access/can-see-task.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { type ActingCall, actingCall, actorOf, type CyclesCall, scopeOf } from '../caller.js';
import { answerIdempotent } from '../idempotent.js';
import { writeHistory } from '../record/history.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { type BatchRow, batchOf, findBatch, type ResultRow, readOwnBatches, readResults } from './batch-rows.js';
import { DecisionBatchRunner } from './batch-runner.js';

type Http = typeof cyclesHttp;
type Start = InputOf<Http['startDecisionBatch']>;

/** One person keeps at most so many going: more would only stand in each other's way. */
const mostAtOnce = 5;

/** Batches of decisions as their owner sees them; `DecisionBatchRunner` makes the decisions. */
@Injectable()
export class DecisionBatches {
  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    private readonly runner: DecisionBatchRunner,
  ) {}

  async start(input: Start, unchecked: CyclesCall): Promise<ReplyOf<Http['startDecisionBatch']>> {
    const call = actingCall(unchecked);
    const reply = await this.read(call, (transaction) =>
      answerIdempotent(transaction, call, cyclesHttp.startDecisionBatch.subject, input, async () => {
        await refuseBeyondMost(transaction, call);
        const batchId = await writeBatch(transaction, call, input.body);
        return batchOf(await this.own(transaction, call, batchId));
      }),
    );
    this.runner.wake();
    return reply;
  }

  async list(_: InputOf<Http['listDecisionBatches']>, call: CyclesCall): Promise<ReplyOf<Http['listDecisionBatches']>> {
    const { accountId } = actorOf(call);
    const rows = await this.read(call, (transaction) => readOwnBatches(transaction, call.companyId, accountId));
    return { items: rows.map(batchOf) };
  }

  async one(
    { params: { batchId } }: InputOf<Http['getDecisionBatch']>,
    call: CyclesCall,
  ): Promise<ReplyOf<Http['getDecisionBatch']>> {
    const actor = actorOf(call);
    const { row, results } = await this.read(call, async (transaction) => ({
      row: await this.own(transaction, call, batchId),
      results: await readResults(transaction, call.companyId, batchId),
    }));
    return { ...batchOf(row), results: results.map((result) => resultOf(result, actor)) };
  }

  async putAway(
    { params: { batchId } }: InputOf<Http['putAwayDecisionBatch']>,
    call: CyclesCall,
  ): Promise<ReplyOf<Http['putAwayDecisionBatch']>> {
    return this.read(call, async (transaction) => {
      const { finishedAt } = await this.own(transaction, call, batchId);
      if (finishedAt === null)
        throw new Problem(409, 'decision_batch.running', 'The batch still runs; put it away when it has ended.');
      await transaction.query(
        `update cycles.decision_batch set put_away_at = coalesce(put_away_at, platform.now())
         where company_id = $1 and batch_id = $2`,
        [call.companyId, batchId],
      );
      return {};
    });
  }

  private async own(transaction: Transaction, call: CyclesCall, batchId: string): Promise<BatchRow> {
    const row = await findBatch(transaction, call.companyId, batchId);
    if (row && canSeeDecisionBatch(actorOf(call), row)) return row;
    throw notFound('decision_batch', batchId);
  }

  private read<T>(call: CyclesCall, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return inTransaction(this.ports.database, scopeOf(call), work);
  }
}

async function refuseBeyondMost(transaction: Transaction, { companyId, actor }: ActingCall): Promise<void> {
  const [row] = await transaction.query<{ running: number }>(
    'select count(*)::int as running from cycles.decision_batch where company_id = $1 and account_id = $2 and finished_at is null',
    [companyId, actor.accountId],
  );
  if ((row?.running ?? 0) < mostAtOnce) return;
  throw new Problem(
    409,
    'decision_batch.too_many',
    `${mostAtOnce} batches of yours still run; wait until one of them has ended.`,
    { most: mostAtOnce },
  );
}

async function writeBatch(
  transaction: Transaction,
  call: ActingCall,
  { decision, items }: Start['body'],
): Promise<string> {
  const { companyId, actor, requestId, locale } = call;
  const [row] = await transaction.query<{ batch_id: string }>(
    `insert into cycles.decision_batch (company_id, account_id, session_id, request_id, locale, decision, total)
     values ($1, $2, $3, $4, $5, $6, $7) returning batch_id`,
    [companyId, actor.accountId, actor.sessionId, requestId, locale, JSON.stringify(decision), items.length],
  );
  const batchId = row?.batch_id ?? '';
  await transaction.query(
    `insert into cycles.decision_batch_item (company_id, batch_id, item_no, task_id, version)
     select $1, $2, i.no, (i.item ->> 'taskId')::uuid, (i.item ->> 'version')::integer
     from jsonb_array_elements($3::jsonb) with ordinality as i(item, no)`,
    [companyId, batchId, JSON.stringify(items)],
  );
  await transaction.query('insert into cycles.decision_batch_waiting (company_id, batch_id) values ($1, $2)', [
    companyId,
    batchId,
  ]);
  await writeHistory(transaction, call, {
    action: 'decision_batch.started',
    subjectType: 'decision_batch',
    subjectId: batchId,
    after: { verb: decision.verb, items: items.length },
    by: { byAccountId: actor.accountId, byPersonId: actor.personId, requestId },
  });
  return batchId;
}

function resultOf({ about, ...result }: ResultRow, actor: Actor): ReplyOf<Http['getDecisionBatch']>['results'][number] {
  if (about === null || !canSeeTask(actor, about)) return { ...result, person: null };
  const { appraisalId, name, employeeCode } = about;
  return { ...result, person: { appraisalId, name, employeeCode } };
}
