import type { Api } from '../../../apps/demo-office/src/demo/api.js';
import { cyclesHttp } from '../../../libs/contracts/cycles/http.js';
import { month } from '../place/company.js';
import type { Place } from '../place/place.js';

/** How often the reader asks how far the cycle is: a launch is told this much too long at most. */
const lookEveryMs = 50;
const giveUpMs = 600_000;

export interface Launched {
  readonly cycleId: string;
  /** Wall clock at the request's sending. */
  readonly sentAt: Date;
  readonly seconds: number;
}

/** POSTs the cycle and reads its progress through the API until the last manager's task can be read. */
export async function launch({ hr, n, appraisedDepartmentId }: Place): Promise<Launched> {
  const sentAt = new Date();
  const began = performance.now();
  const { cycleId } = await hr.ask(cyclesHttp.launchCycle, {
    body: {
      kind: month.kind,
      periodFrom: month.from,
      departmentIds: [appraisedDepartmentId],
      // The figures are there: nobody is waited for.
      route: { cutOff: 'PT0S' },
      acceptWarnings: true,
    },
  });
  for (;;) {
    const { stages } = await hr.ask(cyclesHttp.cycleProgress, { params: { cycleId } });
    const reviewed = stages.find(({ stage }) => stage === 'manager_review')?.people ?? 0;
    const seconds = (performance.now() - began) / 1_000;
    if (reviewed === n) return { cycleId, sentAt, seconds };
    if (seconds * 1_000 > giveUpMs) throw new Error(`after ${giveUpMs / 1_000} s ${reviewed} of ${n} tasks are open`);
    await pause(lookEveryMs);
  }
}

/** Every task is read once: their number is what was launched. */
export async function countReadableTasks(managers: readonly Api[], cycleId: string): Promise<number> {
  let tasks = 0;
  for (const manager of managers) {
    const query = { state: 'open', stage: 'manager_review', cycleId, limit: 1 } as const;
    tasks += (await manager.ask(cyclesHttp.listTasks, { query })).total;
  }
  return tasks;
}

/** Ends a cycle, so that the same month can be launched again. */
export async function cancel({ hr }: Place, cycleId: string): Promise<void> {
  await hr.ask(cyclesHttp.cancelCycle, { params: { cycleId }, body: { reason: 'The measurement is over.' } });
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
