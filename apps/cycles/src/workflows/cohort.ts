import {
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  setHandler,
} from '@temporalio/workflow';
import {
  type CohortInput,
  cohortDoneSignal,
  newsSignal,
  steerSignal,
  workflowIds,
} from '../../../../libs/contracts/cycles/workflow.js';
import type { CohortAddress, CohortProgress } from '../record/set-operations.js';
import {
  deemAccepted,
  escalateLate,
  openCalibrations,
  readProgress,
  remindLate,
  rescoreReturned,
} from './activities.js';
import { type Conduct, insist } from './insist.js';
import { toldIfRunning } from './tell.js';
import { historyIsLong, lookAnywayMs, waitUntil } from './waiting.js';

/**
 * At most 500 people of a cycle, from their managers' review to their acknowledgements. One timer, for the next deadline of all of them;
 * what is due then, and who is late, the record decides by its own clock.
 */
export async function cohort(input: CohortInput): Promise<void> {
  const address: CohortAddress = { companyId: input.companyId, cycleId: input.cycleId, cohortNo: input.cohortNo };
  const conduct: Conduct = { paused: input.paused, heard: 0, obstacle: null };
  setHandler(newsSignal, () => {
    conduct.heard += 1;
  });
  setHandler(steerSignal, ({ paused }) => {
    conduct.paused = paused;
    conduct.heard += 1;
  });
  for (let actedInARow = 0; ; ) {
    const { heard } = conduct;
    const moved = (): boolean => conduct.heard > heard;
    const progress = await insist(conduct, 'readProgress', () => readProgress(address));
    // Unless someone joined the cohort while its end was read, or is told.
    if (progress.done && !moved()) {
      await tellCycle(address);
      if (!moved()) break;
    } else if (await act(conduct, address, progress)) {
      actedInARow += 1;
      await waitUntil(Date.now() + waitAfterActing(actedInARow), moved);
    } else {
      actedInARow = 0;
      await waitUntil(nextLook(progress), moved);
    }
    if (historyIsLong()) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof cohort>({ ...input, paused: conduct.paused });
    }
  }
  await condition(allHandlersFinished);
}

/** Does what is due; answers false when nothing is. */
async function act(conduct: Conduct, address: CohortAddress, progress: CohortProgress): Promise<boolean> {
  const rescore = progress.waitingForRescore > 0;
  const calibrate = (progress.calibrationsToOpen ?? 0) > 0;
  const deadline = progress.nextDeadlineAt !== null && Date.parse(progress.nextDeadlineAt) <= Date.now();
  if (rescore) await insist(conduct, 'rescoreReturned', () => rescoreReturned(address));
  if (calibrate) await insist(conduct, 'openCalibrations', () => openCalibrations(address));
  if (deadline) {
    await insist(conduct, 'remindLate', () => remindLate(address));
    await insist(conduct, 'escalateLate', () => escalateLate(address));
    await insist(conduct, 'deemAccepted', () => deemAccepted(address));
  }
  return rescore || calibrate || deadline;
}

/** The record is read again at once; when it still calls for the same (its clock is behind, its scores do not come), ever later, up to a minute. */
const waitAfterActing = (actedInARow: number): number =>
  actedInARow === 1 ? 0 : Math.min(2 ** (actedInARow - 1), 60) * 1_000;

function nextLook({ nextDeadlineAt }: CohortProgress): number {
  const tomorrow = Date.now() + lookAnywayMs;
  return nextDeadlineAt === null ? tomorrow : Math.min(Date.parse(nextDeadlineAt), tomorrow);
}

const tellCycle = ({ cycleId, cohortNo }: CohortAddress): Promise<boolean> =>
  toldIfRunning(() => getExternalWorkflowHandle(workflowIds.cycle(cycleId)).signal(cohortDoneSignal, { cohortNo }));
