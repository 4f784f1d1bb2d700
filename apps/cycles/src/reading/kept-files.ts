import type { FileReference } from '../../../../libs/contracts/route.js';
import type { Locale } from '../../../../libs/contracts/values.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { storeFile } from '../../../../libs/platform/messaging/index.js';
import type { ReportFormat } from '../record/ports.js';
import type { CycleAddress } from '../record/set-operations.js';
import type { CycleReport, ScoreSheet } from '../reports/report-model.js';
import type { AppraisalAddress } from './score-sheet.js';

export const contentTypes: Readonly<Record<ReportFormat, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Made once for a report of a cycle, a sheet of a version: whoever renders the same beside us finds ours. */
async function keepOnce(
  transaction: Transaction,
  address: string,
  find: () => Promise<FileReference | undefined>,
  keep: () => Promise<FileReference>,
): Promise<FileReference> {
  await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [address]);
  return (await find()) ?? keep();
}

const reference = (file: string, contentType: string): string =>
  `${file}.file_id as "fileId", ${file}.name, '${contentType}' as "contentType", ${file}.size::int as size`;

export interface SheetFile extends AppraisalAddress {
  readonly version: number;
  readonly locale: Locale;
}

export async function findSheetFile(
  transaction: Transaction,
  { companyId, appraisalId, version, locale }: SheetFile,
): Promise<FileReference | undefined> {
  const [kept] = await transaction.query<FileReference>(
    `select ${reference('s', contentTypes.pdf)} from cycles.score_sheet s
     where s.company_id = $1 and s.appraisal_id = $2 and s.version = $3 and s.locale = $4`,
    [companyId, appraisalId, version, locale],
  );
  return kept;
}

export function keepSheetFile(
  transaction: Transaction,
  address: SheetFile,
  sheet: ScoreSheet,
  content: Buffer,
): Promise<FileReference> {
  const { companyId, appraisalId, version, locale } = address;
  return keepOnce(
    transaction,
    `cycles.score_sheet/${companyId}/${appraisalId}/${version}/${locale}`,
    () => findSheetFile(transaction, address),
    async () => {
      const name = `${sheet.documentNo}.${locale}.pdf`;
      const file = await storeFile(transaction, 'cycles', companyId, { name, contentType: contentTypes.pdf, content });
      await transaction.query(
        `insert into cycles.score_sheet (company_id, appraisal_id, version, locale, file_id, name, size)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [companyId, appraisalId, version, locale, file.fileId, file.name, file.size],
      );
      return file;
    },
  );
}

export interface ReportFile extends CycleAddress {
  readonly format: ReportFormat;
  readonly locale: Locale;
}

export async function findReportFile(
  transaction: Transaction,
  { companyId, cycleId, format, locale }: ReportFile,
): Promise<FileReference | undefined> {
  const [kept] = await transaction.query<FileReference>(
    `select ${reference('r', contentTypes[format])} from cycles.report r
     where r.company_id = $1 and r.cycle_id = $2 and r.format = $3 and r.locale = $4`,
    [companyId, cycleId, format, locale],
  );
  return kept;
}

export function keepReportFile(
  transaction: Transaction,
  address: ReportFile,
  report: CycleReport,
  content: Buffer,
): Promise<FileReference> {
  const { companyId, cycleId, format, locale } = address;
  return keepOnce(
    transaction,
    `cycles.report/${companyId}/${cycleId}/${format}/${locale}`,
    () => findReportFile(transaction, address),
    async () => {
      const name = `${report.documentNo}.${locale}.${format}`;
      const file = await storeFile(transaction, 'cycles', companyId, {
        name,
        contentType: contentTypes[format],
        content,
      });
      await transaction.query(
        `insert into cycles.report (company_id, cycle_id, format, locale, file_id, name, size) values ($1, $2, $3, $4, $5, $6, $7)`,
        [companyId, cycleId, format, locale, file.fileId, file.name, file.size],
      );
      return file;
    },
  );
}

/** Of what is made anew for each reader: it was streamed to them at once, and what is a day old nobody waits for. */
export async function removeOldFiles(transaction: Transaction, companyId: string, ending: string): Promise<void> {
  await transaction.query(
    `with old as (
       delete from cycles.file where company_id = $1 and name like '%' || $2 and created_at < platform.now() - interval '1 day'
       returning file_id)
     delete from cycles.file_part part using old where part.company_id = $1 and part.file_id = old.file_id`,
    [companyId, ending],
  );
}
