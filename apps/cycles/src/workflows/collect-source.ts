import {
  allHandlersFinished,
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  isCancellation,
  setHandler,
} from '@temporalio/workflow';
import {
  newsSignal,
  type SourceInput,
  type SourceOutcome,
  sourceDoneSignal,
  steerSignal,
  workflowIds,
} from '../../../../libs/contracts/cycles/workflow.js';
import { fetchSource, waitingSources } from './activities.js';
import { type Conduct, insist } from './insist.js';
import { toldIfRunning } from './tell.js';
import { lookAnywayMs, waitUntil } from './waiting.js';

/** One source of one cycle: fetched, or its upload awaited, until its data owner signs it off or the cut-off comes. */
export async function collectSource(input: SourceInput): Promise<SourceOutcome> {
  const conduct: Conduct = { paused: input.paused, heard: 0, obstacle: null };
  let cutOffMs = Date.parse(input.cutOffAt);
  setHandler(newsSignal, () => {
    conduct.heard += 1;
  });
  setHandler(steerSignal, ({ paused, cutOffAt }) => {
    conduct.paused = paused;
    cutOffMs = Date.parse(cutOffAt);
    conduct.heard += 1;
  });
  const fetching = new Fetching(conduct, input);
  let outcome: SourceOutcome | undefined;
  while (!outcome) {
    const { heard } = conduct;
    outcome = (await isSignedOff(conduct, input)) ? 'signed_off' : Date.now() >= cutOffMs ? 'cut_off' : undefined;
    if (outcome) break;
    fetching.begin();
    await waitUntil(Math.min(cutOffMs, Date.now() + lookAnywayMs), () => conduct.heard > heard);
  }
  await fetching.end();
  await tellCycle(input, outcome);
  await condition(allHandlersFinished);
  return outcome;
}

async function isSignedOff(conduct: Conduct, { companyId, cycleId, sourceId }: SourceInput): Promise<boolean> {
  const { waiting } = await insist(conduct, 'waitingSources', () => waitingSources({ companyId, cycleId }));
  return !waiting.includes(sourceId);
}

/** Fetches beside the wait: a source that stays down may still be uploaded by hand and signed off. */
class Fetching {
  private readonly scope = new CancellationScope();
  private running: Promise<void> | undefined;

  constructor(
    private readonly conduct: Conduct,
    private readonly input: SourceInput,
  ) {}

  begin(): void {
    this.running ??= this.scope.run(() => this.fetch());
  }

  async end(): Promise<void> {
    this.scope.cancel();
    await this.running;
  }

  private async fetch(): Promise<void> {
    const { companyId, cycleId, sourceId } = this.input;
    try {
      await insist(this.conduct, 'fetchSource', () => fetchSource({ companyId, cycleId, sourceId }));
    } catch (error) {
      if (!isCancellation(error)) throw error;
    }
  }
}

const tellCycle = ({ cycleId, sourceId }: SourceInput, outcome: SourceOutcome): Promise<boolean> =>
  toldIfRunning(() =>
    getExternalWorkflowHandle(workflowIds.cycle(cycleId)).signal(sourceDoneSignal, { sourceId, outcome }),
  );
