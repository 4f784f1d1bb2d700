import type { Transaction } from '../../../libs/platform/database/index.js';
import type { MetricsCall } from './caller.js';

export interface AuditNote {
  /** e.g. `source.signed_off` */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly aboutPersonId?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | null;
}

/** Commits with what it tells. */
export async function audit(transaction: Transaction, call: MetricsCall, note: AuditNote): Promise<void> {
  await transaction.query('select audit.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
    call.companyId,
    call.actor?.accountId ?? null,
    call.actor?.personId ?? null,
    note.action,
    note.subjectType,
    note.subjectId,
    note.aboutPersonId ?? null,
    note.before === undefined ? null : JSON.stringify(note.before),
    note.after === undefined ? null : JSON.stringify(note.after),
    note.reason ?? null,
    call.requestId,
  ]);
}
