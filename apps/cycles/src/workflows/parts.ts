import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { CancellationScope, getExternalWorkflowHandle, ParentClosePolicy, startChild } from '@temporalio/workflow';
import { newsSignal, steerSignal, workflowIds } from '../../../../libs/contracts/cycles/workflow.js';
import { cohort } from './cohort.js';
import { collectSource } from './collect-source.js';
import type { RunningCycle } from './running-cycle.js';
import { toldIfRunning } from './tell.js';

/** A cycle's parts outlive its continue-as-new, and are found again by their ids. */
const parentClosePolicy = ParentClosePolicy.ABANDON;

export const ensureCohort = (cycle: RunningCycle, cohortNo: number): Promise<void> =>
  ensurePart(cycle, workflowIds.cohort(cycle.address.cycleId, cohortNo), (workflowId) =>
    startChild(cohort, {
      workflowId,
      parentClosePolicy,
      args: [{ ...cycle.address, cohortNo, paused: cycle.paused }],
    }),
  );

export const ensureSource = (cycle: RunningCycle, sourceId: string): Promise<void> =>
  ensurePart(cycle, workflowIds.source(cycle.address.cycleId, sourceId), (workflowId) =>
    startChild(collectSource, {
      workflowId,
      parentClosePolicy,
      args: [{ ...cycle.address, sourceId, cutOffAt: cycle.cutOffAt, paused: cycle.paused }],
    }),
  );

/** Starts the part; one that runs already is told to look again, and one that ended in that moment is started after all. */
async function ensurePart(
  cycle: RunningCycle,
  workflowId: string,
  start: (workflowId: string) => Promise<{ result(): Promise<unknown> }>,
): Promise<void> {
  while (!cycle.cancelled) {
    try {
      // Outside of the story's scope: a part is cancelled by its id (`cancelParts`), whichever run of the cycle started it.
      const part = await CancellationScope.nonCancellable(() => start(workflowId));
      cycle.partEnds.set(
        workflowId,
        part.result().catch(() => undefined),
      );
      return;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    if (await toldIfRunning(() => getExternalWorkflowHandle(workflowId).signal(newsSignal))) return;
  }
}

/** Hands the cycle's pace (paused, cut-off) to every part that runs. */
export async function steerParts(cycle: RunningCycle): Promise<void> {
  const pace = { paused: cycle.paused, cutOffAt: cycle.cutOffAt };
  await eachPart(cycle, (id) => getExternalWorkflowHandle(id).signal(steerSignal, pace));
}

/** Resolves when nothing of the cycle runs any more. */
export async function cancelParts(cycle: RunningCycle): Promise<void> {
  await eachPart(cycle, (id) => getExternalWorkflowHandle(id).cancel());
  await Promise.all(cycle.partEnds.values());
}

export const tellCohort = async (cycle: RunningCycle, cohortNo: number): Promise<void> => {
  const id = workflowIds.cohort(cycle.address.cycleId, cohortNo);
  await toldIfRunning(() => getExternalWorkflowHandle(id).signal(newsSignal));
};

async function eachPart(cycle: RunningCycle, tell: (workflowId: string) => Promise<void>): Promise<void> {
  const { cycleId } = cycle.address;
  const ids = [
    ...cycle.waitingSourceIds().map((sourceId) => workflowIds.source(cycleId, sourceId)),
    ...cycle.openCohortNos().map((cohortNo) => workflowIds.cohort(cycleId, cohortNo)),
  ];
  await Promise.all(ids.map((id) => toldIfRunning(() => tell(id))));
}
