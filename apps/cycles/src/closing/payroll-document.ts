import { createHash } from 'node:crypto';
import type { CycleKind, LocalisedText } from '../../../../libs/contracts/values.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { OutputSheet } from '../../../../libs/platform/spreadsheet/index.js';
import type { CycleRow } from '../record/cycle-row.js';

/** One person's final result, as payroll takes it. Decimals are strings. */
export interface PayrollPerson {
  readonly employeeCode: string;
  readonly name: string;
  readonly departmentNames: LocalisedText;
  readonly positionNames: LocalisedText;
  readonly total: string | null;
  readonly grade: string | null;
  /** The score run that stands. */
  readonly runNo: number | null;
}

export interface PayrollResults {
  readonly format: 'kaohe-payroll/1';
  readonly companyId: string;
  readonly cycleId: string;
  readonly kind: CycleKind;
  /** `to` exclusive. */
  readonly period: { readonly from: string; readonly to: string };
  readonly people: readonly PayrollPerson[];
}

export interface PayrollDocument extends PayrollResults {
  /** Of this cycle: a higher one replaces what came before it. */
  readonly fileNo: number;
  readonly madeAt: string;
}

/** Everybody whom the cycle appraised to its end, by employee code. */
export async function readPayrollResults(transaction: Transaction, cycle: CycleRow): Promise<PayrollResults> {
  const people = await transaction.query<PayrollPerson>(
    `select employee_code as "employeeCode", name, department_names as "departmentNames", position_names as "positionNames",
       total::text, grade, run_no as "runNo"
     from cycles.appraisal where company_id = $1 and cycle_id = $2 and stage = 'signed_off' order by employee_code, appraisal_id`,
    [cycle.companyId, cycle.cycleId],
  );
  return {
    format: 'kaohe-payroll/1',
    companyId: cycle.companyId,
    cycleId: cycle.cycleId,
    kind: cycle.kind,
    period: { from: cycle.periodFrom, to: cycle.periodTo },
    people,
  };
}

export const sha256 = (content: string | Buffer): Buffer => createHash('sha256').update(content).digest();

/** Programs read it, so it speaks one language: columns by the names of the document. */
export const payrollColumns = [
  'employeeCode',
  'name',
  'department',
  'position',
  'kind',
  'periodFrom',
  'periodTo',
  'total',
  'grade',
  'runNo',
  'fileNo',
];

export const payrollRows = (
  { kind, period, people, fileNo }: PayrollDocument,
  locale: keyof LocalisedText,
): (string | null)[][] =>
  people.map((person) => [
    person.employeeCode,
    person.name,
    person.departmentNames[locale],
    person.positionNames[locale],
    kind,
    period.from,
    period.to,
    person.total,
    person.grade,
    person.runNo === null ? null : String(person.runNo),
    String(fileNo),
  ]);

const numbers = new Set(['total', 'runNo', 'fileNo']);

export const payrollSheet = (rows: readonly (readonly (string | null)[])[]): OutputSheet => ({
  name: 'payroll',
  header: payrollColumns,
  rows: rows.map((row) =>
    row.map((text, index) => (text !== null && numbers.has(payrollColumns[index] ?? '') ? { number: text } : text)),
  ),
});
