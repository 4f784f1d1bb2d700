import { createHash, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { ImportProblem, OrganisationImport } from '../../../../libs/contracts/roles/http.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { readSheets, type Table } from '../../../../libs/platform/spreadsheet/index.js';
import { type Doer, scopeOf } from '../caller.js';
import { note } from '../history.js';
import { type ImportOutcome, readLoadedImport, saveImport } from './import-rows.js';
import { type Loaded, loadPlan } from './load-plan.js';
import { departmentColumns, isNamed, peopleColumns, sheetNames } from './organisation-columns.js';
import { type ImportPlan, type KnownOrganisation, planImport } from './plan-import.js';
import { readSheet } from './read-sheet.js';

export interface OrganisationFile {
  readonly name: string;
  readonly content: Buffer;
}

/** Problems kept and shown; the count tells of the rest. */
const shownProblems = 500;

/**
 * All rows or none: a half-loaded organisation would have people without managers. A dry run does the very same and takes it back.
 * The same file again is answered with what it did the first time.
 */
export async function importOrganisation(
  database: DataSource,
  by: Doer,
  file: OrganisationFile,
  options: { dryRun: boolean },
): Promise<OrganisationImport> {
  const sha256 = createHash('sha256').update(file.content).digest();
  const tables = await readSheets(file.content);
  return inTransaction(database, scopeOf(by), async (transaction) => {
    // Two imports of one company take turns: the second sees what the first loaded.
    await transaction.query(`select pg_advisory_xact_lock(hashtextextended('roles.import ' || $1, 0))`, [by.companyId]);
    const earlier = await readLoadedImport(transaction, by.companyId, sha256);
    if (earlier) return earlier;
    const outcome = await tryLoading(transaction, by, tables, file.name, options.dryRun);
    const saved = await saveImport(transaction, by, { name: file.name, sha256, ...options }, outcome);
    const { problems: _, ...summary } = saved;
    await note(transaction, by, {
      action: `organisation_import.${saved.state}`,
      subjectType: 'organisation_import',
      subjectId: saved.importId,
      after: summary,
    });
    return saved;
  });
}

async function tryLoading(
  transaction: Transaction,
  by: Doer,
  tables: readonly Table[],
  fileName: string,
  dryRun: boolean,
): Promise<ImportOutcome> {
  const { people, departments } = sheetsOf(tables);
  const plan = planImport({ people, departments }, await readKnown(transaction, by.companyId), randomUUID);
  const rows = people.rows.length + (departments?.rows.length ?? 0);
  if (plan.problems.length > 0) return refusal(rows, plan.problems);
  await transaction.query('savepoint before_loading');
  try {
    const loaded = await loadPlan(transaction, by, plan, `Imported from ${fileName}`);
    refuseOwnMove(by, plan, loaded);
    if (dryRun) await transaction.query('rollback to savepoint before_loading');
    const { moved: _, ...counts } = loaded;
    return {
      ...counts,
      state: dryRun ? 'checked' : 'loaded',
      rows,
      departmentsCreated: plan.departments.length,
      problemCount: 0,
      problems: [],
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await transaction.query('rollback to savepoint before_loading');
    const row = plan.people.find((person) => person.employeeCode === error.values?.employeeCode);
    return refusal(rows, [
      {
        sheet: people.name,
        row: row?.rowNo ?? 1,
        column: people.headerOf('manager'),
        value: row?.employeeCode ?? '',
        code: error.code,
        message: error.message,
      },
    ]);
  }
}

function sheetsOf(tables: readonly Table[]) {
  const departments = tables.find((table) => isNamed(table.name, sheetNames.departments));
  const people =
    tables.find((table) => isNamed(table.name, sheetNames.people)) ??
    tables.find((table) => table !== departments && table.header.length > 0);
  if (!people || people.header.length === 0) {
    throw new Problem(
      422,
      'spreadsheet.header_missing',
      'The file has no sheet of people with a header row; take the template and fill it in.',
    );
  }
  return {
    people: readSheet(people, peopleColumns),
    departments: departments && departments.header.length > 0 ? readSheet(departments, departmentColumns) : null,
  };
}

async function readKnown(transaction: Transaction, companyId: string): Promise<KnownOrganisation> {
  return {
    departments: await transaction.query(
      'select department_id as "departmentId", code, names from roles.department where company_id = $1',
      [companyId],
    ),
    positions: await transaction.query(
      'select position_id as "positionId", names from roles.position where company_id = $1',
      [companyId],
    ),
    people: await transaction.query(
      'select person_id as "personId", employee_code as "employeeCode" from roles.person where company_id = $1',
      [companyId],
    ),
  };
}

/** A file is no way around the rule that nobody moves themself. */
function refuseOwnMove(by: Doer, plan: ImportPlan, loaded: Loaded): void {
  const own = plan.people.find((person) => person.personId === by.actor?.personId);
  if (!own || !loaded.moved.includes(own.personId)) return;
  throw new Problem(
    422,
    'import.own_assignment',
    'The file changes your own assignment; have a colleague load that row.',
    { employeeCode: own.employeeCode },
  );
}

const refusal = (rows: number, problems: readonly ImportProblem[]): ImportOutcome => ({
  state: 'refused',
  rows,
  departmentsCreated: 0,
  peopleCreated: 0,
  peopleChanged: 0,
  peopleUnchanged: 0,
  problemCount: problems.length,
  problems: problems.slice(0, shownProblems),
});
