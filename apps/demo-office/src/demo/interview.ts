import { type Person, people } from '../company/people.js';
import type { Office } from './office.js';
import { managers } from './review.js';
import { decide, openTasks } from './tasks.js';
import { until } from './wait.js';

/** Says nothing: past the window that is a recorded acceptance. */
export const silent = 'E0024';

/** The 1-on-1 of every manager with each of theirs; who was talked to acknowledges at once, but for one. */
export async function interviewAndAcknowledge(
  office: Office,
  cycleId: string,
  /** Whose 1-on-1 was held and acknowledged before, on screen. */
  done: readonly Person[] = [],
): Promise<void> {
  await Promise.all(people.map((person) => office.as(person)));
  const rest = people.filter((person) => !done.includes(person));
  const counts = await Promise.all(managers.map((manager) => interviewAll(office, manager, rest, cycleId)));
  const talks = counts.reduce((sum, count) => sum + count, done.length);
  office.board.check('a 1-on-1 is recorded with everybody', talks === people.length, `${talks}`);
  office.board.say(`${talks} interviews recorded, ${talks - 1} acknowledged`);
}

async function interviewAll(
  office: Office,
  manager: Person,
  rest: readonly Person[],
  cycleId: string,
): Promise<number> {
  const api = await office.as(manager);
  const reports = rest.filter((person) => person.assignments.at(-1)?.managerCode === manager.code);
  const tasks = await until(`the interviews of ${manager.name}`, async () => {
    const open = await openTasks(api, cycleId, 'interview');
    return open.length === reports.length && open;
  });
  for (const task of tasks) {
    const person = people.find((one) => one.code === task.person?.employeeCode);
    if (!person || !task.person) throw new Error('an interview is about nobody of the company');
    await decide(api, task, {
      verb: 'record_interview',
      strengths: '目标清楚，跟进及时，客户反馈好。',
      weaknesses: '过程记录不够完整。',
      directions: '每周五前补齐本周记录，下月复盘。',
      actions: [{ text: '整理重点客户跟进表', ownerPersonId: task.person.personId, dueOn: '2026-12-15' }],
    });
    if (person.code !== silent) await acknowledge(office, person, cycleId);
  }
  return tasks.length;
}

async function acknowledge(office: Office, person: Person, cycleId: string): Promise<void> {
  const api = await office.as(person);
  const task = await until(
    `the result of ${person.name}`,
    async () => (await openTasks(api, cycleId, 'acknowledgement'))[0],
  );
  await decide(api, task, { verb: 'acknowledge' });
}
