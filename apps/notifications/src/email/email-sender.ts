import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { NOTIFICATIONS_CONFIG, type NotificationsConfig } from '../config.js';
import { renderDigest } from '../rendering/render-digest.js';
import { renderMail } from '../rendering/render-mail.js';
import { WorkLoop } from '../working/work-loop.js';
import { abandonedMails, claimMail, type QueuedMail, recordOutcome } from './email-queue.js';
import { Mailer, mailConnections } from './mailer.js';
import type { SendOutcome } from './send-outcome.js';

const logger = pino({ base: { service: 'notifications', part: 'email' }, timestamp: pino.stdTimeFunctions.isoTime });

/** Sends what waits in the queue: a worker a connection, each mail claimed before and recorded after. */
@Injectable()
export class EmailSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private loops: WorkLoop[] = [];

  constructor(
    private readonly database: DataSource,
    private readonly mailer: Mailer,
    @Inject(NOTIFICATIONS_CONFIG) private readonly config: NotificationsConfig,
  ) {}

  onApplicationBootstrap(): void {
    const onError = (error: unknown): void => logger.error({ err: String(error) }, 'mail could not be worked off');
    this.loops = [
      ...Array.from({ length: mailConnections }, () => new WorkLoop(() => this.sendOne(), onError)),
      new WorkLoop(() => this.giveUpAbandoned(), onError, 60_000),
    ];
  }

  /** There is new mail. */
  wake(): void {
    for (const loop of this.loops) loop.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  private async sendOne(): Promise<boolean> {
    const mail = await claimMail(this.database);
    if (mail === null || mail === 'nothing') return mail === 'nothing';
    const outcome = await this.send(mail);
    if (outcome.state !== 'sent')
      logger.warn({ deliveryId: mail.deliveryId, outcome: outcome.state, note: outcome.note }, 'a mail was not sent');
    await recordOutcome(this.database, mail, outcome);
    return true;
  }

  private send(mail: QueuedMail): Promise<SendOutcome> {
    const { deliveryId, name, address, message } = mail;
    const urlOf = (link: string): string => new URL(link, this.config.KAOHE_PUBLIC_URL).href;
    const content =
      message.type === 'digest'
        ? renderDigest(message, { ...mail, urlOf })
        : renderMail(message, { ...mail, url: urlOf(mail.link) });
    return this.mailer.send({ deliveryId, name, address, ...content });
  }

  private async giveUpAbandoned(): Promise<boolean> {
    for (const mail of await abandonedMails(this.database))
      await recordOutcome(this.database, mail, {
        state: 'unconfirmed',
        note: 'The sending process ended before it knew.',
      });
    return false;
  }
}
