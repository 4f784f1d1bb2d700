import { setTimeout as sleep } from 'node:timers/promises';
import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { type NatsOptions, ServerNats } from '@nestjs/microservices';

/** Requests that take longer than this when the service is told to stop are cut off; their askers try again. */
const patienceMs = 10_000;

type Publisher = ReturnType<ServerNats['getPublisher']>;
type Reply = { readonly err?: unknown; readonly isDisposed?: boolean };

/**
 * Nest's NATS server with a stop that takes as long as the requests under way: they are answered, new ones go to other instances.
 * (Nest's own graceful stop sleeps its whole grace period, whatever is or is not under way.)
 */
export class DrainingNatsServer extends ServerNats {
  private readonly heard: Subscription[] = [];
  private underWay = 0;

  constructor(natsOptions: NonNullable<NatsOptions['options']>) {
    super({ ...natsOptions, gracefulShutdown: false });
  }

  override bindEvents(connection: NatsConnection): void {
    super.bindEvents({
      subscribe: (...subscribe: Parameters<NatsConnection['subscribe']>): Subscription => {
        const subscription = connection.subscribe(...subscribe);
        this.heard.push(subscription);
        return subscription;
      },
    });
  }

  override getPublisher(...request: Parameters<ServerNats['getPublisher']>): Publisher {
    const publish = super.getPublisher(...request);
    if (!(request[0] as { reply?: string }).reply) return publish;
    this.underWay += 1;
    let answered = false;
    return (reply: Reply) => {
      const sent: unknown = publish(reply);
      if (!answered && (reply.isDisposed || reply.err)) {
        answered = true;
        this.underWay -= 1;
      }
      return sent;
    };
  }

  override async close(): Promise<void> {
    const until = Date.now() + patienceMs;
    // Away from the bus there is nothing to drain and nobody to answer.
    await Promise.race([Promise.allSettled(this.heard.map((subscription) => subscription.drain())), sleep(1_000)]);
    while (this.underWay > 0 && Date.now() < until) await sleep(20);
    await super.close();
  }
}
