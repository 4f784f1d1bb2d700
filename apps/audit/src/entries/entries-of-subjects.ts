import type { Transaction } from '../../../../libs/platform/database/index.js';
import { type EntryRow, entryColumns } from './entry-row.js';

/** Everything that happened to the subjects, oldest first. */
export const entriesOfSubjects = (
  transaction: Transaction,
  companyId: string,
  subjects: readonly { readonly type: string; readonly id: string }[],
  page: { readonly afterEntryId: string | null; readonly limit: number },
): Promise<EntryRow[]> =>
  transaction.query<EntryRow>(
    `select ${entryColumns}
     from (
       select distinct e.* from unnest($2::text[], $3::text[]) as subject(type, id)
       join audit.entry e on e.company_id = $1 and e.subject_type = subject.type and e.subject_id = subject.id
       where e.entry_id > coalesce($4, '00000000-0000-0000-0000-000000000000'::uuid)
       order by e.entry_id limit $5
     ) e left join audit.seal s on s.company_id = e.company_id and s.entry_id = e.entry_id
     order by e.entry_id`,
    [
      companyId,
      subjects.map((subject) => subject.type),
      subjects.map((subject) => subject.id),
      page.afterEntryId,
      page.limit,
    ],
  );
