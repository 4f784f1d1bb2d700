import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { forbidden, Problem } from '../../../libs/platform/http/index.js';
import { malformed } from '../../../libs/platform/messaging/index.js';
import { requestIdOf, type Session, Sessions, tokenOf } from './sessions.js';

export const PUSH_CONNECTION = Symbol('PUSH_CONNECTION');
/** Keeps proxies from closing a quiet stream, and ends it soon after its session ended. */
const heartbeatMs = 4_000;
const maxStreamsPerPerson = 10;

const query = z.strictObject({ cycle: z.uuid().optional() });

/** `GET /api/v1/events`: what the notifications service pushes to this person, as server-sent events. */
@Controller('api/v1/events')
export class EventsController {
  private readonly open = new Map<string, number>();

  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(PUSH_CONNECTION) private readonly connection: NatsConnection,
  ) {}

  @Get()
  async stream(@Query() raw: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const session = await this.sessions.of(request);
    const subjects = subjectsFor(session, raw);
    this.take(session.actor.accountId);
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    response.write(': connected\n\n');
    const subscriptions = subjects.map((subject) => this.forward(subject, response));
    const heartbeat = setInterval(() => void this.beat(request, response), heartbeatMs);
    response.on('close', () => {
      clearInterval(heartbeat);
      for (const subscription of subscriptions) subscription.unsubscribe();
      this.open.set(session.actor.accountId, (this.open.get(session.actor.accountId) ?? 1) - 1);
    });
  }

  private take(accountId: string): void {
    const streams = this.open.get(accountId) ?? 0;
    if (streams >= maxStreamsPerPerson) {
      throw new Problem(429, 'events.too_many_streams', `${streams} streams are open for this account; close a tab.`, {
        streams,
      });
    }
    this.open.set(accountId, streams + 1);
  }

  private forward(subject: string, response: Response): Subscription {
    return this.connection.subscribe(subject, {
      callback: (error, message) => {
        if (!error) response.write(`data: ${message.string().replaceAll('\n', ' ')}\n\n`);
      },
    });
  }

  private async beat(request: Request, response: Response): Promise<void> {
    try {
      const session = await this.sessions.resolve(tokenOf(request) ?? '', requestIdOf(request));
      if (session) response.write(': still here\n\n');
      else response.end();
    } catch {
      // Sessions cannot be asked about at the moment: the next beat asks again.
    }
  }
}

function subjectsFor(session: Session, raw: unknown): string[] {
  const parsed = query.safeParse(raw);
  if (!parsed.success) throw malformed('events.stream', parsed.error);
  const { cycle } = parsed.data;
  const mayWatch = session.actor.grants.includes('hr') || session.actor.grants.includes('auditor');
  if (cycle && !mayWatch) throw forbidden('access.denied', 'Only HR and auditors watch a cycle’s board.');
  return [
    ...(session.actor.personId ? [`push.${session.companyId}.${session.actor.personId}`] : []),
    ...(cycle ? [`push.${session.companyId}.board.${cycle}`] : []),
  ];
}
