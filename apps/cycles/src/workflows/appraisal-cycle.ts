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
  // Also while it is paused: who cancels it has to know its parts.
  const always = (): boolean => true;
  cycle.plan(await insist(cycle, 'openCollection', () => openCollection(cycle.address), always));
  for (const phase of cyclePhases.slice(cyclePhases.indexOf(cycle.phase))) {
    await condition(cycle.idle);
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

/** Cohorts and sources at a time: enough to keep the scoring service busy, few enough to leave it to others. */
const atOnce = 4;

/** Every source in parallel, each until it is signed off or the cut-off; then the inputs freeze. */
async function collect(cycle: RunningCycle): Promise<void> {
  await untilDone(
    cycle,
    () => cycle.waitingSourceIds(),
    (sourceId) => ensureSource(cycle, sourceId),
  );
  await insist(cycle, 'freezeInputs', () => freezeInputs(cycle.address));
}

async function score(cycle: RunningCycle): Promise<void> {
  await atMost(atOnce, cycle.cohorts, (cohortNo) =>
    insist(cycle, 'scoreCohort', () => scoreCohort({ ...cycle.address, cohortNo })),
  );
}

/** People review, talk and acknowledge, each cohort under a workflow of its own. */
async function review(cycle: RunningCycle): Promise<void> {
  await untilDone(
    cycle,
    () => cycle.openCohortNos(),
    async (cohortNo) => {
      await insist(cycle, 'openReview', () => openReview({ ...cycle.address, cohortNo }));
      await ensureCohort(cycle, cohortNo);
    },
  );
}

async function publish(cycle: RunningCycle): Promise<void> {
  await insist(cycle, 'publishReport', () => publishReport(cycle.address));
}

async function signOff(cycle: RunningCycle): Promise<void> {
  await insist(cycle, 'openSignOff', () => openSignOff(cycle.address));
  for (;;) {
    const { heard } = cycle;
    if (await insist(cycle, 'isSignedOff', () => isSignedOff(cycle.address))) break;
    await condition(() => cycle.heard > heard, lookAnywayMs);
    if (historyIsLong()) await goOnInNewRun(cycle);
  }
  await insist(cycle, 'closeCycle', () => closeCycle(cycle.address));
}

/** Has a part run for everything that is open, also for what opens meanwhile, until nothing is. */
async function untilDone<Part extends string | number>(
  cycle: RunningCycle,
  open: () => readonly Part[],
  begin: (part: Part) => Promise<void>,
): Promise<void> {
  const unbegun = (): Part[] => open().filter((part) => !cycle.begun.has(part));
  const mayBegin = (): boolean => !cycle.paused && unbegun().length > 0;
  for (;;) {
    await condition(() => historyIsLong() || (cycle.idle() && (open().length === 0 || mayBegin())));
    if (open().length === 0 && cycle.idle()) return;
    if (historyIsLong()) await goOnInNewRun(cycle);
    await atMost(atOnce, new Set(unbegun()), async (part) => {
      cycle.begun.add(part);
      await begin(part);
    });
  }
}

async function goOnInNewRun(cycle: RunningCycle): Promise<never> {
  await condition(allHandlersFinished);
  return continueAsNew<typeof appraisalCycle>(cycle.carriedOn());
}
