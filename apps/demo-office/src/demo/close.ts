import { cyclesHttp, type Task } from '../../../../libs/contracts/cycles/http.js';
import { people } from '../company/people.js';
import { hrOfficer } from '../company/staff.js';
import { silent } from './interview.js';
import type { Office } from './office.js';
import { sheetsOf } from './sheets.js';
import { decide, openTasks } from './tasks.js';
import { until } from './wait.js';

/** Silence runs out, HR signs, the cycle closes. */
export async function close(
  office: Office,
  cycleId: string,
  sign: (task: Task) => Promise<unknown> = async (task) =>
    decide(await office.as(hrOfficer), task, { verb: 'sign_off', comment: '十月考核结果确认。' }),
): Promise<void> {
  const hr = await office.as(hrOfficer);
  const task = await until(
    'the last window to run out and the sign-off to come',
    async () => (await openTasks(hr, cycleId, 'sign_off'))[0],
  );
  const sheets = await sheetsOf(office, cycleId);
  const deemed = sheets.filter((sheet) => sheet.acknowledgement?.deemed).map((sheet) => sheet.person.employeeCode);
  const said = sheets.filter((sheet) => sheet.acknowledgement?.deemed === false).length;
  office.board.check('silence past the window is one deemed acceptance', deemed.join() === silent, deemed.join());
  office.board.check('everybody else acknowledged in person', said === people.length - 1, `${said}`);
  await sign(task);
  const cycle = await until('the cycle to close', async () => {
    const read = await hr.ask(cyclesHttp.getCycle, { params: { cycleId } });
    return read.state === 'closed' && read;
  });
  office.board.check('the cycle is signed off and closed', cycle.signedOffAt !== null && cycle.closedAt !== null);
  office.board.say('signed off and closed');
}
