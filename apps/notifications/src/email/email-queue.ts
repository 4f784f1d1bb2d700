import type { DataSource } from 'typeorm';
import type { Locale } from '../../../../libs/contracts/values.js';
import { inTransaction, runStatement } from '../../../../libs/platform/database/index.js';
import { type MailMessage, mailMessage } from '../digest/digest-message.js';
import { localeOf } from '../rendering/words.js';
import type { SendOutcome } from './send-outcome.js';

export interface QueuedMail {
  readonly companyId: string;
  readonly deliveryId: string;
  readonly name: string;
  readonly address: string;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly message: MailMessage;
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
  /** null: the quiet hours of whom it is for have begun meanwhile. */
  readonly claimed_at: Date | null;
}

/**
 * Takes one mail that is due, for good: committed before the mail server is spoken to, so that no one else ever sends it too.
 * Answers `nothing` when a mail was due and now waits for the end of its reader's quiet hours.
 */
export async function claimMail(database: DataSource): Promise<QueuedMail | 'nothing' | null> {
  const [row] = await runStatement<Row>(
    database,
    `with due as (
       select company_id, delivery_id, notifications.after_quiet(platform.now(), time_zone, quiet_from, quiet_to) as free_at
       from notifications.email
       where claimed_at is null and next_attempt_at <= now() and not_before <= platform.now()
       order by next_attempt_at limit 1 for update skip locked)
     update notifications.email q
     set not_before = due.free_at,
         claimed_at = case when due.free_at <= platform.now() then now() end,
         attempts = q.attempts + case when due.free_at <= platform.now() then 1 else 0 end
     from due where q.company_id = due.company_id and q.delivery_id = due.delivery_id
     returning q.company_id, q.delivery_id, q.name, q.address, q.locale, q.time_zone, q.message, q.link, q.claimed_at`,
  );
  if (!row) return null;
  if (!row.claimed_at) return 'nothing';
  return {
    companyId: row.company_id,
    deliveryId: row.delivery_id,
    name: row.name,
    address: row.address,
    locale: localeOf(row.locale),
    timeZone: row.time_zone,
    message: mailMessage.parse(row.message),
    link: row.link,
  };
}

/** Everything that one mail tells. */
const ofMail = '(delivery_id = $2 or mail_id = $2)';

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
          `update notifications.delivery set attempts = attempts + 1, note = $3 where company_id = $1 and ${ofMail}`,
          [...key, outcome.note],
        );
        return;
      }
    }
    await transaction.query('delete from notifications.email where company_id = $1 and delivery_id = $2', key);
    await transaction.query(
      `update notifications.delivery
       set state = $3, attempts = attempts + 1, note = $4, sent_at = case when $3 = 'sent' then platform.now() end
       where company_id = $1 and ${ofMail}`,
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
