import type { DataSource } from 'typeorm';
import type { Transaction } from '../database/database.js';
import { inTransaction, rowsOf } from '../database/database.js';
import { currentCall } from '../telemetry/call-context.js';

export interface OutboxRow<Payload = unknown> {
  readonly event_id: string;
  readonly company_id: string;
  readonly type: string;
  readonly batch_key: string | null;
  readonly payload: Payload;
  readonly request_id: string | null;
  readonly attempts: number;
}

/** A send that failed this often is parked with its error; the others go on. */
const maxAttempts = 20;

/** Writes events into the service's outbox, in the transaction whose effect they tell. */
export async function tell(
  transaction: Transaction,
  schema: string,
  companyId: string,
  events: readonly { type: string; payload: unknown; destination?: string; batchKey?: string }[],
): Promise<void> {
  if (events.length === 0) return;
  await transaction.query(
    `insert into ${schema}.outbox (company_id, destination, batch_key, type, payload, request_id)
     select $1, coalesce(e->>'destination', 'event'), e->>'batchKey', e->>'type', e->'payload', $3
     from jsonb_array_elements($2::jsonb) e`,
    [companyId, JSON.stringify(events), currentCall()?.requestId ?? null],
  );
}

export interface RefusedRow {
  readonly eventId: string;
  readonly error: unknown;
}

export interface RelayOptions {
  readonly database: DataSource;
  readonly schema: string;
  readonly destination: string;
  /** Sends the rows; those it answers are taken for refused alone, the others as sent. A rejection is the failure of all. */
  readonly send: (rows: readonly OutboxRow[]) => Promise<readonly RefusedRow[]>;
  /** Batch keys whose rows wait for the next look. */
  readonly heldBack?: () => readonly string[];
  readonly onError: (error: unknown) => void;
  /** How long an idle relay waits before it looks again. */
  readonly pollMs?: number;
  readonly batchSize?: number;
}

/**
 * Drains one destination of one outbox: locks waiting rows (SKIP LOCKED, never `id > last`), sends them, marks them sent. A crash
 * between send and commit sends again: receivers keep an inbox.
 */
export class OutboxRelay {
  private stopped = false;
  private wakeUp: () => void = () => undefined;
  private readonly finished: Promise<void>;

  constructor(private readonly options: RelayOptions) {
    this.finished = this.run();
  }

  /** Called after a commit that wrote to the outbox: spares the wait for the next look. */
  wake(): void {
    this.wakeUp();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wakeUp();
    await this.finished;
  }

  private async run(): Promise<void> {
    const batchSize = this.options.batchSize ?? 200;
    while (!this.stopped) {
      let sent = 0;
      try {
        sent = await this.drainOnce(batchSize);
      } catch (error) {
        this.options.onError(error);
      }
      if (sent < batchSize && !this.stopped) await this.pause(this.options.pollMs ?? 250);
    }
  }

  private async drainOnce(batchSize: number): Promise<number> {
    const { database, schema, destination, heldBack } = this.options;
    const runner = database.createQueryRunner();
    try {
      await runner.startTransaction();
      const rows = rowsOf<OutboxRow>(
        await runner.query(
          `select event_id, company_id, type, batch_key, payload, request_id, attempts from ${schema}.outbox
           where destination = $1 and sent_at is null and parked_at is null and next_attempt_at <= now()
             and (batch_key is null or batch_key <> all($3::text[]))
           order by event_id limit $2 for update skip locked`,
          [destination, batchSize, heldBack?.() ?? []],
        ),
      );
      if (rows.length > 0) await this.sendAndMark(runner, rows);
      await runner.commitTransaction();
      return rows.length;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async sendAndMark(runner: Statements, rows: readonly OutboxRow[]): Promise<void> {
    const ids = rows.map((row) => row.event_id);
    try {
      const refused = await this.options.send(rows);
      const refusedIds = new Set(refused.map(({ eventId }) => eventId));
      await runner.query(`update ${this.options.schema}.outbox set sent_at = now() where event_id = any($1)`, [
        ids.filter((id) => !refusedIds.has(id)),
      ]);
      for (const { eventId, error } of refused) await this.markFailed(runner, [eventId], error, true);
    } catch (error) {
      // Only a row that fails alone is parked: a batch fails together when the receiver is down.
      await this.markFailed(runner, ids, error, rows.length === 1);
    }
  }

  private async markFailed(runner: Statements, ids: readonly string[], error: unknown, alone: boolean): Promise<void> {
    this.options.onError(error);
    await runner.query(
      `update ${this.options.schema}.outbox set attempts = attempts + 1, last_error = left($2, 500),
         next_attempt_at = now() + least(power(2, attempts), 30) * interval '1 second',
         parked_at = case when attempts + 1 >= $3 and $4 then now() end
       where event_id = any($1)`,
      [ids, String(error), maxAttempts, alone && !isUnavailable(error)],
    );
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

interface Statements {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
}

/** A receiver that is down says nothing about the row: it is tried for ever. */
export class ReceiverUnavailable extends Error {}
const isUnavailable = (error: unknown): boolean => error instanceof ReceiverUnavailable;

/** Runs `effect` once per (consumer, event): the inbox row commits with it. Answers false when it had run before. */
export async function once(
  database: DataSource,
  schema: string,
  event: { eventId: string; companyId: string; consumer: string },
  effect: (transaction: Transaction) => Promise<void>,
): Promise<boolean> {
  return inTransaction(database, { companyId: event.companyId }, async (transaction) => {
    const inserted = await transaction.query(
      `insert into ${schema}.inbox (consumer, event_id) values ($1, $2) on conflict do nothing returning event_id`,
      [event.consumer, event.eventId],
    );
    if (inserted.length === 0) return false;
    await effect(transaction);
    return true;
  });
}
