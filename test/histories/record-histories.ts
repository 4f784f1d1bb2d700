import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { workflowEntry } from '../../apps/cycles/src/conductor/bundle-files.js';
import { conducted } from '../../apps/cycles/src/conductor/testing/conducted-cycle.js';
import type { launchByCalendar } from '../../apps/cycles/src/workflows/index.js';
import { type CalendarActs, workflowIds } from '../../libs/contracts/cycles/workflow.js';
import { type SkippedTime, skippedTime } from '../support/time-skipping.js';
import { historyFiles, historyFolder, keepHistory } from './history-files.js';
import { type Scenario, scenarios } from './scenarios.js';

/** Lets every scenario happen with the workflows of today, and keeps their histories instead of the earlier ones. */
export async function recordHistories(): Promise<void> {
  for (const file of historyFiles()) rmSync(join(historyFolder, file));
  const time = await skippedTime(workflowEntry);
  try {
    for (const [name, scenario] of Object.entries(scenarios)) await record(time, name, scenario);
    await recordCalendar(time);
  } finally {
    await time.end();
  }
}

/** A company's hourly look at its calendar, which belongs to no cycle. */
export const calendarScenario = 'by-the-calendar';

async function recordCalendar({ environment, withWorker }: SkippedTime): Promise<void> {
  const acts: CalendarActs = { checked: 0, launched: 1, refused: 0, warned: 0 };
  const taskQueue = randomUUID();
  await withWorker({ taskQueue, activities: { actByCalendar: async () => acts } }, async () => {
    const handle = await environment.client.workflow.start<typeof launchByCalendar>('launchByCalendar', {
      taskQueue,
      workflowId: workflowIds.calendar(randomUUID()),
      args: [{ companyId: randomUUID() }],
    });
    await handle.result();
    keepHistory(`${calendarScenario}.calendar.json`, await handle.fetchHistory());
  });
}

async function record(time: SkippedTime, name: string, { record, from, happens, parts }: Scenario): Promise<void> {
  await conducted(
    time,
    record(),
    async (cycle) => {
      await happens(cycle);
      const { cycleId } = cycle.address;
      const kept = { cycle: workflowIds.cycle(cycleId), ...parts?.(cycleId) };
      for (const [part, workflowId] of Object.entries(kept)) {
        keepHistory(`${name}.${part}.json`, await cycle.handle(workflowId).fetchHistory());
      }
    },
    from ? { from } : {},
  );
}
