import { cyclesHttp, type RouteSettings } from '../../../../libs/contracts/cycles/http.js';
import { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import { marketingCentre } from '../company/departments.js';
import { people } from '../company/people.js';
import { hrOfficer } from '../company/staff.js';
import { month } from '../month.js';
import type { Office } from './office.js';

/** Seconds where a company takes days: the same code, other data. */
const route: RouteSettings = {
  // Long enough for all four sources; they are signed off sooner.
  cutOff: 'PT3M',
  stages: [{ stage: 'acknowledgement', window: 'PT20S', reminders: ['PT8S'], escalateAfter: null }],
};

export async function launch(office: Office): Promise<string> {
  const hr = await office.as(hrOfficer);
  const { items: departments } = await hr.ask(rolesHttp.listDepartments);
  const codes = new Set(marketingCentre.map((department) => department.code));
  const population = {
    kind: 'month' as const,
    periodFrom: month.from,
    departmentIds: departments.filter(({ code }) => codes.has(code)).map(({ departmentId }) => departmentId),
  };
  const check = await hr.ask(cyclesHttp.preLaunchCheck, { body: population, reads: true });
  const findings = check.findings.map((finding) => `${finding.code} ${finding.person?.name ?? finding.sourceId ?? ''}`);
  office.board.check('the pre-launch check finds nothing that stops the launch', check.canLaunch, findings.join('; '));
  office.board.check(
    'the cycle is about the marketing centre alone',
    check.people === people.length,
    `${check.people}`,
  );
  const launched = await hr.ask(cyclesHttp.launchCycle, { body: { ...population, route, acceptWarnings: true } });
  office.board.say(`launched the month for ${check.people} people in ${check.departments} departments`);
  return launched.cycleId;
}
