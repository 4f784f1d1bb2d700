import { sleep } from '@temporalio/workflow';
import { appraisalCycle as today } from '../../apps/cycles/src/workflows/index.js';
import type { AppraisalCycleInput, CycleOutcome } from '../../libs/contracts/cycles/workflow.js';

export { cohort, collectSource, launchByCalendar } from '../../apps/cycles/src/workflows/index.js';

/** A change that cycles which run already do not survive: it waits where they went on. */
export async function appraisalCycle(input: AppraisalCycleInput): Promise<CycleOutcome> {
  await sleep('1 minute');
  return today(input);
}
