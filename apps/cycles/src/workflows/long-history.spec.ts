import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import { newsSignal, workflowIds } from '../../../../libs/contracts/cycles/workflow.js';
import { type SkippedTime, skippedTime } from '../../../../test/support/time-skipping.js';
import { type ConductedCycle, conducted } from '../conductor/testing/conducted-cycle.js';
import { FakeRecord } from '../conductor/testing/fake-record.js';

jest.setTimeout(60_000);

const events = 150;

/** The product goes on in a new run after 4,000 events; here it does after a few. */
function shorten(code: string): string {
  const shortened = code.replace('longestHistory = 4000;', `longestHistory = ${events};`);
  expect(shortened).not.toBe(code);
  return shortened;
}

describe('a story that grows long', () => {
  let time: SkippedTime;
  // For each test: once a run was continued as a new one, the server for tests skips no time any more.
  beforeEach(async () => {
    time = await skippedTime('apps/cycles/src/workflows/index.js', shorten);
  }, 120_000);
  afterEach(() => time.end());

  /** Sends news until the workflow goes on in a new run, which it can do only between two pieces of news. */
  async function growLong(cycle: ConductedCycle, workflowId: string): Promise<void> {
    const handle = cycle.handle(workflowId);
    const { runId } = await handle.describe();
    await cycle.untilTrue(async () => {
      await Promise.all(Array.from({ length: 20 }, () => handle.signal(newsSignal).catch(betweenRuns)));
      await sleep(200);
      return (await handle.describe()).runId !== runId;
    });
  }

  /** The server for tests knows no run between the end of one and the beginning of the next; the real one does. */
  function betweenRuns(error: unknown): void {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }

  it('goes on in a new run, with its pause, its parts and its commands', async () => {
    const record = new FakeRecord([['first'], ['second']], ['erp']);
    await conducted(time, record, async (cycle) => {
      await cycle.reachReview();
      record.acknowledge('first');
      await cycle.tellCohort(1);
      await cycle.settle();
      await cycle.command({ kind: 'pause', reason: 'an audit' });
      await growLong(cycle, workflowIds.cycle(cycle.address.cycleId));
      await cycle.untilTrue(async () => (await cycle.progress()).cohorts.total === 2);
      expect(await cycle.progress()).toMatchObject({ phase: 'reviewing', paused: true, cohorts: { done: 1 } });
      await cycle.command({ kind: 'resume' });
      record.acknowledge('second');
      await cycle.tellCohort(2);
      record.signOff();
      expect(await cycle.result()).toBe('closed');
    });
    expect(record.count('scoreCohort')).toBe(2);
  });

  it('still ends with its parts when it is cancelled', async () => {
    const record = new FakeRecord([['one']], ['erp', 'oa']);
    await conducted(time, record, async (cycle) => {
      await cycle.settle();
      await cycle.command({ kind: 'pause', reason: 'an audit' });
      await growLong(cycle, workflowIds.cycle(cycle.address.cycleId));
      await cycle.untilTrue(async () => 'oa' in (await cycle.progress()).sources);
      expect(await cycle.cancel()).toBe('cancelled');
      const source = cycle.handle(workflowIds.source(cycle.address.cycleId, 'oa'));
      await expect(source.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
    });
  });

  it('of a cohort goes on as well, and is done for the same cycle', async () => {
    const record = new FakeRecord([['one']], ['erp']);
    await conducted(time, record, async (cycle) => {
      await cycle.reachReview();
      await growLong(cycle, workflowIds.cohort(cycle.address.cycleId, 1));
      record.acknowledge('one');
      await cycle.tellCohort(1);
      record.signOff();
      expect(await cycle.result()).toBe('closed');
    });
  });
});
