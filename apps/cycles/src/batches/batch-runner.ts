import { Inject, Injectable } from '@nestjs/common';
import { actingAccount } from '../../../../libs/contracts/roles/acting-account.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { problemOf } from '../../../../libs/platform/messaging/index.js';
import { processLogger, runInCall } from '../../../../libs/platform/telemetry/index.js';
import type { ActingCall } from '../caller.js';
import { DecisionsService } from '../decide/decisions.service.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import {
  endIfNothingWaits,
  type LeasedBatch,
  leaseNext,
  postpone,
  readWaitingItems,
  settle,
  type WaitingItem,
} from './batch-queue.js';

/** So many decisions between two looks at the queue: the bar moves, others' batches get their turn, no transaction is long. */
const chunk = 10;
/** An item that fails so often for no reason of its own is given up; the others go on. */
const mostAttempts = 5;
const lookAgainMs = 1_000;

type Outcome = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly detail: string };

/**
 * Makes the decisions of started batches, each by the very path of a click and under a key of its own: an item that was decided by a
 * process which died before it could note so gets the answer of its first decision. Needs the database, and roles to say that the account
 * may still act; not Temporal.
 */
@Injectable()
export class DecisionBatchRunner {
  private stopped = true;
  private woken = false;
  private wakeUp: () => void = () => undefined;
  private finished: Promise<void> = Promise.resolve();

  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    @Inject(DecisionsService) private readonly decisions: DecisionsService,
  ) {}

  start(): void {
    this.stopped = false;
    this.finished = this.run();
  }

  wake(): void {
    this.woken = true;
    this.wakeUp();
  }

  /** After the chunk at hand. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wakeUp();
    await this.finished;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.woken = false;
      const found = await this.decideSome().catch((error: unknown) => {
        processLogger().warn({ err: String(error) }, 'a batch of decisions waits');
        return false;
      });
      if (!found && !this.woken && !this.stopped) await this.pause();
    }
  }

  /** The next chunk of the batch whose turn it is; answers whether there was one. The batch stays locked meanwhile. */
  decideSome(): Promise<boolean> {
    return inTransaction(this.ports.database, { companyId: '' }, async (transaction) => {
      const batch = await leaseNext(transaction);
      if (!batch) return false;
      try {
        await this.decideChunk(transaction, batch);
        await endIfNothingWaits(transaction, batch);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        await postpone(transaction, batch, error);
      }
      return true;
    });
  }

  private async decideChunk(transaction: Transaction, batch: LeasedBatch): Promise<void> {
    const items = await readWaitingItems(transaction, batch, chunk);
    const call = await this.callOf(batch);
    for (const item of items) {
      const outcome = call ? await this.decideOne(call, batch, item) : mayActNoMore;
      await settle(transaction, batch, item, outcome);
    }
  }

  private async decideOne(call: ActingCall, batch: LeasedBatch, item: WaitingItem): Promise<Outcome> {
    const { requestId, companyId, actor } = call;
    try {
      await runInCall({ requestId, companyId, actorId: actor.accountId }, () =>
        this.decisions.decide(
          {
            params: { taskId: item.taskId },
            query: {},
            body: batch.decision,
            ifMatch: item.version,
            idempotencyKey: `${batch.batchId}/${item.itemNo}`,
          },
          call,
        ),
      );
      return { ok: true };
    } catch (error) {
      const problem = problemOf(error, 'cycles.startDecisionBatch');
      const forNow = problem.status === 503 || (problem.status >= 500 && item.attempts + 1 < mostAttempts);
      if (forNow) throw problem;
      return { ok: false, code: problem.code, detail: problem.message };
    }
  }

  /** Who the account is now, whatever it was when the batch was started; null: it may act no more. */
  private async callOf({
    companyId,
    accountId,
    sessionId,
    requestId,
    locale,
  }: LeasedBatch): Promise<ActingCall | null> {
    const asked = { requestId, companyId, actor: null, locale };
    const { actor } = await this.ports.services.ask(actingAccount, { accountId }, asked);
    return actor && { requestId, companyId, locale, actor: { ...actor, sessionId } };
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, lookAgainMs);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const mayActNoMore: Outcome = {
  ok: false,
  code: 'decision_batch.account_ended',
  detail: 'The account that started the batch may act no more; nothing was decided.',
};
