import type { DataSource } from 'typeorm';
import type { Locale } from '../../../../libs/contracts/values.js';
import { inTransaction, runStatement } from '../../../../libs/platform/database/index.js';
import type { Message } from '../announcing/message.js';
import { message } from '../announcing/message.js';
import { localeOf } from '../rendering/words.js';
import type { SendOutcome } from './send-outcome.js';

export interface QueuedMail {
  readonly companyId: string;
  readonly deliveryId: string;
  readonly name: string;
  readonly address: string;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly message: Message;
  readonly link: string;
}

interface Row {
  readonly company_id: string;
  readonly delivery_id: string;
  readonly name: string;
  readonly address: string;
  readonly locale: string;
  readonly time_zone: string;
  readonly message: unknown;
  readonly link: string;
}

/** Takes one mail that is due, for good: committed before the mail server is spoken to, so that no one else ever sends it too. */
export async function claimMail(database: DataSource): Promise<QueuedMail | undefined> {
  const [row] = await runStatement<Row>(
    database,
    `update notifications.email set claimed_at = now(), attempts = attempts + 1
     where (company_id, delivery_id) = (
       select company_id, delivery_id from notifications.email
       where claimed_at is null and next_attempt_at <= now()
       order by next_attempt_at limit 1 for update skip locked)
     returning company_id, delivery_id, name, address, locale, time_zone, message, link`,
  );
  if (!row) return undefined;
  return {
    companyId: row.company_id,
    deliveryId: row.delivery_id,
    name: row.name,
    address: row.address,
    locale: localeOf(row.locale),
    timeZone: row.time_zone,
    message: message.parse(row.message),
    link: row.link,
  };
}

/** After this long the news is old; the delivery counts as failed. */
const giveUpAfter = '3 days';

export async function recordOutcome(
  database: DataSource,
  mail: Pick<QueuedMail, 'companyId' | 'deliveryId'>,
  outcome: SendOutcome,
): Promise<void> {
  const { companyId, deliveryId } = mail;
  const key = [companyId, deliveryId];
  await inTransaction(database, { companyId }, async (transaction) => {
    if (outcome.state === 'later') {
      // 5 s, 10 s, 20 s … an hour.
      const kept = await transaction.query(
        `update notifications.email q
         set claimed_at = null, next_attempt_at = now() + least(5 * power(2, q.attempts - 1), 3600) * interval '1 second'
         from notifications.delivery d
         where q.company_id = $1 and q.delivery_id = $2 and d.company_id = $1 and d.delivery_id = $2
           and d.created_at > platform.now() - interval '${giveUpAfter}'
         returning q.attempts`,
        key,
      );
      if (kept.length > 0) {
        await transaction.query(
          `update notifications.delivery set attempts = attempts + 1, note = $3 where company_id = $1 and delivery_id = $2`,
          [...key, outcome.note],
        );
        return;
      }
    }
    await transaction.query('delete from notifications.email where company_id = $1 and delivery_id = $2', key);
    await transaction.query(
      `update notifications.delivery
       set state = $3, attempts = attempts + 1, note = $4, sent_at = case when $3 = 'sent' then platform.now() end
       where company_id = $1 and delivery_id = $2`,
      [...key, finalStates[outcome.state], outcome.state === 'sent' ? null : outcome.note],
    );
  });
}

const finalStates = { sent: 'sent', later: 'failed', refused: 'failed', unconfirmed: 'unconfirmed' } as const;

/** Mails whose sender died between handing over and noting it: longer ago than any sending takes. */
export async function abandonedMails(database: DataSource): Promise<Pick<QueuedMail, 'companyId' | 'deliveryId'>[]> {
  const rows = await runStatement<Row>(
    database,
    `select company_id, delivery_id from notifications.email where claimed_at < now() - interval '5 minutes' limit 100`,
  );
  return rows.map((row) => ({ companyId: row.company_id, deliveryId: row.delivery_id }));
}
