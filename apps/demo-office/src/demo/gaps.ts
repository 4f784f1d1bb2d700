import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { hrOfficer } from '../company/staff.js';
import type { Office } from './office.js';
import { decide, openTasks } from './tasks.js';
import { until } from './wait.js';

/** Who has no figures for too much of the standard has no total until HR says, by name, what does not count. */
export async function resolveGaps(office: Office, cycleId: string): Promise<void> {
  const hr = await office.as(hrOfficer);
  const tasks = await until('the task about the gap', async () => {
    const open = await openTasks(hr, cycleId, 'data_gap');
    return open.length > 0 && open;
  });
  office.board.check(
    'the operator without a campaign is the one person without a total; nobody else waits',
    tasks.length === 1 && tasks[0]?.person?.employeeCode === 'E0009',
    tasks.map((task) => task.person?.name).join(', '),
  );
  for (const task of tasks) {
    const sheet = await hr.ask(cyclesHttp.getAppraisal, { params: { appraisalId: task.appraisalId ?? '' } });
    const exclusions = sheet.blockedBy.flatMap(({ segmentNo, kpiId }) =>
      kpiId === null ? [] : [{ segmentNo: segmentNo ?? 1, kpiId, reason: '本月未举办活动，无活动数据。' }],
    );
    await decide(hr, task, { verb: 'resolve_gap', exclusions });
    office.board.say(
      `${task.person?.name}: ${exclusions.map((one) => one.kpiId).join(' and ')} left out by HR, by name`,
    );
  }
}
