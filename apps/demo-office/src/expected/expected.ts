import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../../libs/platform/config/index.js';
import {
  type CopyValue,
  copyInto,
  inTransaction,
  openDatabase,
  type Transaction,
} from '../../../../libs/platform/database/index.js';
import { people } from '../company/people.js';
import { staff } from '../company/staff.js';
import { laterOf, month } from '../month.js';
import type { ExpectedKpi } from './kpis.js';
import { answerRows, officeRows } from './sources.js';

export interface ExpectedActual {
  readonly employeeCode: string;
  readonly kpiId: string;
  /** null: the sources hold no figure. */
  readonly actual: string | null;
}

/**
 * The actual of each KPI of each person, computed by SQL over the ERP's tables and the office's files: nothing of Kaohe's mappings,
 * metrics or scoring has a part in it, so that the demo can hold Kaohe's numbers against these.
 */
export async function expectedActuals(
  erpUrl: string,
  folder: string,
  kpis: readonly ExpectedKpi[],
): Promise<ExpectedActual[]> {
  const answers = await answerRows(folder);
  const database = await openDatabase(erpUrl, { applicationName: 'demo-expected', poolSize: 1 });
  try {
    return await inTransaction(database, { companyId: '' }, async (transaction) => {
      await transaction.query(sql('tables'));
      await copyInto(transaction, 'office_record', ['collection', 'position', 'record'], officeRows(folder));
      await copyInto(transaction, 'answer', ['form', 'position', 'cells'], answers);
      await copyCompany(transaction);
      await copyInto(transaction, 'kpi', kpiColumns, kpis.map(kpiRow));
      await transaction.query(sql('observations'));
      return transaction.query<ExpectedActual>(sql('actuals'));
    });
  } finally {
    await database.destroy();
  }
}

const sql = (name: string): string =>
  readFileSync(join(projectRoot, 'apps/demo-office/expected', `${name}.sql`), 'utf8');

const kpiColumns = [
  'position_id',
  'kpi_id',
  'model',
  'aggregate',
  'actual_input',
  'base_input',
  'scale',
  'team',
] as const;
const kpiRow = (kpi: ExpectedKpi): CopyValue[] => [
  kpi.positionId,
  kpi.kpiId,
  kpi.model,
  kpi.aggregate,
  kpi.actualInput,
  kpi.baseInput,
  kpi.scale,
  kpi.team,
];

async function copyCompany(transaction: Transaction): Promise<void> {
  await copyInto(
    transaction,
    'assignment',
    ['code', 'manager_code', 'valid_from', 'valid_to'],
    [...staff, ...people].flatMap(({ code, assignments }) =>
      assignments.map(({ managerCode, from, to }): CopyValue[] => [code, managerCode, from, to ?? 'infinity']),
    ),
  );
  await copyInto(
    transaction,
    'appraised',
    ['code', 'position_id', 'valid_from', 'valid_to'],
    people.map(({ code, hiredOn, assignments }): CopyValue[] => [
      code,
      assignments.at(-1)?.positionId ?? '',
      laterOf(hiredOn, month.from),
      month.to,
    ]),
  );
}
