import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { channelsHttp, Robot, RobotInput, SendResult } from '../../../../libs/contracts/notifications/channels.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import type { Actor } from '../../../../libs/contracts/values.js';
import { canConfigureChannels } from '../../../../libs/domain/access/can-configure-channels.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { answerOnce } from '../../../../libs/platform/messaging/index.js';
import { ContactBook } from '../announcing/contact-book.js';
import { actorOf, type NotificationsCall } from '../caller.js';
import { NOTIFICATIONS_CONFIG, type NotificationsConfig } from '../config.js';
import { Mailer } from '../email/mailer.js';
import { renderTestMail } from '../rendering/render-mail.js';
import { localeOf, wordsIn } from '../rendering/words.js';
import { platforms } from '../robots/platforms.js';
import { takeRobotToken } from '../robots/robot-bucket.js';
import { insertRobot, nameTaken, type RobotRow, readRobot, readRobots, updateRobot } from '../robots/robot-rows.js';
import { RobotSender } from '../robots/robot-sender.js';
import { RobotTransmitter } from '../robots/robot-transmitter.js';

type Http = typeof channelsHttp;

/** The company's channels: mail as the environment sets it up, and chat robots as administrators do. */
@Injectable()
export class ChannelsService {
  constructor(
    private readonly database: DataSource,
    private readonly transmitter: RobotTransmitter,
    private readonly sender: RobotSender,
    private readonly mailer: Mailer,
    private readonly book: ContactBook,
    @Inject(NOTIFICATIONS_CONFIG) private readonly config: NotificationsConfig,
  ) {}

  async mail(_: unknown, call: NotificationsCall): Promise<ReplyOf<Http['getMailChannel']>> {
    refuseUnlessConfigures(call);
    const { protocol, host } = new URL(this.config.SMTP_URL);
    return { server: host, encrypted: protocol === 'smtps:', from: this.config.KAOHE_MAIL_FROM };
  }

  async testMail(input: InputOf<Http['testMail']>, call: NotificationsCall): Promise<ReplyOf<Http['testMail']>> {
    const { personId } = refuseUnlessConfigures(call);
    const contacts = personId === null ? null : await this.book.contactsOf([personId], call);
    const contact = contacts?.get(personId ?? '');
    const address = contact?.email;
    if (!contact || !address) {
      throw new Problem(
        422,
        'channel.no_address',
        'Your account belongs to no person with an e-mail address; sign in as somebody who has one.',
      );
    }
    return this.once(call, 'notifications.testMail', input, async (transaction) => {
      const outcome = await this.mailer.send({
        ...renderTestMail({ name: contact.name, locale: localeOf(call.locale), url: this.config.KAOHE_PUBLIC_URL }),
        deliveryId: randomUUID(),
        name: contact.name,
        address,
      });
      await audit(transaction, call, { action: 'mail.tested', type: 'channel', id: 'email', after: outcome });
      return {
        state: outcome.state,
        reason: outcome.state === 'sent' ? null : 'refused',
        answer: outcome.state === 'sent' ? '' : outcome.note,
        address,
      };
    });
  }

  async listRobots(_: unknown, call: NotificationsCall): Promise<ReplyOf<Http['listRobots']>> {
    refuseUnlessConfigures(call);
    const robots = await this.inScope(call, (transaction) => readRobots(transaction, call.companyId));
    return { items: robots.map((row) => this.shown(row)) };
  }

  async createRobot(input: InputOf<Http['createRobot']>, call: NotificationsCall): Promise<Robot> {
    refuseUnlessConfigures(call);
    refusePointlessSecret(input.body);
    return this.once(call, 'notifications.createRobot', input, async (transaction) => {
      const { burst } = platforms[input.body.kind].limits;
      const robotId = await insertRobot(transaction, call.companyId, input.body, burst);
      if (robotId === null) throw refuseName(input.body.name);
      await audit(transaction, call, { action: 'robot.created', type: 'robot', id: robotId, after: input.body });
      return this.shown(await readRobot(transaction, call.companyId, robotId));
    });
  }

  async updateRobot(input: InputOf<Http['updateRobot']>, call: NotificationsCall): Promise<Robot> {
    refuseUnlessConfigures(call);
    refusePointlessSecret(input.body);
    const { robotId } = input.params;
    const changed = await this.inScope(call, async (transaction) => {
      await transaction.query('select from notifications.robot where company_id = $1 and robot_id = $2 for update', [
        call.companyId,
        robotId,
      ]);
      const row = await readRobot(transaction, call.companyId, robotId);
      if (row.version !== input.ifMatch) {
        throw new Problem(
          409,
          'request.stale_version',
          `The robot is at version ${row.version} now; read it again and repeat the change.`,
          { current: row.version },
        );
      }
      if (await nameTaken(transaction, call.companyId, input.body.name, robotId)) throw refuseName(input.body.name);
      await updateRobot(transaction, call.companyId, robotId, input.body);
      await audit(transaction, call, {
        action: 'robot.changed',
        type: 'robot',
        id: robotId,
        before: inputOf(row),
        after: input.body,
      });
      return readRobot(transaction, call.companyId, robotId);
    });
    this.sender.wake();
    return this.shown(changed);
  }

  /** Goes at once, past the queue, but with one of the robot's tokens: the platform counts it too. */
  async testRobot(input: InputOf<Http['testRobot']>, call: NotificationsCall): Promise<SendResult> {
    refuseUnlessConfigures(call);
    const { robotId } = input.params;
    return this.once(call, 'notifications.testRobot', input, async (transaction) => {
      const robot = await readRobot(transaction, call.companyId, robotId);
      const { waitMs } = await takeRobotToken(transaction, call.companyId, robotId, robot.kind);
      if (waitMs > 0) {
        const seconds = Math.ceil(waitMs / 1_000);
        throw new Problem(
          429,
          'robot.rate_limited',
          `The robot has sent what its platform allows; try again in ${seconds} s.`,
          { seconds },
        );
      }
      const t = wordsIn(robot.locale);
      const { state, reason, answer } = await this.transmitter.send(robot, {
        title: t('group.test.title'),
        lines: [t('group.test.text', { name: robot.name })],
        action: t('group.test.action'),
        url: this.config.KAOHE_PUBLIC_URL,
      });
      const result = { state, reason, answer };
      await audit(transaction, call, { action: 'robot.tested', type: 'robot', id: robotId, after: result });
      return result;
    });
  }

  private shown(row: RobotRow): Robot {
    return {
      robotId: row.robotId,
      version: row.version,
      ...inputOf(row),
      fault: this.transmitter.faultOf(row),
      failingSince: row.failingSince?.toISOString() ?? null,
      waiting: row.waiting,
    };
  }

  private inScope<T>(call: NotificationsCall, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return inTransaction(this.database, { companyId: call.companyId, personId: actorOf(call).personId }, work);
  }

  private once<T>(
    call: NotificationsCall,
    subject: string,
    input: { readonly idempotencyKey?: string; readonly params: unknown; readonly body: unknown },
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    const { idempotencyKey: key, params, body } = input;
    if (key === undefined)
      throw new Problem(428, 'request.idempotency_key_missing', 'Send an Idempotency-Key header and try again.');
    const { companyId } = call;
    const request = { companyId, accountId: actorOf(call).accountId, subject, key, content: { params, body } };
    return this.inScope(call, (transaction) =>
      answerOnce(transaction, 'notifications', request, () => work(transaction)),
    );
  }
}

function refuseUnlessConfigures(call: NotificationsCall): Actor {
  const actor = actorOf(call);
  if (canConfigureChannels(actor)) return actor;
  throw new Problem(403, 'channel.not_allowed', 'Only administrators set up channels; ask one.');
}

function refusePointlessSecret({ kind, secret }: RobotInput): void {
  if (kind !== 'wecom' || secret === null) return;
  throw new Problem(
    422,
    'robot.secret_pointless',
    'WeCom has no signing key: the key in the address is the secret. Leave it out.',
  );
}

const refuseName = (name: string): Problem =>
  new Problem(409, 'robot.name_taken', `There is a robot “${name}” already; choose another name.`, { name });

const inputOf = ({ name, kind, address, secret, locale, announcements, enabled }: RobotRow): RobotInput => ({
  name,
  kind,
  address,
  secret,
  locale,
  announcements,
  enabled,
});

async function audit(
  transaction: Transaction,
  call: NotificationsCall,
  entry: { action: string; type: string; id: string; before?: unknown; after: unknown },
): Promise<void> {
  const { accountId, personId } = actorOf(call);
  await transaction.query('select audit.append($1, $2, $3, $4, $5, $6, null, $7, $8, null, $9)', [
    call.companyId,
    accountId,
    personId,
    entry.action,
    entry.type,
    entry.id,
    entry.before === undefined ? null : JSON.stringify(entry.before),
    JSON.stringify(entry.after),
    call.requestId,
  ]);
}
