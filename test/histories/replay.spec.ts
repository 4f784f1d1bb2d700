import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { workflowEntry } from '../../apps/cycles/src/conductor/bundle-files.js';
import { quietRuntime, sourceBundle, testConverter } from '../support/time-skipping.js';
import { historyFiles, readHistory } from './history-files.js';
import { calendarScenario, recordHistories } from './record-histories.js';
import { scenarios } from './scenarios.js';

jest.setTimeout(60_000);

/** What the workflows of a bundle refused, by file. */
async function refusals(workflowBundle: WorkflowBundleWithSourceMap): Promise<Record<string, string>> {
  const refused: Record<string, string> = {};
  const histories = historyFiles().map((file) => ({ workflowId: file, history: readHistory(file) }));
  const replayed = Worker.runReplayHistories({ workflowBundle, dataConverter: testConverter }, histories);
  for await (const { workflowId, error } of replayed) if (error) refused[workflowId] = error.name;
  return refused;
}

describe('histories of cycles that ran', () => {
  beforeAll(async () => {
    if (process.env.KAOHE_RECORD_HISTORIES) await recordHistories();
    quietRuntime();
  }, 300_000);

  it('are kept of every scenario', () => {
    const recorded = new Set(historyFiles().map((file) => file.split('.')[0]));
    expect([...recorded].sort()).toEqual([...Object.keys(scenarios), calendarScenario].sort());
  });

  it('are gone through by the workflows of today', async () => {
    expect(await refusals(await sourceBundle(workflowEntry))).toEqual({});
  });

  it('refuse workflows that were changed under their feet', async () => {
    const ofCycles = historyFiles().filter((file) => file.endsWith('.cycle.json'));
    expect(await refusals(await sourceBundle('test/histories/changed-workflows.js'))).toEqual(
      Object.fromEntries(ofCycles.map((file) => [file, 'DeterminismViolationError'])),
    );
  });
});
