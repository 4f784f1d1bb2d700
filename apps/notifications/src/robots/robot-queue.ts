import type { DataSource } from 'typeorm';
import { inTransaction, runStatement, type Transaction } from '../../../../libs/platform/database/index.js';
import { type GroupMessage, groupMessage } from '../announcing/group-message.js';
import { platforms } from './platforms.js';
import type { RobotOutcome } from './read-answer.js';
import { holdQueue, takeRobotToken } from './robot-bucket.js';
import { markFailing, markWell, type RobotRow, readRobot } from './robot-rows.js';
import { busyUntil } from './token-bucket.js';

interface QueuedKey {
  readonly companyId: string;
  readonly deliveryId: string;
  readonly robotId: string;
}
export interface QueuedMessage extends QueuedKey {
  readonly robot: RobotRow;
  readonly message: GroupMessage;
  readonly link: string;
  readonly timeZone: string;
}

/**
 * Takes the oldest message of a robot whose turn it is, with one of the robot's tokens: committed before the platform is spoken to.
 * One message of a robot is on its way at a time. Answers null when nobody's turn it is, `nothing` when a turn led to no message.
 */
export async function claimMessage(database: DataSource): Promise<QueuedMessage | 'nothing' | null> {
  const [turn] = await runStatement<{ company_id: string; robot_id: string }>(
    database,
    `select b.company_id, b.robot_id from notifications.robot_bucket b
     where b.held_until <= platform.now()
       and exists (select from notifications.robot_message m where m.company_id = b.company_id and m.robot_id = b.robot_id)
       and not exists (select from notifications.robot_message m
                       where m.company_id = b.company_id and m.robot_id = b.robot_id and m.claimed_at is not null)
     order by b.held_until limit 1`,
  );
  if (!turn) return null;
  const { company_id: companyId, robot_id: robotId } = turn;
  return inTransaction(database, { companyId }, (transaction) => claimOf(transaction, companyId, robotId));
}

async function claimOf(
  transaction: Transaction,
  companyId: string,
  robotId: string,
): Promise<QueuedMessage | 'nothing'> {
  const [free] = await transaction.query<{ now: Date }>(
    `select platform.now() as now from notifications.robot_bucket b
     where b.company_id = $1 and b.robot_id = $2 and b.held_until <= platform.now() for update skip locked`,
    [companyId, robotId],
  );
  // Another instance has it, or has just had it.
  if (!free) return 'nothing';
  const [first] = await transaction.query<Row>(
    `select m.delivery_id, m.message, m.link, m.time_zone, m.claimed_at,
            notifications.after_quiet(platform.now(), m.time_zone, c.quiet_from, c.quiet_to) as free_at
     from notifications.robot_message m left join notifications.company_mail_times c using (company_id)
     where m.company_id = $1 and m.robot_id = $2 order by m.claimed_at nulls last, m.delivery_id limit 1`,
    [companyId, robotId],
  );
  if (!first || first.claimed_at) return 'nothing';
  const robot = await readRobot(transaction, companyId, robotId);
  const key = { companyId, robotId, deliveryId: first.delivery_id };
  if (!robot.enabled) {
    await settle(transaction, key, 'skipped', 'switched_off');
    return 'nothing';
  }
  const until = busyUntil(platforms[robot.kind].limits, free.now);
  const message = groupMessage.parse(first.message);
  const quietMs = dueBy(message, first.free_at) ? 0 : first.free_at.getTime() - free.now.getTime();
  const waitMs = until
    ? until.getTime() - free.now.getTime()
    : quietMs > 0
      ? quietMs
      : (await takeRobotToken(transaction, companyId, robotId, robot.kind)).waitMs;
  if (waitMs > 0) {
    await holdQueue(transaction, companyId, robotId, waitMs);
    return 'nothing';
  }
  await transaction.query(
    `update notifications.robot_message set claimed_at = platform.now(), attempts = attempts + 1
     where company_id = $1 and delivery_id = $2`,
    [companyId, first.delivery_id],
  );
  return { ...key, robot, message, link: first.link, timeZone: first.time_zone };
}

/** What is due before the quiet hours end is told in them. */
const dueBy = (message: GroupMessage, end: Date): boolean =>
  'dueAt' in message && Date.parse(message.dueAt) <= end.getTime();

interface Row {
  readonly delivery_id: string;
  readonly message: unknown;
  readonly link: string;
  readonly time_zone: string;
  readonly claimed_at: Date | null;
  /** Now, or the end of the company's quiet hours. */
  readonly free_at: Date;
}

/** After this long the news is old. */
const giveUpAfter = '1 day';
/** The platforms count by the minute: sooner would be refused again. */
const rateLimitedMs = 60_000;

/** What came of a message; answers whether the robot has only now begun to fail for good. */
export async function recordOutcome(
  transaction: Transaction,
  key: QueuedKey,
  outcome: RobotOutcome,
): Promise<{ readonly beganToFail: boolean }> {
  const { companyId, robotId } = key;
  const note = outcome.reason === null ? null : `${outcome.reason}: ${outcome.answer}`;
  if (outcome.state === 'later') {
    const attempts = await keepForLater(transaction, key, note);
    if (attempts !== null) {
      // 5 s, 10 s, 20 s … an hour.
      const backOffMs = Math.min(5_000 * 2 ** (attempts - 1), 3_600_000);
      const leastMs =
        outcome.reason === 'rate_limited' ? (outcome.retryAfterMs ?? rateLimitedMs) : (outcome.retryAfterMs ?? 0);
      await holdQueue(transaction, companyId, robotId, Math.max(backOffMs, leastMs));
      return { beganToFail: false };
    }
  }
  if (outcome.state === 'sent') {
    await settle(transaction, key, 'sent', null);
    await markWell(transaction, companyId, robotId);
    return { beganToFail: false };
  }
  await settle(transaction, key, outcome.state === 'unconfirmed' ? 'unconfirmed' : 'failed', note);
  if (outcome.state === 'unconfirmed') return { beganToFail: false };
  return { beganToFail: await markFailing(transaction, companyId, robotId) };
}

/** Answers how often it was tried, or null when it is too old to be tried again. */
async function keepForLater(
  transaction: Transaction,
  { companyId, deliveryId }: QueuedKey,
  note: string | null,
): Promise<number | null> {
  const key = [companyId, deliveryId];
  const [kept] = await transaction.query<{ attempts: number }>(
    `update notifications.robot_message m set claimed_at = null
     from notifications.delivery d
     where m.company_id = $1 and m.delivery_id = $2 and d.company_id = $1 and d.delivery_id = $2
       and d.created_at > platform.now() - interval '${giveUpAfter}'
     returning m.attempts`,
    key,
  );
  if (!kept) return null;
  await transaction.query(
    'update notifications.delivery set attempts = attempts + 1, note = $3 where company_id = $1 and delivery_id = $2',
    [...key, note],
  );
  return kept.attempts;
}

async function settle(
  transaction: Transaction,
  { companyId, deliveryId }: QueuedKey,
  state: 'sent' | 'failed' | 'unconfirmed' | 'skipped',
  note: string | null,
): Promise<void> {
  const key = [companyId, deliveryId];
  await transaction.query('delete from notifications.robot_message where company_id = $1 and delivery_id = $2', key);
  await transaction.query(
    `update notifications.delivery
     set state = $3, note = $4, attempts = attempts + case when $3 = 'skipped' then 0 else 1 end,
         sent_at = case when $3 = 'sent' then platform.now() end
     where company_id = $1 and delivery_id = $2`,
    [...key, state, note],
  );
}

/** Messages whose sender died between handing over and noting it: longer ago than any sending takes. */
export async function abandonedMessages(database: DataSource): Promise<QueuedKey[]> {
  return runStatement<QueuedKey>(
    database,
    `select company_id as "companyId", delivery_id as "deliveryId", robot_id as "robotId" from notifications.robot_message
     where claimed_at < platform.now() - interval '1 minute' limit 100`,
  );
}
