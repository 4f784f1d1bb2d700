import { type AppraisalSheet, cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { hrOfficer } from '../company/staff.js';
import { allPages } from './api.js';
import type { Office } from './office.js';
import { eachOf } from './wait.js';

/** The sheets of everybody in the cycle, as HR sees them. */
export async function sheetsOf(office: Office, cycleId: string): Promise<AppraisalSheet[]> {
  const hr = await office.as(hrOfficer);
  const rows = await allPages((cursor) =>
    hr.ask(cyclesHttp.listAppraisals, { params: { cycleId }, query: { limit: 200, ...(cursor ? { cursor } : {}) } }),
  );
  const sheets: AppraisalSheet[] = [];
  await eachOf(rows, 8, async ({ appraisalId }) => {
    sheets.push(await hr.ask(cyclesHttp.getAppraisal, { params: { appraisalId } }));
  });
  return sheets.sort((a, b) => (a.person.employeeCode < b.person.employeeCode ? -1 : 1));
}
