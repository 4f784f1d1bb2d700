import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { robotFailedType } from '../announcing/tell-administrators.js';
import { NOTIFICATIONS_CONFIG, type NotificationsConfig } from '../config.js';
import { renderGroupMessage } from '../rendering/render-group-message.js';
import { WorkLoop } from '../working/work-loop.js';
import type { RobotOutcome } from './read-answer.js';
import { abandonedMessages, claimMessage, type QueuedMessage, recordOutcome } from './robot-queue.js';
import { RobotTransmitter } from './robot-transmitter.js';

const logger = pino({ base: { service: 'notifications', part: 'robots' }, timestamp: pino.stdTimeFunctions.isoTime });

/** A platform that does not answer keeps one of them for a while: the others' groups are told meanwhile. */
const atOnce = 3;

/** Sends what waits in the robots' queues, each message claimed before and recorded after. */
@Injectable()
export class RobotSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private loops: WorkLoop[] = [];

  constructor(
    private readonly database: DataSource,
    private readonly transmitter: RobotTransmitter,
    @Inject(NOTIFICATIONS_CONFIG) private readonly config: NotificationsConfig,
  ) {}

  onApplicationBootstrap(): void {
    const onError = (error: unknown): void =>
      logger.error({ err: String(error) }, 'messages to groups could not be worked off');
    this.loops = [
      ...Array.from({ length: atOnce }, () => new WorkLoop(() => this.sendOne(), onError)),
      new WorkLoop(() => this.giveUpAbandoned(), onError, 30_000),
    ];
  }

  /** There is news for groups. */
  wake(): void {
    for (const loop of this.loops) loop.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  private async sendOne(): Promise<boolean> {
    const queued = await claimMessage(this.database);
    if (queued === null || queued === 'nothing') return false;
    const { robot, message, link, timeZone } = queued;
    const news = renderGroupMessage(message, { locale: robot.locale, timeZone });
    const url = new URL(link, this.config.KAOHE_PUBLIC_URL).href;
    const outcome = await this.transmitter.send(robot, { ...news, url });
    if (outcome.state !== 'sent')
      logger.warn({ deliveryId: queued.deliveryId, ...outcome }, 'a message to a group was not sent');
    await this.record(queued, outcome);
    return true;
  }

  /** With the news to the administrators in the same transaction: told once, and never lost. */
  private async record(queued: QueuedMessage, outcome: RobotOutcome): Promise<void> {
    const { companyId, robot } = queued;
    await inTransaction(this.database, { companyId }, async (transaction) => {
      const { beganToFail } = await recordOutcome(transaction, queued, outcome);
      if (!beganToFail) return;
      await transaction.query(
        `insert into notifications.announcement (company_id, event_id, type, payload) values ($1, uuidv7(), $2, $3)`,
        [companyId, robotFailedType, JSON.stringify({ name: robot.name, reason: outcome.reason ?? 'refused' })],
      );
    });
  }

  private async giveUpAbandoned(): Promise<boolean> {
    for (const { companyId, ...key } of await abandonedMessages(this.database)) {
      const outcome: RobotOutcome = { state: 'unconfirmed', reason: 'no_answer', answer: 'The sending process ended.' };
      await inTransaction(this.database, { companyId }, (transaction) =>
        recordOutcome(transaction, { companyId, ...key }, outcome).then(() => undefined),
      );
    }
    return false;
  }
}
