import type { DataSource } from 'typeorm';
import { runStatement, type Transaction } from '../../../../libs/platform/database/index.js';

export interface WaitingAnnouncement {
  readonly company_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly payload: unknown;
  readonly request_id: string | null;
}

export const nextAnnouncement = async (database: DataSource): Promise<WaitingAnnouncement | undefined> =>
  (
    await runStatement<WaitingAnnouncement>(
      database,
      `select company_id, event_id, type, payload, request_id from notifications.announcement
       where announced_at is null and next_attempt_at <= now() order by next_attempt_at limit 1`,
    )
  )[0];

/** Whoever waits for others (names, addresses) tries for ever: 1 s, 2 s, 4 s … a minute. */
export async function postpone(database: DataSource, waiting: WaitingAnnouncement, error: unknown): Promise<void> {
  await runStatement(
    database,
    `update notifications.announcement
     set attempts = attempts + 1, last_error = left($3, 500),
         next_attempt_at = now() + least(power(2, attempts), 60) * interval '1 second'
     where company_id = $1 and event_id = $2`,
    [waiting.company_id, waiting.event_id, String(error)],
  );
}

/** Takes it over until the transaction ends; false when another instance has announced it. */
export async function takeAnnouncement(transaction: Transaction, waiting: WaitingAnnouncement): Promise<boolean> {
  const taken = await transaction.query(
    `update notifications.announcement set announced_at = platform.now(), last_error = null
     where company_id = $1 and event_id = $2 and announced_at is null returning event_id`,
    [waiting.company_id, waiting.event_id],
  );
  return taken.length > 0;
}
