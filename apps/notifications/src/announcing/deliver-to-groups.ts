import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { GroupNews } from './group-message.js';

/** Puts news into the queues of the robots that are to tell it, with its line in the delivery log; an occasion again does nothing. */
export async function deliverToGroups(
  transaction: Transaction,
  event: { readonly companyId: string; readonly eventId: string; readonly timeZone: string },
  news: readonly GroupNews[],
): Promise<void> {
  if (news.length === 0) return;
  const rows = news.map(({ message, ...one }) => ({ ...one, message, type: message.type }));
  await transaction.query(
    `with wanted as (
       select r.robot_id, r.kind, n.type, n.occasion, n.message, n.link
       from jsonb_to_recordset($3::jsonb) as n(type text, occasion text, message jsonb, link text)
       join notifications.robot r on r.company_id = $1 and r.enabled and n.type = any(r.announcements)
     ), logged as (
       insert into notifications.delivery (company_id, event_id, type, robot_id, occasion, channel, state)
       select $1::uuid, $2::uuid, type, robot_id, occasion, kind, 'queued' from wanted
       on conflict do nothing
       returning delivery_id, robot_id, occasion
     )
     insert into notifications.robot_message (company_id, delivery_id, robot_id, message, link, time_zone)
     select $1, logged.delivery_id, logged.robot_id, wanted.message, wanted.link, $4
     from logged join wanted using (robot_id, occasion)`,
    [event.companyId, event.eventId, JSON.stringify(rows), event.timeZone],
  );
}
