import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AppraisalSheet, cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { hrOfficer } from '../company/staff.js';
import type { Office } from './office.js';

/** Downloads what the cycle published and leaves it where a person finds it. */
export async function keepReports(
  office: Office,
  cycleId: string,
  sheets: readonly AppraisalSheet[],
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const hr = await office.as(hrOfficer);
  const keep = (name: string, content: Buffer, beginsWith: string): void => {
    writeFileSync(join(folder, name), content);
    const begins = content.subarray(0, beginsWith.length).toString('latin1');
    office.board.check(`${name} is a file of its kind`, begins === beginsWith, `${content.length} bytes`);
  };
  for (const [format, begins] of [
    ['xlsx', 'PK'],
    ['pdf', '%PDF-'],
  ] as const) {
    keep(`cycle-report.${format}`, await hr.download(cyclesHttp.cycleReport, { params: { cycleId, format } }), begins);
  }
  for (const sheet of sheets.filter((one) => ['E0001', 'E0013', 'E0019'].includes(one.person.employeeCode))) {
    const content = await hr.download(cyclesHttp.scoreSheet, { params: { appraisalId: sheet.appraisalId } });
    keep(`score-sheet-${sheet.person.employeeCode}.pdf`, content, '%PDF-');
  }
  office.board.say(`reports are in ${folder}`);
}
