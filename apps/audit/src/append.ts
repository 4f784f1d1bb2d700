import type { Transaction } from '../../../libs/platform/database/index.js';
import { type AuditCall, actorOf } from './caller.js';

interface OwnEntry {
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly reason?: string;
}

/** This service's own acts: reading the history, exporting it, erasing from it. */
export async function append(transaction: Transaction, call: AuditCall, entry: OwnEntry): Promise<void> {
  const actor = actorOf(call);
  await transaction.query('select audit.append($1, $2, $3, $4, $5, $6, null, null, $7, $8, $9)', [
    call.companyId,
    actor.accountId,
    actor.personId,
    entry.action,
    entry.subjectType,
    entry.subjectId,
    entry.after === undefined ? null : JSON.stringify(entry.after),
    entry.reason ?? null,
    call.requestId,
  ]);
}
