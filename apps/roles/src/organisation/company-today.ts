import type { Transaction } from '../../../../libs/platform/database/index.js';

/** The date it is where the company is. */
export async function companyToday(transaction: Transaction): Promise<string> {
  const [row] = await transaction.query<{ today: string }>('select roles.today()::text as today');
  return row?.today ?? '';
}
