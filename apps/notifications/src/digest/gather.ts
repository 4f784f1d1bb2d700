import type { DataSource } from 'typeorm';
import { inTransaction, runStatement, type Transaction } from '../../../../libs/platform/database/index.js';
import { mostTold } from './digest-message.js';

interface Reader {
  readonly company_id: string;
  readonly person_id: string;
}

/** Puts the mail of somebody whose time has come into the queue; answers whether anybody's had. */
export async function gatherNext(database: DataSource): Promise<boolean> {
  const [reader] = await runStatement<Reader>(
    database,
    `select company_id, person_id from notifications.digest_item where ready_at <= platform.now() order by ready_at limit 1`,
  );
  if (!reader) return false;
  const { company_id: companyId } = reader;
  await inTransaction(database, { companyId }, (transaction) => gather(transaction, reader));
  return true;
}

async function gather(transaction: Transaction, { company_id, person_id }: Reader): Promise<void> {
  const key = [company_id, person_id];
  // The row of the day is what two instances meet at: the second waits here, and finds nothing left or the day taken.
  const [first] = await transaction.query<{ delivery_id: string }>(
    `insert into notifications.digest (company_id, person_id, day, delivery_id)
     select company_id, person_id, (platform.now() at time zone time_zone)::date, delivery_id
     from notifications.digest_item where company_id = $1 and person_id = $2 order by delivery_id limit 1
     on conflict do nothing
     returning delivery_id`,
    key,
  );
  if (!first) return waitForTomorrow(transaction, key);
  await transaction.query(
    `with taken as (
       delete from notifications.digest_item where company_id = $1 and person_id = $2 returning *
     ), marked as (
       update notifications.delivery d set mail_id = $3 from taken
       where d.company_id = $1 and d.delivery_id = taken.delivery_id and d.delivery_id <> $3
     ), newest as (
       select * from taken order by delivery_id desc limit 1
     )
     insert into notifications.email (company_id, delivery_id, name, address, locale, time_zone, message, link, quiet_from, quiet_to)
     select $1, $3, n.name, n.address, n.locale, n.time_zone,
            jsonb_build_object(
              'type', 'digest',
              'items', (select jsonb_agg(jsonb_build_object('message', message, 'link', link) order by delivery_id)
                        from (select * from taken order by delivery_id limit $4) told),
              'more', greatest((select count(*) from taken) - $4, 0)),
            '/', times.quiet_from, times.quiet_to
     from newest n cross join notifications.times_of($1, $2) times`,
    [...key, first.delivery_id, mostTold],
  );
}

/** Today's has gone: somebody has changed their time of day since. */
async function waitForTomorrow(transaction: Transaction, key: readonly string[]): Promise<void> {
  await transaction.query(
    `update notifications.digest_item
     set ready_at = ((platform.now() at time zone time_zone)::date + 1 + (ready_at at time zone time_zone)::time) at time zone time_zone
     where company_id = $1 and person_id = $2 and ready_at <= platform.now()`,
    key,
  );
}
