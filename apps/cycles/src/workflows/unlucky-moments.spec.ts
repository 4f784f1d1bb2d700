import { workflowIds } from '../../../../libs/contracts/cycles/workflow.js';
import { type SkippedTime, skippedTime } from '../../../../test/support/time-skipping.js';
import { type ConductedCycle, conducted } from '../conductor/testing/conducted-cycle.js';
import { day, FakeRecord } from '../conductor/testing/fake-record.js';

jest.setTimeout(60_000);

const minute = 60_000;

describe('a cycle, when things happen at an unlucky moment', () => {
  let time: SkippedTime;
  beforeAll(async () => {
    time = await skippedTime('apps/cycles/src/workflows/index.js');
  }, 120_000);
  afterAll(() => time.end());

  const conduct = <T>(record: FakeRecord, work: (cycle: ConductedCycle) => Promise<T>): Promise<T> =>
    conducted(time, record, work);

  it('stays in review for a person who is being added while everybody else is done', async () => {
    const record = new FakeRecord([['one']]);
    await conduct(record, async (cycle) => {
      await cycle.reachReview();
      record.joinersCohort = 2;
      let answer = (): void => undefined;
      record.answersAfter = new Promise((resolve) => {
        answer = resolve;
      });
      const added = cycle.command({ kind: 'addPerson', personId: 'joiner', reason: 'joined on the 20th' });
      await cycle.untilTrue(() => record.people.has('joiner'));
      record.acknowledge('one');
      await cycle.tellCohort(1);
      await cycle.untilTrue(async () => (await cycle.progress()).cohorts.done === 1);
      expect(await cycle.progress()).toMatchObject({ phase: 'reviewing', cohorts: { total: 1 } });
      answer();
      expect(await added).toEqual({ cohortNo: 2 });
      record.approve('joiner', await cycle.pass(minute));
      await cycle.tellCohort(2);
      await cycle.pass(4 * day);
      expect(record.people.get('joiner')).toMatchObject({ stage: 'acknowledged', deemed: true });
      record.signOff();
      await cycle.tellCycle();
      expect(await cycle.result()).toBe('closed');
    });
    expect(record.count('publishReport')).toBe(1);
  });

  it('freezes soon after the cut-off when the clock of the record is a little behind', async () => {
    const record = new FakeRecord([['one']]);
    record.behindMs = 8_000;
    await conduct(record, async (cycle) => {
      await cycle.pass(3 * day - 2 * minute);
      expect(record.state).toBe('collecting');
      await cycle.pass(3 * minute);
      expect(record.state).toBe('in_review');
      expect(await cycle.progress()).toMatchObject({ obstacle: null });
      await cycle.cancel();
    });
    const attempts = record.done.filter(({ what }) => what === 'freezeInputs').map(({ at }) => at - record.cutOffAt);
    expect(attempts.at(-1)).toBeLessThan(20_000);
  });

  it('acts on a deadline when the record sees it too, and does not ask without a pause until then', async () => {
    const record = new FakeRecord([['one']]);
    record.behindMs = 5 * minute;
    await conduct(record, async (cycle) => {
      await cycle.reachReview();
      record.approve('one', (await cycle.now()) - record.behindMs);
      await cycle.tellCohort(1);
      // What the record says is due in three days it sees five minutes later than Temporal.
      record.behindMs = 10 * minute;
      await cycle.pass(3 * day - minute);
      const before = record.count('readProgress');
      await cycle.pass(10 * minute);
      expect(record.people.get('one')).toMatchObject({ deemed: true });
      expect(record.count('readProgress') - before).toBeLessThan(15);
      await cycle.cancel();
    });
  });

  it('begins a cohort again that somebody terminated, when it is told to look', async () => {
    const record = new FakeRecord([['first'], ['second']]);
    await conduct(record, async (cycle) => {
      await cycle.reachReview();
      await cycle.handle(workflowIds.cohort(cycle.address.cycleId, 2)).terminate('by mistake');
      record.acknowledge('first');
      await cycle.tellCohort(1);
      record.approve('second', await cycle.now());
      await cycle.tellCycle();
      await cycle.pass(4 * day);
      expect(record.people.get('second')).toMatchObject({ deemed: true });
      expect(await cycle.progress()).toMatchObject({ phase: 'signing_off', cohorts: { total: 2, done: 2 } });
      await cycle.cancel();
    });
  });
});
