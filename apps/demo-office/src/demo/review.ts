import { randomUUID } from 'node:crypto';
import { Decimal } from 'decimal.js';
import { cyclesHttp, type Task } from '../../../../libs/contracts/cycles/http.js';
import { type Person, people } from '../company/people.js';
import { hrOfficer, staff } from '../company/staff.js';
import { type Api, ApiProblem } from './api.js';
import type { Office } from './office.js';
import { decide, openTasks } from './tasks.js';
import { until } from './wait.js';

const returned = 'E0013';
const adjusted = { kpiId: 'effective_touches', points: '5' };

interface ReviewParts {
  /** Whose line is moved. */
  readonly adjusted: string;
  /** Results that were approved before, on a manager's screen. */
  readonly approved: number;
}

/** Who somebody reports to at the month's end. */
export const managers: readonly Person[] = [...staff, ...people].filter((person) =>
  people.some((other) => other.assignments.at(-1)?.managerCode === person.code),
);

/** Every manager approves: one sends a result back first, one moves a line, the others approve their table at once. */
export async function review(
  office: Office,
  cycleId: string,
  { adjusted, approved: approvedBefore }: ReviewParts = { adjusted: 'E0019', approved: 0 },
): Promise<void> {
  await sendBack(office, cycleId);
  await moveLine(office, cycleId, adjusted);
  const hr = await office.as(hrOfficer);
  let approved = approvedBefore;
  await until('all reviews', async () => {
    const counts = await Promise.all(managers.map((manager) => approveAll(office, manager, cycleId)));
    approved = counts.reduce((sum, count) => sum + count, approved);
    const { stages } = await hr.ask(cyclesHttp.cycleProgress, { params: { cycleId } });
    return stages.every(({ stage, people: waiting }) => waiting === 0 || !reviewedLater.has(stage));
  });
  office.board.check('every manager approved, in tables', approved === people.length - 1, `${approved} approved`);
  office.board.say(`${managers.length} managers approved ${approved} results in tables`);
}

/** Stages that still lead to a manager's review. */
const reviewedLater = new Set(['collecting', 'scored', 'blocked', 'manager_review', 'recheck', 'waiting_rescore']);

async function approveAll(office: Office, manager: Person, cycleId: string): Promise<number> {
  const api = await office.as(manager);
  const tasks = await openTasks(api, cycleId, 'manager_review');
  if (tasks.length === 0) return 0;
  const { approved, results } = await api.ask(cyclesHttp.decideBatch, {
    body: { items: tasks.map(({ taskId, version }) => ({ taskId, version })), comment: '同意' },
  });
  for (const { ok, code, detail } of results)
    if (!ok) office.board.check('a batch approves each of its rows', false, `${code} ${detail}`);
  return approved;
}

async function reviewTaskOf(office: Office, code: string, cycleId: string): Promise<{ api: Api; task: Task }> {
  const managerCode = people.find((person) => person.code === code)?.assignments.at(-1)?.managerCode;
  const manager = managers.find((person) => person.code === managerCode);
  if (!manager) throw new Error(`${code} has no manager in the demo company`);
  const api = await office.as(manager);
  const task = await until(`the review of ${code}`, async () =>
    (await openTasks(api, cycleId, 'manager_review')).find((one) => one.person?.employeeCode === code),
  );
  return { api, task };
}

async function sendBack(office: Office, cycleId: string): Promise<void> {
  const { api, task } = await reviewTaskOf(office, returned, cycleId);
  const before = task.total;
  await decide(api, task, { verb: 'return', toStage: 'collect', reason: '回款数据请与财务再核对一次。' });
  const stale = await decide(api, task, { verb: 'approve' }).catch((error: unknown) => error);
  office.board.check(
    'what was sent back cannot be approved any more',
    stale instanceof ApiProblem && stale.status === 409,
  );
  const hr = await office.as(hrOfficer);
  const recheck = await until('the re-check', async () => (await openTasks(hr, cycleId, 'recheck'))[0]);
  await decide(hr, recheck, { verb: 'recheck_done', note: '已与财务核对，数据无误。' });
  const { task: again } = await reviewTaskOf(office, returned, cycleId);
  office.board.check(
    'after the re-check the result comes back in a new round, computed anew',
    again.round > task.round && again.total === before,
    `round ${again.round}, ${again.total}`,
  );
  office.board.say(`${task.person?.name}: sent back, re-checked and back again`);
}

async function moveLine(office: Office, cycleId: string, code: string): Promise<void> {
  const { api, task } = await reviewTaskOf(office, code, cycleId);
  const read = () => api.ask(cyclesHttp.getAppraisal, { params: { appraisalId: task.appraisalId ?? '' } });
  const line = (await read()).lines.find((one) => one.kpiId === adjusted.kpiId);
  const score = new Decimal(line?.score ?? '0');
  const change = new Decimal(adjusted.points);
  const after = score.plus(change).gt(line?.cap ?? '120') ? score.minus(change) : score.plus(change);
  const adjustments = [
    { segmentNo: 1, kpiId: adjusted.kpiId, score: after.toFixed(2), reason: '驻外培训一周，期间触达未登记。' },
  ];
  const key = randomUUID();
  const first = await decide(api, task, { verb: 'approve', adjustments }, key);
  const again = await decide(api, task, { verb: 'approve', adjustments }, key);
  office.board.check('the same decision sent twice is one decision', first.decisionId === again.decisionId);
  const now = (await read()).lines.find((one) => one.kpiId === adjusted.kpiId);
  office.board.check(
    'an adjusted line shows both values and the reason',
    now?.adjustment?.scoreAfter !== undefined && now.score === line?.score && now.scoreNow !== now.score,
    `${now?.shown} → ${now?.scoreNow}`,
  );
  office.board.say(`${task.person?.name}: one line moved by ${adjusted.points} points, with a reason`);
}
