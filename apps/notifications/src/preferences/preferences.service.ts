import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  type Channel,
  channels,
  type NotificationType,
  notificationsHttp,
  notificationTypes,
} from '../../../../libs/contracts/notifications/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { type NotificationsCall, readerOf } from '../caller.js';
import { wantedByDefault } from './wanted-by-default.js';

type Preferences = ReplyOf<typeof notificationsHttp.getPreferences>;

@Injectable()
export class PreferencesService {
  constructor(private readonly database: DataSource) {}

  async get(_: unknown, call: NotificationsCall): Promise<Preferences> {
    const personId = readerOf(call);
    return inTransaction(this.database, { companyId: call.companyId, personId }, (transaction) =>
      readPreferences(transaction, call.companyId, personId),
    );
  }

  async set({ body }: InputOf<typeof notificationsHttp.setPreferences>, call: NotificationsCall): Promise<Preferences> {
    const personId = readerOf(call);
    const { companyId } = call;
    // The last one named wins: two rows of one statement cannot both update the same preference.
    const chosen = [...new Map(body.preferences.map((item) => [`${item.type} ${item.channel}`, item])).values()];
    return inTransaction(this.database, { companyId, personId }, async (transaction) => {
      await transaction.query(
        `insert into notifications.preference (company_id, person_id, type, channel, wanted)
         select $1, $2, p.type, p.channel, p.wanted
         from jsonb_to_recordset($3::jsonb) as p(type text, channel text, wanted boolean)
         on conflict (company_id, person_id, type, channel) do update set wanted = excluded.wanted`,
        [companyId, personId, JSON.stringify(chosen)],
      );
      await transaction.query(
        `select audit.append($1, $2, $3, 'notification.preferences_changed', 'person', $4, null, null, $5, null, $6)`,
        [
          companyId,
          call.actor?.accountId ?? null,
          personId,
          personId,
          JSON.stringify({ preferences: chosen }),
          call.requestId,
        ],
      );
      return readPreferences(transaction, companyId, personId);
    });
  }
}

async function readPreferences(transaction: Transaction, companyId: string, personId: string): Promise<Preferences> {
  const rows = await transaction.query<{ type: NotificationType; channel: Channel; wanted: boolean }>(
    'select type, channel, wanted from notifications.preference where company_id = $1 and person_id = $2',
    [companyId, personId],
  );
  const chosen = new Map(rows.map((row) => [`${row.type} ${row.channel}`, row.wanted]));
  return {
    preferences: notificationTypes.flatMap((type) =>
      channels.map((channel) => ({
        type,
        channel,
        wanted: chosen.get(`${type} ${channel}`) ?? wantedByDefault(type, channel),
      })),
    ),
  };
}
