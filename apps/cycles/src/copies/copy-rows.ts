import type { Transaction } from '../../../../libs/platform/database/index.js';
import { type StandingRow, standingColumns } from '../reading/appraisal-rows.js';
import { instantOf, microseconds } from '../reading/task-rows.js';

export interface ReceivedRow extends StandingRow {
  readonly copyId: string;
  readonly by: string;
  readonly at: Date;
  readonly atKey: string;
  readonly note: string | null;
  readonly readAt: Date | null;
}

const received = `cycles.copy p
  join cycles.appraisal a on a.company_id = p.company_id and a.appraisal_id = p.appraisal_id
  join cycles.cycle c on c.company_id = a.company_id and c.cycle_id = a.cycle_id
  where p.company_id = $1 and p.to_person_id = $2`;

/** The unread first, then the newest: copy_to_person is in this order. */
export const readReceived = (
  transaction: Transaction,
  companyId: string,
  personId: string,
  page: { readonly search: string | null; readonly after: readonly string[] | null; readonly limit: number },
): Promise<ReceivedRow[]> => {
  const [unread = null, at = null, copyId = null] = page.after ?? [];
  return transaction.query<ReceivedRow>(
    `select p.copy_id as "copyId", p.by_person_id as by, p.copied_at as at, ${microseconds('p.copied_at')} as "atKey", p.note,
       p.read_at as "readAt", ${standingColumns}
     from ${received}
       and ($3::text is null or a.name ilike '%' || $3 || '%' escape '\\' or a.employee_code ilike $3 || '%' escape '\\')
       and ($4::integer is null or (p.read_at is null, p.copied_at, p.copy_id) < ($4 = 1, ${instantOf('$5')}, $6::uuid))
     order by (p.read_at is null) desc, p.copied_at desc, p.copy_id desc limit $7`,
    [companyId, personId, page.search, unread, at, copyId, page.limit],
  );
};

export async function countUnread(transaction: Transaction, companyId: string, personId: string): Promise<number> {
  const [row] = await transaction.query<{ unread: number }>(
    'select count(*)::int as unread from cycles.copy where company_id = $1 and to_person_id = $2 and read_at is null',
    [companyId, personId],
  );
  return row?.unread ?? 0;
}

/** One moment for all recipients of one act. */
export async function writeCopies(
  transaction: Transaction,
  copy: {
    readonly companyId: string;
    readonly appraisalId: string;
    readonly toPersonIds: readonly string[];
    readonly byPersonId: string;
    readonly byAccountId: string;
    readonly note: string | null;
  },
): Promise<Date> {
  const [row] = await transaction.query<{ copied_at: Date }>(
    `insert into cycles.copy (company_id, appraisal_id, to_person_id, by_person_id, by_account_id, note)
     select $1, $2, t, $4, $5, $6 from unnest($3::uuid[]) t returning copied_at`,
    [copy.companyId, copy.appraisalId, copy.toPersonIds, copy.byPersonId, copy.byAccountId, copy.note],
  );
  if (!row) throw new Error('a copy goes to somebody');
  return row.copied_at;
}

/** Whoever opens the sheet has read what was copied to them of it. */
export async function markRead(
  transaction: Transaction,
  companyId: string,
  appraisalId: string,
  personId: string | null,
): Promise<void> {
  await transaction.query(
    `update cycles.copy set read_at = platform.now()
     where company_id = $1 and appraisal_id = $2 and to_person_id = $3 and read_at is null`,
    [companyId, appraisalId, personId],
  );
}
