import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { boardChanged } from '../../../../libs/contracts/cycles/events.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { type Event, EventBus } from '../../../../libs/platform/messaging/index.js';
import { Push } from '../push/push.js';
import { Announcer } from './announcer.js';
import { announcedTypes, readAnnouncement } from './tell-people.js';

/** Hears the events people are told of, and passes on what open screens watch. */
@Injectable()
export class Listener implements OnApplicationBootstrap {
  constructor(
    private readonly bus: EventBus,
    private readonly announcer: Announcer,
    private readonly push: Push,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.bus.consume('notifications', announcedTypes, keep, () => this.announcer.wake());
    await this.bus.consume('notifications-board', [boardChanged.type], nothingKept, (event) => {
      this.push.board(event.companyId, boardChanged.payload.parse(event.payload).cycleId);
    });
  }
}

async function keep(event: Event, transaction: Transaction): Promise<void> {
  // Not understood: refused here, where the stream parks it for a person to look at.
  readAnnouncement(event.type, event.payload);
  await transaction.query(
    `insert into notifications.announcement (company_id, event_id, type, payload, request_id)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [event.companyId, event.eventId, event.type, JSON.stringify(event.payload), event.requestId],
  );
}

const nothingKept = async (): Promise<void> => undefined;
