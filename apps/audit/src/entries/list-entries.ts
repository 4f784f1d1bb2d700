import type { Transaction } from '../../../../libs/platform/database/index.js';
import { type EntryRow, entryColumns } from './entry-row.js';

export interface EntryFilter {
  readonly personId?: string | undefined;
  readonly cycleId?: string | undefined;
  readonly actorPersonId?: string | undefined;
  readonly action?: string | undefined;
  readonly kind?: 'reads' | 'acts' | undefined;
  readonly subjectType?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface EntryPage {
  readonly companyId: string;
  /** Entries about this person are left out: the reader. */
  readonly readerId: string | null;
  readonly beforeEntryId: string | null;
  readonly limit: number;
}

/** Newest first. Each filter is its own clause, so that the planner sees only those that are asked for. */
export async function listEntries(transaction: Transaction, filter: EntryFilter, page: EntryPage): Promise<EntryRow[]> {
  const parameters: unknown[] = [page.companyId, page.limit];
  const clauses = ['e.company_id = $1'];
  const also = (value: unknown, clause: (parameter: string) => string): void => {
    if (value === undefined || value === null) return;
    parameters.push(value);
    clauses.push(clause(`$${parameters.length}`));
  };
  also(page.readerId, (reader) => `e.about_person_id is distinct from ${reader}`);
  also(page.beforeEntryId, (entry) => `e.entry_id < ${entry}`);
  also(filter.personId, (person) => `e.about_person_id = ${person}`);
  also(
    filter.cycleId,
    (cycle) => `(e.after ? 'cycleId' and e.after ->> 'cycleId' = ${cycle}
                 or e.subject_type = 'cycle' and e.subject_id = ${cycle})`,
  );
  also(filter.actorPersonId, (person) => `e.actor_person_id = ${person}`);
  also(filter.action, (action) => `(e.action = ${action} or starts_with(e.action, ${action} || '.'))`);
  also(filter.kind, (kind) => `(e.action ~ '[._]read$') = (${kind} = 'reads')`);
  also(filter.subjectType, (type) => `e.subject_type = ${type}`);
  also(filter.subjectId, (id) => `e.subject_id = ${id}`);
  also(filter.from, (instant) => `e.at >= ${instant}`);
  also(filter.to, (instant) => `e.at < ${instant}`);
  return transaction.query<EntryRow>(
    `select ${entryColumns}
     from audit.entry e left join audit.seal s on s.company_id = e.company_id and s.entry_id = e.entry_id
     where ${clauses.join(' and ')}
     order by e.entry_id desc limit $2`,
    parameters,
  );
}
