import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notificationsHttp } from '../../../../libs/contracts/notifications/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { CompanyZones } from '../announcing/company-zones.js';
import { message } from '../announcing/message.js';
import { actorOf, type NotificationsCall, readerOf } from '../caller.js';
import { idOf, pageOf } from '../page-cursor.js';
import { Push } from '../push/push.js';
import { renderMessage } from '../rendering/render-message.js';
import { localeOf } from '../rendering/words.js';
import { unreadCounts } from './unread-counts.js';

type Http = typeof notificationsHttp;
interface Row {
  readonly notification_id: string;
  readonly message: unknown;
  readonly link: string;
  readonly created_at: Date;
  readonly read_at: Date | null;
}

/** A person's own notifications: each method works on the reader's rows alone. */
@Injectable()
export class InboxService {
  constructor(
    private readonly database: DataSource,
    private readonly zones: CompanyZones,
    private readonly push: Push,
  ) {}

  async list({ query }: InputOf<Http['listMine']>, call: NotificationsCall): Promise<ReplyOf<Http['listMine']>> {
    const personId = readerOf(call);
    const { companyId } = call;
    const rows = await this.inScope(call, (transaction) =>
      transaction.query<Row>(
        `select notification_id, message, link, created_at, read_at from notifications.notification
         where company_id = $1 and person_id = $2 and ($3::uuid is null or notification_id < $3)
           and ($4 = 'false' or read_at is null)
         order by notification_id desc limit $5`,
        [companyId, personId, idOf(query.cursor), query.unreadOnly, query.limit + 1],
      ),
    );
    const reader = { locale: localeOf(call.locale), timeZone: await this.zones.zoneOf(companyId) };
    return pageOf(
      rows,
      query.limit,
      (row) => row.notification_id,
      (row) => {
        const stored = message.parse(row.message);
        const { title, lines } = renderMessage(stored, reader);
        return {
          notificationId: row.notification_id,
          type: stored.type,
          at: row.created_at.toISOString(),
          readAt: row.read_at?.toISOString() ?? null,
          title,
          text: lines.join('\n'),
          link: row.link,
        };
      },
    );
  }

  async unreadCount(_: unknown, call: NotificationsCall): Promise<ReplyOf<Http['unreadCount']>> {
    // Asked on every page, also by accounts that are nobody's: nothing is told to them.
    if (actorOf(call).personId === null) return { unread: 0 };
    return this.inScope(call, (transaction) => countUnread(transaction, call));
  }

  async markRead({ params }: InputOf<Http['markRead']>, call: NotificationsCall): Promise<ReplyOf<Http['markRead']>> {
    const personId = readerOf(call);
    return this.readSome(call, async (transaction) => {
      const mine = await transaction.query(
        `update notifications.notification set read_at = coalesce(read_at, platform.now())
         where company_id = $1 and person_id = $2 and notification_id = $3 returning notification_id`,
        [call.companyId, personId, params.notificationId],
      );
      if (mine.length === 0) throw notFound('notification', params.notificationId);
    });
  }

  async markAllRead(_: unknown, call: NotificationsCall): Promise<ReplyOf<Http['markAllRead']>> {
    const personId = readerOf(call);
    return this.readSome(call, async (transaction) => {
      await transaction.query(
        `update notifications.notification set read_at = platform.now()
         where company_id = $1 and person_id = $2 and read_at is null`,
        [call.companyId, personId],
      );
    });
  }

  private async readSome(
    call: NotificationsCall,
    mark: (transaction: Transaction) => Promise<void>,
  ): Promise<{ unread: number }> {
    const counted = await this.inScope(call, async (transaction) => {
      await mark(transaction);
      return countUnread(transaction, call);
    });
    // The reader's other screens.
    await this.push.unread(call.companyId, [readerOf(call)]);
    return counted;
  }

  private inScope<T>(call: NotificationsCall, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return inTransaction(this.database, { companyId: call.companyId, personId: readerOf(call) }, work);
  }
}

async function countUnread(transaction: Transaction, call: NotificationsCall): Promise<{ unread: number }> {
  const personId = readerOf(call);
  const counts = await unreadCounts(transaction, call.companyId, [personId]);
  return { unread: counts.get(personId) ?? 0 };
}
