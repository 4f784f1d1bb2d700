import type { FileReference } from '../../../../libs/contracts/route.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { CycleAddress } from '../record/set-operations.js';

export interface PayrollFileRow {
  readonly fileNo: number;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly people: number;
  readonly sha256: string;
  readonly keyId: string;
  /** Of the results alone. */
  readonly resultsSha256: string;
  readonly zip: FileReference;
  readonly json: FileReference;
}

const columns = `file_no as "fileNo", made_at as "madeAt", made_by as "madeBy", people, encode(document_sha256, 'hex') as sha256,
  key_id as "keyId", encode(results_sha256, 'hex') as "resultsSha256", zip_file as zip, json_file as json`;

/** The newest first. */
export const readPayrollFiles = (
  transaction: Transaction,
  { companyId, cycleId }: CycleAddress,
  fileNo: number | null = null,
): Promise<PayrollFileRow[]> =>
  transaction.query<PayrollFileRow>(
    `select ${columns} from cycles.payroll_file where company_id = $1 and cycle_id = $2 and ($3::int is null or file_no = $3)
     order by file_no desc`,
    [companyId, cycleId, fileNo],
  );

export async function insertPayrollFile(
  transaction: Transaction,
  { companyId, cycleId }: CycleAddress,
  made: Omit<PayrollFileRow, 'madeAt'>,
): Promise<void> {
  await transaction.query(
    `insert into cycles.payroll_file (company_id, cycle_id, file_no, results_sha256, document_sha256, key_id, people, made_at, made_by,
                                   zip_file, json_file)
     values ($1, $2, $3, decode($4, 'hex'), decode($5, 'hex'), $6, $7, platform.now(), $8, $9, $10)`,
    [
      companyId,
      cycleId,
      made.fileNo,
      made.resultsSha256,
      made.sha256,
      made.keyId,
      made.people,
      made.madeBy,
      JSON.stringify(made.zip),
      JSON.stringify(made.json),
    ],
  );
}
