import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { runStatement, type Transaction } from '../../../../libs/platform/database/index.js';

/** A source to be looked at now, held by one process. */
export interface Look {
  readonly companyId: string;
  readonly sourceId: string;
  readonly lookAt: string;
  readonly takenBy: string;
}

/** A process that died gives its look back after this long; one that goes on says so more often. In the machine's time: no deadline. */
const heldFor = `interval '3 minutes'`;
export const renewEveryMs = 60_000;
/** Another service is away. */
const pauseFor = `interval '1 minute'`;

export async function takeLook(database: DataSource): Promise<Look | null> {
  const takenBy = randomUUID();
  const [row] = await runStatement<{ companyId: string; sourceId: string; lookAt: Date }>(
    database,
    `update metrics.scheduled_look l set taken_by = $1, taken_until = now() + ${heldFor}
     from (select company_id, source_id from metrics.scheduled_look
           where look_at <= platform.now() and (taken_until is null or taken_until <= now())
           order by look_at limit 1 for update skip locked) due
     where l.company_id = due.company_id and l.source_id = due.source_id
     returning l.company_id as "companyId", l.source_id as "sourceId", l.look_at as "lookAt"`,
    [takenBy],
  );
  return row ? { ...row, lookAt: row.lookAt.toISOString(), takenBy } : null;
}

export async function holdLonger(database: DataSource, look: Look): Promise<void> {
  await runStatement(
    database,
    `update metrics.scheduled_look set taken_until = now() + ${heldFor} where ${isHeld}`,
    held(look),
  );
}

/** Looked at again a little later, by whoever comes first. */
export async function postponeLook(database: DataSource, look: Look): Promise<void> {
  await runStatement(
    database,
    `update metrics.scheduled_look set taken_by = null, taken_until = now() + ${pauseFor} where ${isHeld}`,
    held(look),
  );
}

/** Gives it back for its next time (null: there is none). Answers false when somebody else holds it by now. */
export async function giveLookBack(transaction: Transaction, look: Look, lookAt: string | null): Promise<boolean> {
  const rows =
    lookAt === null
      ? await transaction.query(`delete from metrics.scheduled_look where ${isHeld} returning source_id`, held(look))
      : await transaction.query(
          `update metrics.scheduled_look set look_at = $4, taken_by = null, taken_until = null
           where ${isHeld} returning source_id`,
          [...held(look), lookAt],
        );
  return rows.length > 0;
}

const isHeld = 'company_id = $1 and source_id = $2 and taken_by = $3';
const held = ({ companyId, sourceId, takenBy }: Look): readonly string[] => [companyId, sourceId, takenBy];

/** A new schedule's first look; null: none. Whoever reads the source this moment finds the new schedule when it is done. */
export async function planLook(
  transaction: Transaction,
  companyId: string,
  sourceId: string,
  lookAt: string | null,
): Promise<void> {
  if (lookAt === null) {
    await transaction.query('delete from metrics.scheduled_look where company_id = $1 and source_id = $2', [
      companyId,
      sourceId,
    ]);
    return;
  }
  await transaction.query(
    `insert into metrics.scheduled_look (company_id, source_id, look_at) values ($1, $2, $3)
     on conflict (company_id, source_id) do update set look_at = excluded.look_at`,
    [companyId, sourceId, lookAt],
  );
}
