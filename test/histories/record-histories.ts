import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { workflowEntry } from '../../apps/cycles/src/conductor/bundle-files.js';
import { conducted } from '../../apps/cycles/src/conductor/testing/conducted-cycle.js';
import { workflowIds } from '../../libs/contracts/cycles/workflow.js';
import { type SkippedTime, skippedTime } from '../support/time-skipping.js';
import { historyFiles, historyFolder, keepHistory } from './history-files.js';
import { type Scenario, scenarios } from './scenarios.js';

/** Lets every scenario happen with the workflows of today, and keeps their histories instead of the earlier ones. */
export async function recordHistories(): Promise<void> {
  for (const file of historyFiles()) rmSync(join(historyFolder, file));
  const time = await skippedTime(workflowEntry);
  try {
    for (const [name, scenario] of Object.entries(scenarios)) await record(time, name, scenario);
  } finally {
    await time.end();
  }
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
