import type { Transaction } from '../../../libs/platform/database/index.js';
import type { Doer } from './caller.js';

export interface Note {
  /** e.g. `assignment.changed`. */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly aboutPersonId?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | null;
}

/** Writes the audit entries of a change, in the transaction that makes it. */
export async function note(transaction: Transaction, by: Doer, ...notes: readonly Note[]): Promise<void> {
  if (notes.length === 0) return;
  await transaction.query(
    `insert into audit.entry (company_id, actor_account_id, actor_person_id, action, subject_type, subject_id,
                              about_person_id, before, after, reason, request_id)
     select $1, $2, $3, n.action, n."subjectType", n."subjectId", n."aboutPersonId", n.before, n.after, n.reason, $4
     from jsonb_to_recordset($5::jsonb) as n(action text, "subjectType" text, "subjectId" text, "aboutPersonId" uuid,
                                             before jsonb, after jsonb, reason text)`,
    [by.companyId, by.actor?.accountId ?? null, by.actor?.personId ?? null, by.requestId, JSON.stringify(notes)],
  );
}
