import type { RobotKind } from '../../../../libs/contracts/notifications/channels.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { platforms } from './platforms.js';
import { takeToken } from './token-bucket.js';

interface Row {
  readonly tokens: number;
  readonly filled_at: Date;
  readonly now: Date;
}

/** Takes one of the robot's tokens in this transaction, by the database's clock; answers how long to wait when there is none. */
export async function takeRobotToken(
  transaction: Transaction,
  companyId: string,
  robotId: string,
  kind: RobotKind,
): Promise<{ readonly waitMs: number }> {
  const key = [companyId, robotId];
  const [row] = await transaction.query<Row>(
    `select tokens, filled_at, platform.now() as now from notifications.robot_bucket
     where company_id = $1 and robot_id = $2 for update`,
    key,
  );
  if (!row) throw new Error(`robot ${robotId} has no bucket`);
  const answer = takeToken({ tokens: row.tokens, filledAt: row.filled_at }, platforms[kind].limits, row.now);
  if ('waitMs' in answer) return answer;
  await transaction.query(
    'update notifications.robot_bucket set tokens = $3, filled_at = $4 where company_id = $1 and robot_id = $2',
    [...key, answer.taken.tokens, answer.taken.filledAt],
  );
  return { waitMs: 0 };
}

/** Nothing of the robot's queue is sent for so long. */
export async function holdQueue(
  transaction: Transaction,
  companyId: string,
  robotId: string,
  forMs: number,
): Promise<void> {
  await transaction.query(
    `update notifications.robot_bucket
     set held_until = greatest(held_until, platform.now() + $3 * interval '1 millisecond')
     where company_id = $1 and robot_id = $2`,
    [companyId, robotId, forMs],
  );
}
