import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import type { Call } from '../../../../libs/platform/messaging/index.js';
import { EmailSender } from '../email/email-sender.js';
import { Push } from '../push/push.js';
import { RobotSender } from '../robots/robot-sender.js';
import { WorkLoop } from '../working/work-loop.js';
import { nextAnnouncement, postpone, takeAnnouncement, type WaitingAnnouncement } from './announcements.js';
import { CompanyZones } from './company-zones.js';
import { ContactBook } from './contact-book.js';
import { deliver, type Reached } from './deliver.js';
import { deliverToGroups } from './deliver-to-groups.js';
import { tellGroups } from './tell-groups.js';
import { readAnnouncement } from './tell-people.js';

const logger = pino({
  base: { service: 'notifications', part: 'announcer' },
  timestamp: pino.stdTimeFunctions.isoTime,
});

/**
 * Turns events that arrived into messages before people. Apart from their arrival, because it asks another service for names and
 * addresses: while that is away, events wait here instead of being delivered again and again.
 */
@Injectable()
export class Announcer implements OnApplicationBootstrap, OnApplicationShutdown {
  private loop: WorkLoop | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly book: ContactBook,
    private readonly zones: CompanyZones,
    private readonly sender: EmailSender,
    private readonly robots: RobotSender,
    private readonly push: Push,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new WorkLoop(
      () => this.announceNext(),
      (error) => logger.error({ err: String(error) }, 'announcing failed'),
    );
  }

  /** Something arrived. */
  wake(): void {
    this.loop?.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  private async announceNext(): Promise<boolean> {
    const waiting = await nextAnnouncement(this.database);
    if (!waiting) return false;
    try {
      await this.announce(waiting);
    } catch (error) {
      logger.warn({ eventId: waiting.event_id, type: waiting.type, err: String(error) }, 'announced later');
      await postpone(this.database, waiting, error);
    }
    return true;
  }

  private async announce(waiting: WaitingAnnouncement): Promise<void> {
    const { company_id: companyId, event_id: eventId } = waiting;
    const reached = await this.reach(waiting);
    const timeZone = await this.zones.zoneOf(companyId);
    const told = await inTransaction(this.database, { companyId }, async (transaction) => {
      if (!(await takeAnnouncement(transaction, waiting))) return [];
      const event = { companyId, eventId, timeZone };
      await deliverToGroups(transaction, event, tellGroups(waiting.type, waiting.payload));
      return deliver(transaction, event, reached);
    });
    this.sender.wake();
    this.robots.wake();
    await this.push.unread(companyId, told);
  }

  private async reach({
    company_id: companyId,
    event_id,
    type,
    payload,
    request_id,
  }: WaitingAnnouncement): Promise<Reached[]> {
    const call: Call = { requestId: request_id ?? event_id, companyId, actor: null, locale: 'en' };
    const { needs, tell } = readAnnouncement(type, payload);
    const sourceOwnerIds = needs.ownersOf === null ? [] : await this.book.ownersOf(needs.ownersOf, call);
    const administratorIds = needs.administrators ? await this.book.administrators(call) : [];
    const named = await this.book.contactsOf(needs.names, call);
    const told = tell({ sourceOwnerIds, administratorIds, nameOf: (personId) => named.get(personId)?.name ?? '—' });
    const contacts = await this.book.contactsOf(
      told.map(({ personId }) => personId),
      call,
    );
    return told.map((each) => ({ ...each, contact: contacts.get(each.personId) ?? null }));
  }
}
