import type { Transaction } from '../../../../libs/platform/database/index.js';

/** How many each has not read; who has read everything is not in the map. */
export async function unreadCounts(
  transaction: Transaction,
  companyId: string,
  personIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await transaction.query<{ person_id: string; unread: string }>(
    `select person_id, count(*) as unread from notifications.notification
     where company_id = $1 and person_id = any($2::uuid[]) and read_at is null group by person_id`,
    [companyId, personIds],
  );
  return new Map(rows.map((row) => [row.person_id, Number(row.unread)]));
}
