import type { Transaction } from '../../../../libs/platform/database/index.js';

/** New figures end a sign-off: somebody has to answer for them again. Answers whether one stood. */
export async function withdrawSignOff(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  sourceId: string,
): Promise<boolean> {
  const withdrawn = await transaction.query(
    `update metrics.sign_off set withdrawn_at = platform.now()
     where company_id = $1 and cycle_id = $2 and source_id = $3 and withdrawn_at is null returning sign_off_id`,
    [companyId, cycleId, sourceId],
  );
  return withdrawn.length > 0;
}

export interface SignOff {
  readonly cycleId: string;
  readonly sourceId: string;
  readonly accountId: string;
  readonly personId: string;
  readonly reason: string | null;
}

/** Answers false when a sign-off stands already. */
export async function insertSignOff(transaction: Transaction, companyId: string, signOff: SignOff): Promise<boolean> {
  const inserted = await transaction.query(
    `insert into metrics.sign_off (company_id, cycle_id, source_id, account_id, person_id, reason) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning sign_off_id`,
    [companyId, signOff.cycleId, signOff.sourceId, signOff.accountId, signOff.personId, signOff.reason],
  );
  return inserted.length > 0;
}
