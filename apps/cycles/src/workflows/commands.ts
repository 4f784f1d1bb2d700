import { ApplicationFailure, setHandler } from '@temporalio/workflow';
import {
  type CommandKind,
  type CommandReference,
  type CommandResult,
  type CyclePhase,
  cohortDoneSignal,
  commandKinds,
  commandUpdates,
  newsSignal,
  progressQuery,
  sourceDoneSignal,
} from '../../../../libs/contracts/cycles/workflow.js';
import { openCollection, runCommand } from './activities.js';
import { cancelParts, steerParts, tellCohort } from './parts.js';
import type { RunningCycle } from './running-cycle.js';

/** News from the record and from the cycle's parts, and the question how far it is. */
export function hearNews(cycle: RunningCycle): void {
  setHandler(progressQuery, () => cycle.progress());
  setHandler(newsSignal, () => {
    cycle.heard += 1;
    // After a `reconcile`: parts may be missing.
    cycle.begun.clear();
  });
  setHandler(sourceDoneSignal, ({ sourceId, outcome }) => {
    cycle.sources.set(sourceId, outcome);
  });
  setHandler(cohortDoneSignal, ({ cohortNo }) => {
    cycle.cohortsDone.add(cohortNo);
    cycle.heard += 1;
  });
}

/** HR's commands: the record does what was said, then the story and its parts follow. */
export function answerCommands(cycle: RunningCycle): void {
  for (const kind of commandKinds) {
    setHandler(
      commandUpdates[kind],
      (reference: CommandReference) =>
        cycle.inTurn(async () => {
          // The command before this one may have changed what is allowed.
          refuseUnlessAllowed(cycle, kind);
          return obey(cycle, kind, reference);
        }),
      { validator: (_: CommandReference) => refuseUnlessAllowed(cycle, kind) },
    );
  }
}

async function obey(cycle: RunningCycle, kind: CommandKind, { commandId }: CommandReference): Promise<CommandResult> {
  const result = await runCommand({ ...cycle.address, commandId });
  await follow[kind](cycle, result);
  cycle.heard += 1;
  return result;
}

const follow: Readonly<Record<CommandKind, (cycle: RunningCycle, result: CommandResult) => Promise<void>>> = {
  async extend(cycle) {
    await readPlan(cycle);
    await steerParts(cycle);
  },
  async pause(cycle) {
    cycle.paused = true;
    await steerParts(cycle);
  },
  async resume(cycle) {
    // The record moved every due time by the length of the pause, the cut-off too.
    await readPlan(cycle);
    cycle.paused = false;
    await steerParts(cycle);
  },
  async cancel(cycle) {
    cycle.cancelled = true;
    await cancelParts(cycle);
    cycle.story.cancel();
  },
  async excludePerson(cycle, { cohortNo }) {
    if (cohortNo !== undefined) await tellCohort(cycle, cohortNo);
  },
  async addPerson(cycle, { cohortNo }) {
    if (cohortNo !== undefined) cycle.open(cohortNo);
  },
  async rescore(cycle, { cohortNos = [] }) {
    // Somebody who had acknowledged is asked again.
    for (const cohortNo of cohortNos) cycle.open(cohortNo);
  },
};

/** The cut-off matters while sources are collected; later the story asks for it no more. */
async function readPlan(cycle: RunningCycle): Promise<void> {
  if (cycle.phase === 'collecting') cycle.plan(await openCollection(cycle.address));
}

/** People come and go until the report is made. */
const populationIsOpen: ReadonlySet<CyclePhase> = new Set(['opening', 'collecting', 'scoring', 'reviewing']);

function refuseUnlessAllowed(cycle: RunningCycle, kind: CommandKind): void {
  if (cycle.over || cycle.cancelled) throw refusal('cycle.ended', 'The cycle has ended; there is nothing to change.');
  switch (kind) {
    case 'pause':
      if (cycle.paused) throw refusal('cycle.already_paused', 'The cycle is paused already; resume it first.');
      return;
    case 'resume':
      if (!cycle.paused) throw refusal('cycle.not_paused', 'The cycle is not paused; there is nothing to resume.');
      return;
    case 'excludePerson':
    case 'addPerson':
      if (!populationIsOpen.has(cycle.phase)) {
        throw refusal('cycle.population_closed', `The cycle is ${cycle.phase}; its people can no longer change.`);
      }
      return;
    case 'rescore':
      if (cycle.phase !== 'reviewing' && cycle.phase !== 'scoring')
        throw refusal('late_data.not_now', `The cycle is ${cycle.phase}; late data are taken in while it is reviewed.`);
      return;
    case 'extend':
    case 'cancel':
      return;
  }
}

const refusal = (code: string, message: string): ApplicationFailure => ApplicationFailure.nonRetryable(message, code);
