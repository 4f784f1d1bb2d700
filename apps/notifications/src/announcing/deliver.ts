import type { Transaction } from '../../../../libs/platform/database/index.js';
import { wantedByDefault } from '../preferences/wanted-by-default.js';
import type { Told } from './message.js';
import { pressing } from './pressing.js';

/** Where somebody is reached; null: roles does not know the person (any more). */
export interface Reached extends Told {
  readonly contact: { readonly name: string; readonly email: string | null; readonly locale: string } | null;
}

/**
 * Puts an event's messages before its people: the row in the app, the mail into the queue or into the person's next mail a day, each
 * with its line in the delivery log. What is due before it would be read goes at once.
 * The log's key (event, person, channel) makes a repetition do nothing. Answers whom a new row in the app is for.
 */
export async function deliver(
  transaction: Transaction,
  event: { readonly companyId: string; readonly eventId: string; readonly timeZone: string },
  told: readonly Reached[],
): Promise<string[]> {
  const rows = told.map(({ personId, message, link, contact }) => ({
    person_id: personId,
    type: message.type,
    message,
    link,
    name: contact?.name ?? null,
    address: contact?.email ?? null,
    locale: contact?.locale ?? 'en',
    in_app: wantedByDefault(message.type, 'in_app'),
    email: wantedByDefault(message.type, 'email'),
    due_at: pressing(message).dueAt,
    late: pressing(message).late,
  }));
  const added = await transaction.query<{ person_id: string }>(
    `with told as (
       select t.person_id, t.type, t.message, t.link, t.name, t.address, t.locale,
              coalesce(app.wanted, t.in_app) as in_app, coalesce(mail.wanted, t.email) as email,
              t.due_at, t.late, times.digest_at, times.quiet_from, times.quiet_to,
              notifications.after_quiet(platform.now(), $4, times.quiet_from, times.quiet_to) as free_at,
              notifications.next_digest(platform.now(), $4, times.digest_at, times.quiet_from, times.quiet_to) as next_digest
       from jsonb_to_recordset($3::jsonb) as t(person_id uuid, type text, message jsonb, link text, name text, address text,
                                               locale text, in_app boolean, email boolean, due_at timestamptz, late boolean)
       cross join lateral notifications.times_of($1, t.person_id) times
       left join notifications.preference app
         on app.company_id = $1 and app.person_id = t.person_id and app.type = t.type and app.channel = 'in_app'
       left join notifications.preference mail
         on mail.company_id = $1 and mail.person_id = t.person_id and mail.type = t.type and mail.channel = 'email'
     ), logged as (
       insert into notifications.delivery (company_id, event_id, person_id, type, channel, state, note, sent_at)
       select $1::uuid, $2::uuid, person_id, type, 'in_app', case when in_app then 'sent' else 'skipped' end,
              case when not in_app then 'not_wanted' end, case when in_app then platform.now() end
       from told
       union all
       select $1, $2, person_id, type, 'email', case when email and address is not null then 'queued' else 'skipped' end,
              case when not email then 'not_wanted' when name is null then 'no_contact' when address is null then 'no_address' end,
              null::timestamptz
       from told
       on conflict do nothing
       returning delivery_id, person_id, channel, state
     ), mailed as (
       select logged.delivery_id, told.*,
              digest_at is not null and not late and (due_at is null or due_at > next_digest) as can_wait,
              due_at > platform.now() and due_at <= free_at as cannot_sleep
       from logged join told using (person_id)
       where logged.channel = 'email' and logged.state = 'queued'
     ), queued as (
       insert into notifications.email (company_id, delivery_id, name, address, locale, time_zone, message, link,
                                        not_before, quiet_from, quiet_to)
       select $1, delivery_id, name, address, locale, $4, message, link,
              case when cannot_sleep then platform.now() else free_at end,
              case when not coalesce(cannot_sleep, false) then quiet_from end,
              case when not coalesce(cannot_sleep, false) then quiet_to end
       from mailed where not can_wait
     ), gathered as (
       insert into notifications.digest_item (company_id, delivery_id, person_id, name, address, locale, time_zone, message, link,
                                              ready_at)
       select $1, delivery_id, person_id, name, address, locale, $4, message, link, next_digest
       from mailed where can_wait
     )
     insert into notifications.notification (company_id, event_id, person_id, message, link)
     select $1, $2, told.person_id, told.message, told.link
     from logged join told using (person_id)
     where logged.channel = 'in_app' and logged.state = 'sent'
     on conflict do nothing
     returning person_id`,
    [event.companyId, event.eventId, JSON.stringify(rows), event.timeZone],
  );
  return added.map((row) => row.person_id);
}
