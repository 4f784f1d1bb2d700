import type { AuditEntry } from '../../../../libs/contracts/audit/messages.js';

export interface EntryRow {
  readonly entry_id: string;
  readonly company_id: string;
  readonly seq: string | null;
  readonly at: Date;
  readonly actor_account_id: string | null;
  readonly actor_person_id: string | null;
  readonly action: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly about_person_id: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
  readonly request_id: string | null;
  readonly hash: string | null;
}

/** The columns of `EntryRow`, of an entry `e` and its seal `s`. */
export const entryColumns = `e.entry_id, e.company_id, s.seq, e.at, e.actor_account_id, e.actor_person_id, e.action,
  e.subject_type, e.subject_id, e.about_person_id, e.before, e.after, e.reason, e.request_id, encode(s.hash, 'hex') as hash`;

export const entryOf = (row: EntryRow): AuditEntry => ({
  entryId: row.entry_id,
  stream: row.company_id,
  seq: row.seq === null ? null : Number(row.seq),
  at: row.at.toISOString(),
  actorAccountId: row.actor_account_id,
  actorPersonId: row.actor_person_id,
  action: row.action,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  aboutPersonId: row.about_person_id,
  before: row.before,
  after: row.after,
  reason: row.reason,
  requestId: row.request_id,
  hash: row.hash,
});
