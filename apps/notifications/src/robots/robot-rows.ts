import type { RobotInput } from '../../../../libs/contracts/notifications/channels.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';

export interface RobotRow extends RobotInput {
  readonly robotId: string;
  readonly version: number;
  readonly failingSince: Date | null;
  readonly waiting: number;
}

const readSql = `
  select r.robot_id as "robotId", r.version, r.name, r.kind, r.address, r.secret, r.locale, r.announcements, r.enabled,
         r.failing_since as "failingSince",
         (select count(*)::int from notifications.robot_message m
          where m.company_id = r.company_id and m.robot_id = r.robot_id) as waiting
  from notifications.robot r where r.company_id = $1 and ($2::uuid is null or r.robot_id = $2) order by r.name`;

export const readRobots = (transaction: Transaction, companyId: string): Promise<RobotRow[]> =>
  transaction.query<RobotRow>(readSql, [companyId, null]);

export async function readRobot(transaction: Transaction, companyId: string, robotId: string): Promise<RobotRow> {
  const [row] = await transaction.query<RobotRow>(readSql, [companyId, robotId]);
  if (!row) throw notFound('robot', robotId);
  return row;
}

const valuesOf = ({ name, kind, address, secret, locale, announcements, enabled }: RobotInput) => [
  name,
  kind,
  address,
  secret,
  locale,
  [...new Set(announcements)],
  enabled,
];

/** Answers null when the company has a robot of that name already. */
export async function insertRobot(
  transaction: Transaction,
  companyId: string,
  input: RobotInput,
  burst: number,
): Promise<string | null> {
  const [row] = await transaction.query<{ robot_id: string }>(
    `insert into notifications.robot (company_id, name, kind, address, secret, locale, announcements, enabled)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning robot_id`,
    [companyId, ...valuesOf(input)],
  );
  if (!row) return null;
  await transaction.query('insert into notifications.robot_bucket (company_id, robot_id, tokens) values ($1, $2, $3)', [
    companyId,
    row.robot_id,
    burst,
  ]);
  return row.robot_id;
}

/** What refused it before may be right now: the next failure is told again, and its queue waits no longer. */
export async function updateRobot(
  transaction: Transaction,
  companyId: string,
  robotId: string,
  input: RobotInput,
): Promise<void> {
  await transaction.query(
    `update notifications.robot
     set version = version + 1, failing_since = null, name = $3, kind = $4, address = $5, secret = $6, locale = $7,
         announcements = $8, enabled = $9
     where company_id = $1 and robot_id = $2`,
    [companyId, robotId, ...valuesOf(input)],
  );
  await transaction.query(
    'update notifications.robot_bucket set held_until = platform.now() where company_id = $1 and robot_id = $2',
    [companyId, robotId],
  );
}

export async function nameTaken(
  transaction: Transaction,
  companyId: string,
  name: string,
  exceptRobotId: string,
): Promise<boolean> {
  const rows = await transaction.query(
    'select from notifications.robot where company_id = $1 and name = $2 and robot_id <> $3',
    [companyId, name, exceptRobotId],
  );
  return rows.length > 0;
}

/** Since when it fails; answers whether that is new. */
export async function markFailing(transaction: Transaction, companyId: string, robotId: string): Promise<boolean> {
  const rows = await transaction.query(
    `update notifications.robot set failing_since = platform.now()
     where company_id = $1 and robot_id = $2 and failing_since is null returning robot_id`,
    [companyId, robotId],
  );
  return rows.length > 0;
}

export async function markWell(transaction: Transaction, companyId: string, robotId: string): Promise<void> {
  await transaction.query(
    `update notifications.robot set failing_since = null
     where company_id = $1 and robot_id = $2 and failing_since is not null`,
    [companyId, robotId],
  );
}
