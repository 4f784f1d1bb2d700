import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { MailTimes, MyMailTimes, mailTimesHttp } from '../../../../libs/contracts/notifications/mail-times.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { canConfigureChannels } from '../../../../libs/domain/access/can-configure-channels.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { CompanyZones } from '../announcing/company-zones.js';
import { actorOf, type NotificationsCall, readerOf } from '../caller.js';

type Http = typeof mailTimesHttp;
interface Row {
  readonly digest_at: string | null;
  readonly quiet_from: string | null;
  readonly quiet_to: string | null;
}

/** When mail comes to people: their own choice, or the company's for those who made none. */
@Injectable()
export class MailTimesService {
  constructor(
    private readonly database: DataSource,
    private readonly zones: CompanyZones,
  ) {}

  async mine(_: unknown, call: NotificationsCall): Promise<MyMailTimes> {
    const personId = readerOf(call);
    const timeZone = await this.zones.zoneOf(call.companyId);
    return this.inScope(call, (transaction) => readMine(transaction, call.companyId, personId, timeZone));
  }

  async setMine({ body }: InputOf<Http['setMailTimes']>, call: NotificationsCall): Promise<MyMailTimes> {
    const personId = readerOf(call);
    const { companyId } = call;
    const timeZone = await this.zones.zoneOf(companyId);
    return this.inScope(call, async (transaction) => {
      const before = await readOwn(transaction, companyId, personId);
      if (body.own === null) {
        const key = [companyId, personId];
        await transaction.query('delete from notifications.mail_times where company_id = $1 and person_id = $2', key);
      } else {
        await transaction.query(
          `insert into notifications.mail_times (company_id, person_id, digest_at, quiet_from, quiet_to)
           values ($1, $2, $3, $4, $5)
           on conflict (company_id, person_id) do update
           set digest_at = excluded.digest_at, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to`,
          [companyId, personId, ...valuesOf(body.own)],
        );
      }
      await timeAnew(transaction, companyId, personId);
      await audit(transaction, call, {
        action: 'notification.mail_times_changed',
        type: 'person',
        id: personId,
        before: { mailTimes: before },
        after: { mailTimes: body.own },
      });
      return readMine(transaction, companyId, personId, timeZone);
    });
  }

  async company(_: unknown, call: NotificationsCall): Promise<MailTimes> {
    refuseUnlessConfigures(call);
    return this.inScope(call, (transaction) => readCompany(transaction, call.companyId));
  }

  async setCompany({ body }: InputOf<Http['setCompanyMailTimes']>, call: NotificationsCall): Promise<MailTimes> {
    refuseUnlessConfigures(call);
    const { companyId } = call;
    return this.inScope(call, async (transaction) => {
      const before = await readCompany(transaction, companyId);
      await transaction.query(
        `insert into notifications.company_mail_times (company_id, digest_at, quiet_from, quiet_to)
         values ($1, $2, $3, $4)
         on conflict (company_id) do update
         set digest_at = excluded.digest_at, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to`,
        [companyId, ...valuesOf(body)],
      );
      await timeAnew(transaction, companyId, null);
      const change = { action: 'channel.mail_times_changed', type: 'channel', id: 'email', before, after: body };
      await audit(transaction, call, change);
      return readCompany(transaction, companyId);
    });
  }

  private inScope<T>(call: NotificationsCall, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return inTransaction(this.database, { companyId: call.companyId, personId: actorOf(call).personId }, work);
  }
}

const none: MailTimes = { digestAt: null, quiet: null };
const columns = `to_char(digest_at, 'HH24:MI') as digest_at, to_char(quiet_from, 'HH24:MI') as quiet_from,
                 to_char(quiet_to, 'HH24:MI') as quiet_to`;
const timesOf = ({ digest_at, quiet_from, quiet_to }: Row): MailTimes => ({
  digestAt: digest_at,
  quiet: quiet_from === null || quiet_to === null ? null : { from: quiet_from, to: quiet_to },
});
const valuesOf = ({ digestAt, quiet }: MailTimes) => [digestAt, quiet?.from ?? null, quiet?.to ?? null];

async function readOwn(transaction: Transaction, companyId: string, personId: string): Promise<MailTimes | null> {
  const [row] = await transaction.query<Row>(
    `select ${columns} from notifications.mail_times where company_id = $1 and person_id = $2`,
    [companyId, personId],
  );
  return row ? timesOf(row) : null;
}

async function readCompany(transaction: Transaction, companyId: string): Promise<MailTimes> {
  const [row] = await transaction.query<Row>(
    `select ${columns} from notifications.company_mail_times where company_id = $1`,
    [companyId],
  );
  return row ? timesOf(row) : none;
}

const readMine = async (
  transaction: Transaction,
  companyId: string,
  personId: string,
  timeZone: string,
): Promise<MyMailTimes> => ({
  own: await readOwn(transaction, companyId, personId),
  company: await readCompany(transaction, companyId),
  timeZone,
});

/** What waits for a mail a day follows the new times; null: of everybody. */
async function timeAnew(transaction: Transaction, companyId: string, personId: string | null): Promise<void> {
  await transaction.query(
    `update notifications.digest_item i
     set ready_at = (
       select case when t.digest_at is null then notifications.after_quiet(platform.now(), i.time_zone, t.quiet_from, t.quiet_to)
                   else notifications.next_digest(platform.now(), i.time_zone, t.digest_at, t.quiet_from, t.quiet_to) end
       from notifications.times_of(i.company_id, i.person_id) t)
     where i.company_id = $1 and ($2::uuid is null or i.person_id = $2)`,
    [companyId, personId],
  );
}

function refuseUnlessConfigures(call: NotificationsCall): void {
  if (canConfigureChannels(actorOf(call))) return;
  throw new Problem(403, 'channel.not_allowed', 'Only administrators set up channels; ask one.');
}

async function audit(
  transaction: Transaction,
  call: NotificationsCall,
  entry: { action: string; type: string; id: string; before: unknown; after: unknown },
): Promise<void> {
  const { accountId, personId } = actorOf(call);
  await transaction.query('select audit.append($1, $2, $3, $4, $5, $6, null, $7, $8, null, $9)', [
    call.companyId,
    accountId,
    personId,
    entry.action,
    entry.type,
    entry.id,
    JSON.stringify(entry.before),
    JSON.stringify(entry.after),
    call.requestId,
  ]);
}
