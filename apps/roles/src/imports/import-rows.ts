import type { OrganisationImport } from '../../../../libs/contracts/roles/http.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Doer } from '../caller.js';

const columns = `import_id as "importId", file_name as "fileName", encode(sha256, 'hex') as sha256, state, dry_run as "dryRun",
  false as repeated, rows, departments_created as "departmentsCreated", people_created as "peopleCreated",
  people_changed as "peopleChanged", people_unchanged as "peopleUnchanged", problem_count as "problemCount", problems,
  roles.iso(created_at) as "createdAt"`;

export type ImportOutcome = Pick<
  OrganisationImport,
  | 'state'
  | 'rows'
  | 'departmentsCreated'
  | 'peopleCreated'
  | 'peopleChanged'
  | 'peopleUnchanged'
  | 'problemCount'
  | 'problems'
>;

export async function saveImport(
  transaction: Transaction,
  by: Doer,
  file: { name: string; sha256: Buffer; dryRun: boolean },
  outcome: ImportOutcome,
): Promise<OrganisationImport> {
  const [saved] = await transaction.query<OrganisationImport>(
    `insert into roles.organisation_import (company_id, file_name, sha256, dry_run, created_by, state, rows,
       departments_created, people_created, people_changed, people_unchanged, problem_count, problems)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning ${columns}`,
    [
      by.companyId,
      file.name,
      file.sha256,
      file.dryRun,
      by.actor?.accountId ?? null,
      outcome.state,
      outcome.rows,
      outcome.departmentsCreated,
      outcome.peopleCreated,
      outcome.peopleChanged,
      outcome.peopleUnchanged,
      outcome.problemCount,
      JSON.stringify(outcome.problems),
    ],
  );
  if (!saved) throw new Error('an import was not stored');
  return saved;
}

export async function readImport(
  transaction: Transaction,
  companyId: string,
  importId: string,
): Promise<OrganisationImport | null> {
  const [row] = await transaction.query<OrganisationImport>(
    `select ${columns} from roles.organisation_import where company_id = $1 and import_id = $2`,
    [companyId, importId],
  );
  return row ?? null;
}

export async function readLoadedImport(
  transaction: Transaction,
  companyId: string,
  sha256: Buffer,
): Promise<OrganisationImport | null> {
  const [row] = await transaction.query<OrganisationImport>(
    `select ${columns} from roles.organisation_import where company_id = $1 and sha256 = $2 and state = 'loaded'`,
    [companyId, sha256],
  );
  return row ? { ...row, repeated: true } : null;
}
