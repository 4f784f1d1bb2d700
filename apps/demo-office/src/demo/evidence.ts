import { Decimal } from 'decimal.js';
import { type AppraisalSheet, cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { people } from '../company/people.js';
import { auditor } from '../company/staff.js';
import { ApiProblem, allPages } from './api.js';
import type { Office } from './office.js';

const opened = { code: 'E0013', kpiId: 'sales_completion' };

/** A number opens down to its source rows, for those who may see it and nobody else. */
export async function checkEvidence(office: Office, sheets: readonly AppraisalSheet[]): Promise<void> {
  const sheet = sheets.find((one) => one.person.employeeCode === opened.code);
  const [person, colleague] = [
    people.find((one) => one.code === opened.code),
    people.find((one) => one.code === 'E0014'),
  ];
  if (!sheet || !person || !colleague) throw new Error(`${opened.code} has no sheet`);
  const { appraisalId } = sheet;
  const own = await office.as(person);
  const items = await allPages((cursor) =>
    own.ask(cyclesHttp.lineEvidence, {
      params: { appraisalId, segmentNo: 1, kpiId: opened.kpiId },
      query: { limit: 200, ...(cursor ? { cursor } : {}) },
    }),
  );
  const sum = (inputId: string): Decimal =>
    items.filter((item) => item.inputId === inputId).reduce((total, item) => total.plus(item.value), new Decimal(0));
  const rate = sum('sales_amount').times(100).div(sum('sales_plan')).toFixed(6);
  const shown = new Decimal(sheet.lines.find((line) => line.kpiId === opened.kpiId)?.actual ?? 0).toFixed(6);
  office.board.check(
    'a person’s own line adds up from its source rows',
    rate === shown,
    `${items.length} rows, ${rate} %`,
  );

  const refused = async (work: Promise<unknown>): Promise<number> =>
    work.then(
      () => 200,
      (error: unknown) => (error instanceof ApiProblem ? error.status : 0),
    );
  const peer = await refused((await office.as(colleague)).ask(cyclesHttp.getAppraisal, { params: { appraisalId } }));
  const admin = await refused((await office.admin()).ask(cyclesHttp.getAppraisal, { params: { appraisalId } }));
  office.board.check('a colleague and the administrator do not see that it exists', peer === 404 && admin === 404);

  const trace = await (await office.as(auditor)).ask(cyclesHttp.appraisalTrace, { params: { appraisalId } });
  const rows = trace.lines.reduce((total, line) => total + line.sourceRows.length, 0);
  office.board.check(
    'the auditor traces it: entries, decisions, source rows and the standard’s version',
    trace.entries.length > 0 &&
      trace.decisions.length > 0 &&
      rows > 0 &&
      trace.lines.every((line) => line.standardVersion === 1),
    `${trace.entries.length} entries, ${trace.decisions.length} decisions, ${rows} rows`,
  );
}
