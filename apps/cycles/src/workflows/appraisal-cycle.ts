import { allHandlersFinished, condition, continueAsNew, isCancellation } from '@temporalio/workflow';
import {
  type AppraisalCycleInput,
  type CycleOutcome,
  type CyclePhase,
  cyclePhases,
} from '../../../../libs/contracts/cycles/workflow.js';
import {
  closeCycle,
  freezeInputs,
  isSignedOff,
  openCollection,
  openReview,
  openSignOff,
  publishReport,
  scoreCohort,
} from './activities.js';
import { atMost } from './at-most.js';
import { answerCommands, hearNews } from './commands.js';
import { insist } from './insist.js';
import { ensureCohort, ensureSource } from './parts.js';
import { RunningCycle } from './running-cycle.js';
import { historyIsLong, lookAnywayMs } from './waiting.js';

/**
 * One appraisal cycle, from its launch to its close. The record holds every fact; this workflow asks for the next step and waits. Told
 * again from the beginning (after Temporal's data were lost) the record answers at once for what is done.
 */
export async function appraisalCycle(input: AppraisalCycleInput): Promise<CycleOutcome> {
  const cycle = new RunningCycle(input);
  hearNews(cycle);
  answerCommands(cycle);
  const outcome = await theStory(cycle);
  cycle.over = true;
  await condition(allHandlersFinished);
  return outcome;
}

async function theStory(cycle: RunningCycle): Promise<CycleOutcome> {
  try {
    await cycle.story.run(() => tellStory(cycle));
    return 'closed';
  } catch (error) {
    if (cycle.cancelled && isCancellation(error)) return 'cancelled';
    throw error;
  }
}

async function tellStory(cycle: RunningCycle): Promise<void> {
  cycle.plan(await insist(cycle, 'openCollection', () => openCollection(cycle.address)));
  for (const phase of cyclePhases.slice(cyclePhases.indexOf(cycle.phase))) {
    cycle.phase = phase;
    await chapters[phase](cycle);
  }
}

const chapters: Readonly<Record<CyclePhase, (cycle: RunningCycle) => Promise<void>>> = {
  opening: async () => undefined,
  collecting: collect,
  scoring: score,
  reviewing: review,
  publishing: publish,
  signing_off: signOff,
};

/** Every source in parallel, each until it is signed off or the cut-off; then the inputs freeze. */
async function collect(cycle: RunningCycle): Promise<void> {
  await Promise.all(cycle.waitingSourceIds().map((sourceId) => ensureSource(cycle, sourceId)));
  await until(cycle, () => cycle.waitingSourceIds().length === 0);
  await insist(cycle, 'freezeInputs', () => freezeInputs(cycle.address));
}

/** Four cohorts at a time: enough to keep the scoring service busy, few enough to leave it to others. */
const cohortsAtOnce = 4;

async function score(cycle: RunningCycle): Promise<void> {
  await atMost(cohortsAtOnce, cycle.cohorts, (cohortNo) =>
    insist(cycle, 'scoreCohort', () => scoreCohort({ ...cycle.address, cohortNo })),
  );
  await atMost(cohortsAtOnce, cycle.cohorts, (cohortNo) =>
    insist(cycle, 'openReview', () => openReview({ ...cycle.address, cohortNo })),
  );
}

/** People review, talk and acknowledge, each cohort under a workflow of its own. */
async function review(cycle: RunningCycle): Promise<void> {
  await atMost(cohortsAtOnce, new Set(cycle.openCohortNos()), (cohortNo) => ensureCohort(cycle, cohortNo));
  await until(cycle, () => cycle.openCohortNos().length === 0);
}

async function publish(cycle: RunningCycle): Promise<void> {
  await insist(cycle, 'publishReport', () => publishReport(cycle.address));
}

async function signOff(cycle: RunningCycle): Promise<void> {
  await insist(cycle, 'openSignOff', () => openSignOff(cycle.address));
  for (;;) {
    const { heard } = cycle;
    if (await insist(cycle, 'isSignedOff', () => isSignedOff(cycle.address))) break;
    await condition(() => cycle.heard > heard, lookAnywayMs.hour);
  }
  await insist(cycle, 'closeCycle', () => closeCycle(cycle.address));
}

/** Waits; a history that grew long meanwhile goes on as a new run in the same chapter. */
async function until(cycle: RunningCycle, met: () => boolean): Promise<void> {
  await condition(() => met() || historyIsLong());
  if (met()) return;
  await condition(allHandlersFinished);
  await continueAsNew<typeof appraisalCycle>(cycle.carriedOn());
}
