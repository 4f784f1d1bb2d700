import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Delivery, notificationsHttp } from '../../../../libs/contracts/notifications/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canSeeDeliveries } from '../../../../libs/domain/access/can-see-deliveries.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { actorOf, type NotificationsCall } from '../caller.js';
import { idOf, pageOf } from '../page-cursor.js';

type ListDeliveries = typeof notificationsHttp.listDeliveries;
interface Row {
  readonly delivery_id: string;
  readonly event_id: string;
  readonly type: Delivery['type'];
  readonly person_id: string | null;
  readonly robot_id: string | null;
  readonly robot_name: string | null;
  readonly channel: Delivery['channel'];
  readonly state: Delivery['state'];
  readonly attempts: number;
  readonly note: string | null;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly next_attempt_at: Date | null;
}

@Injectable()
export class DeliveriesService {
  constructor(private readonly database: DataSource) {}

  async list({ query }: InputOf<ListDeliveries>, call: NotificationsCall): Promise<ReplyOf<ListDeliveries>> {
    const actor = actorOf(call);
    if (!canSeeDeliveries(actor))
      throw new Problem(403, 'access.denied', 'Only administrators see the delivery log; ask one.');
    const { companyId } = call;
    const rows = await inTransaction(this.database, { companyId, personId: actor.personId }, (transaction) =>
      transaction.query<Row>(
        `select * from (
           select d.delivery_id, d.event_id, d.type, d.person_id, d.robot_id, r.name as robot_name, d.channel, d.attempts, d.note,
                  d.created_at, d.sent_at,
                  case when d.state = 'queued' and coalesce(q.claimed_at, m.claimed_at) is not null then 'sending'
                       else d.state end as state,
                  case when q.claimed_at is null and m.claimed_at is null then coalesce(greatest(q.next_attempt_at, q.not_before), i.ready_at, b.held_until) end
                    as next_attempt_at
           from notifications.delivery d
           left join notifications.email q on q.company_id = d.company_id and q.delivery_id = coalesce(d.mail_id, d.delivery_id)
           left join notifications.digest_item i on i.company_id = d.company_id and i.delivery_id = d.delivery_id
           left join notifications.robot r on r.company_id = d.company_id and r.robot_id = d.robot_id
           left join notifications.robot_message m on m.company_id = d.company_id and m.delivery_id = d.delivery_id
           left join notifications.robot_bucket b on b.company_id = m.company_id and b.robot_id = m.robot_id
           where d.company_id = $1 and ($2::uuid is null or d.delivery_id < $2)
             and ($4::text is null or d.channel = $4) and ($5::text is null or d.type = $5)
             and ($6::uuid is null or d.person_id = $6) and ($7::uuid is null or d.event_id = $7)
             and ($9::uuid is null or d.robot_id = $9)
         ) seen
         where $3::text is null or state = $3
         order by delivery_id desc limit $8`,
        [
          companyId,
          idOf(query.cursor),
          query.state ?? null,
          query.channel ?? null,
          query.type ?? null,
          query.personId ?? null,
          query.eventId ?? null,
          query.limit + 1,
          query.robotId ?? null,
        ],
      ),
    );
    return pageOf(
      rows,
      query.limit,
      (row) => row.delivery_id,
      (row) => ({
        deliveryId: row.delivery_id,
        eventId: row.event_id,
        type: row.type,
        recipientPersonId: row.person_id,
        robot: row.robot_id === null ? null : { robotId: row.robot_id, name: row.robot_name ?? '' },
        channel: row.channel,
        state: row.state,
        attempts: row.attempts,
        createdAt: row.created_at.toISOString(),
        sentAt: row.sent_at?.toISOString() ?? null,
        nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
        note: row.note,
      }),
    );
  }
}
