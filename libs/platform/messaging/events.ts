import {
  type ConsumerMessages,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  type JsMsg,
  jetstream,
  jetstreamManager,
  StorageType,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { connect } from '@nats-io/transport-node';
import type { DataSource } from 'typeorm';
import { runStatement, type Transaction } from '../database/database.js';
import { OutboxRelay, type OutboxRow, once, ReceiverUnavailable, type RefusedRow } from '../outbox/outbox.js';
import { runInCall } from '../telemetry/call-context.js';
import { processLogger } from '../telemetry/logger.js';
import type { natsConnectionOptions } from './connection.js';

export const eventStream = 'KAOHE_EVENTS';
const maxDeliveries = 5;
/** Backing off between deliveries of one message; it delays no other. */
const redeliverAfterMs = [500, 2_000, 5_000, 15_000];

export interface Event<Payload = unknown> {
  readonly eventId: string;
  readonly companyId: string;
  readonly type: string;
  readonly requestId: string | null;
  readonly payload: Payload;
}

/** Of JetStream: the consumer is there, with another configuration. */
const consumerIsThere = 10_148;

/** A release may hear more types than the one before: the consumer stays where it is in the stream and hears them as well. */
async function keepConsumer(manager: JetStreamManager, consumer: string, subjects: string[]): Promise<void> {
  try {
    await manager.consumers.add(eventStream, {
      durable_name: consumer,
      filter_subjects: subjects,
      deliver_policy: DeliverPolicy.All,
      ack_policy: 'explicit',
      ack_wait: 30 * 1e9,
      max_deliver: maxDeliveries + 1,
    });
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== consumerIsThere) throw error;
    await manager.consumers.update(eventStream, consumer, { filter_subjects: subjects });
  }
}

/** The service's connection to the event stream: its relay out of the outbox, its consumers into the inbox. */
export class EventBus {
  private readonly consumers: ConsumerMessages[] = [];
  private relay: OutboxRelay | undefined;

  private constructor(
    private readonly connection: NatsConnection,
    private readonly js: JetStreamClient,
    private readonly database: DataSource,
    private readonly schema: string,
    private readonly onError: (error: unknown) => void,
  ) {}

  static async open(options: {
    nats: ReturnType<typeof natsConnectionOptions>;
    database: DataSource;
    schema: string;
    onError: (error: unknown) => void;
    replicas?: number;
  }): Promise<EventBus> {
    const connection = await connect(options.nats);
    const manager = await jetstreamManager(connection);
    await manager.streams.add({
      name: eventStream,
      subjects: ['event.>'],
      storage: StorageType.File,
      discard: DiscardPolicy.New,
      num_replicas: options.replicas ?? 1,
      // 30 days, in nanoseconds: the outbox keeps the record, the stream only has to outlive an outage.
      max_age: 30 * 24 * 3_600 * 1e9,
      duplicate_window: 120 * 1e9,
    });
    return new EventBus(connection, jetstream(connection), options.database, options.schema, options.onError);
  }

  get connected(): boolean {
    return !this.connection.isClosed();
  }

  /** Starts sending this service's outbox to the stream. */
  startRelay(): OutboxRelay {
    this.relay = new OutboxRelay({
      database: this.database,
      schema: this.schema,
      destination: 'event',
      send: async (rows) => {
        await this.publish(rows);
        return [];
      },
      onError: this.onError,
    });
    return this.relay;
  }

  wakeRelay(): void {
    this.relay?.wake();
  }

  private async publish(rows: readonly OutboxRow[]): Promise<RefusedRow[]> {
    try {
      await Promise.all(
        rows.map((row) => {
          const event: Event = {
            eventId: row.event_id,
            companyId: row.company_id,
            type: row.type,
            requestId: row.request_id,
            payload: row.payload,
          };
          return this.js.publish(`event.${row.type}`, JSON.stringify(event), { msgID: row.event_id, timeout: 5_000 });
        }),
      );
      return [];
    } catch (error) {
      throw new ReceiverUnavailable(`the event stream did not take the events: ${String(error)}`);
    }
  }

  /**
   * Consumes events of the given types, each effect once: the handler writes in the transaction that holds the inbox row, and the
   * message is acknowledged after its commit. What fails at every delivery is parked in `parked_event`.
   */
  async consume(
    consumer: string,
    types: readonly string[],
    handle: (event: Event, transaction: Transaction) => Promise<void>,
    afterCommit: (event: Event) => void | Promise<void> = () => undefined,
  ): Promise<void> {
    await keepConsumer(
      await jetstreamManager(this.connection),
      consumer,
      types.map((type) => `event.${type}`),
    );
    const messages = await (await this.js.consumers.get(eventStream, consumer)).consume({ max_messages: 100 });
    this.consumers.push(messages);
    void this.pump(messages, consumer, handle, afterCommit).catch(this.onError);
  }

  private async pump(
    messages: ConsumerMessages,
    consumer: string,
    handle: (event: Event, transaction: Transaction) => Promise<void>,
    afterCommit: (event: Event) => void | Promise<void>,
  ): Promise<void> {
    for await (const message of messages) await this.deliver(message, consumer, handle, afterCommit);
  }

  private async deliver(
    message: JsMsg,
    consumer: string,
    handle: (event: Event, transaction: Transaction) => Promise<void>,
    afterCommit: (event: Event) => void | Promise<void>,
  ): Promise<void> {
    try {
      const event = parseEvent(message);
      await runInCall({ requestId: event.requestId ?? event.eventId, companyId: event.companyId }, async () => {
        const effected = await once(this.database, this.schema, { ...event, consumer }, (transaction) =>
          handle(event, transaction),
        );
        if (effected) await afterCommit(event);
        processLogger().info({ event: event.type, consumer, effected }, 'heard');
      });
      message.ack();
    } catch (error) {
      this.onError(error);
      if (message.info.deliveryCount < maxDeliveries) {
        message.nak(redeliverAfterMs[message.info.deliveryCount - 1] ?? 15_000);
        return;
      }
      await this.park(message, consumer, error);
    }
  }

  private async park(message: JsMsg, consumer: string, error: unknown): Promise<void> {
    const event = safely(() => parseEvent(message));
    try {
      await runStatement(
        this.database,
        `insert into ${this.schema}.parked_event (consumer, event_id, company_id, type, payload, error)
         values ($1, coalesce($2, gen_random_uuid()), $3, $4, $5, left($6, 1000)) on conflict do nothing`,
        [
          consumer,
          event?.eventId ?? null,
          event?.companyId ?? null,
          message.subject,
          event ? JSON.stringify(event.payload) : null,
          String(error),
        ],
      );
      message.term('parked');
    } catch (failure) {
      this.onError(failure);
      message.nak(15_000);
    }
  }

  async close(): Promise<void> {
    await this.relay?.stop();
    await Promise.all(this.consumers.map((consumer) => consumer.close()));
    await this.connection.drain();
  }
}

function parseEvent(message: JsMsg): Event {
  const event: unknown = message.json();
  if (typeof event === 'object' && event !== null && 'eventId' in event && 'companyId' in event && 'type' in event)
    return event as Event;
  throw new Error(`a message on ${message.subject} is not an event of ours`);
}

function safely<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
