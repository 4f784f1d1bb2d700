import { ClientNats } from '@nestjs/microservices';
import { filter, firstValueFrom, map, merge, type Observable, TimeoutError, timeout } from 'rxjs';
import { Problem } from '../http/problem.js';
import type { Call } from './call.js';
import type { Answer, InputFor, ReplyFor, Served } from './serves.js';

/** Nest's `NatsStatus.CONNECTED`, which exists for the compiler alone. */
const connected: string = 'connected';

/** Asks other services over NATS by their contracts. Failures arrive as `Problem`s. */
export class ServiceClient {
  private readonly client: ClientNats;
  /** Fails when the bus goes, or is away: an answer would reach nobody, and the asker may ask again at once. */
  private readonly lost: Observable<never>;

  constructor(options: ConstructorParameters<typeof ClientNats>[0]) {
    this.client = new ClientNats(options);
    this.lost = this.client.status.pipe(
      filter((status) => status !== connected),
      map((status) => {
        throw new Error(`the bus is ${status}`);
      }),
    );
  }

  async connect(): Promise<void> {
    await this.client.connect();
  }

  async close(): Promise<void> {
    await this.client.close();
  }

  async ask<S extends Served & { readonly timeoutMs: number }>(
    served: S,
    input: InputFor<S>,
    call: Call,
  ): Promise<ReplyFor<S>> {
    const answer = await this.send(served.subject, { call, input }, served.timeoutMs);
    if (answer.ok) return answer.data as ReplyFor<S>;
    throw Problem.fromDetails(answer.problem);
  }

  private async send(subject: string, packet: { call: Call; input: unknown }, timeoutMs: number): Promise<Answer> {
    const service = subject.split('.')[0] ?? subject;
    try {
      return await firstValueFrom(merge(this.client.send<Answer>(subject, packet), this.lost).pipe(timeout(timeoutMs)));
    } catch (error) {
      const late = error instanceof TimeoutError;
      throw new Problem(
        503,
        late ? 'service.timeout' : 'service.unavailable',
        late
          ? `The ${service} service did not answer within ${timeoutMs} ms; try again in a few seconds.`
          : `The ${service} service is not reachable at the moment; try again in a few seconds.`,
        { service },
      );
    }
  }
}
