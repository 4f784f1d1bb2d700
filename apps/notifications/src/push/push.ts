import type { NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { unreadCounts } from '../inbox/unread-counts.js';

export const PUSH_CONNECTION = Symbol('PUSH_CONNECTION');

/** Tells open screens that there is something new. Plain NATS: a screen that is not open has nothing to be told. */
@Injectable()
export class Push {
  constructor(
    @Inject(PUSH_CONNECTION) private readonly connection: NatsConnection,
    private readonly database: DataSource,
  ) {}

  async unread(companyId: string, personIds: readonly string[]): Promise<void> {
    if (personIds.length === 0) return;
    const counts = await inTransaction(this.database, { companyId }, (transaction) =>
      unreadCounts(transaction, companyId, personIds),
    );
    for (const personId of personIds)
      this.say(`push.${companyId}.${personId}`, { type: 'notification', unread: counts.get(personId) ?? 0 });
  }

  board(companyId: string, cycleId: string): void {
    this.say(`push.${companyId}.board.${cycleId}`, { type: 'board', cycleId });
  }

  private say(subject: string, news: Readonly<Record<string, unknown>>): void {
    this.connection.publish(subject, JSON.stringify(news));
  }
}
