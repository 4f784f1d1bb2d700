import type { Transaction } from '../../../../libs/platform/database/index.js';
import { currentCall } from '../../../../libs/platform/telemetry/index.js';

export interface HistoryEntry {
  /** e.g. `cycle.paused` */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly aboutPersonId?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string;
  /** Left out: the system, by a deadline or a workflow's step. */
  readonly by?: {
    readonly byAccountId: string;
    readonly byPersonId?: string | null;
    readonly requestId?: string;
  };
}

/** Commits with what it tells. */
export async function writeHistory(
  transaction: Transaction,
  { companyId }: { readonly companyId: string },
  entry: HistoryEntry,
): Promise<void> {
  await transaction.query('select audit.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
    companyId,
    entry.by?.byAccountId ?? null,
    entry.by?.byPersonId ?? null,
    entry.action,
    entry.subjectType,
    entry.subjectId,
    entry.aboutPersonId ?? null,
    entry.before === undefined ? null : JSON.stringify(entry.before),
    entry.after === undefined ? null : JSON.stringify(entry.after),
    entry.reason ?? null,
    entry.by?.requestId ?? currentCall()?.requestId ?? null,
  ]);
}
