import { Problem } from '../../../../libs/platform/http/index.js';
import { type SkippedTime, skippedTime } from '../../../../test/support/time-skipping.js';
import { ConductedCycle, conducted } from '../conductor/testing/conducted-cycle.js';
import { day, FakeRecord } from '../conductor/testing/fake-record.js';

jest.setTimeout(60_000);

describe('a cycle, conducted in skipped time', () => {
  let time: SkippedTime;
  beforeAll(async () => {
    time = await skippedTime('apps/cycles/src/workflows/index.js');
  }, 120_000);
  afterAll(() => time.end());

  const people = (count: number, from = 1): string[] =>
    Array.from({ length: count }, (_, index) => `person-${from + index}`);

  const conduct = <T>(record: FakeRecord, work: (cycle: ConductedCycle) => Promise<T>): Promise<T> =>
    conducted(time, record, work);

  it('goes from launch to close in the order of its chapters', async () => {
    const record = new FakeRecord([people(3), people(2, 4)]);
    await conduct(record, async (cycle) => {
      await cycle.reachReview();
      for (const person of record.people.keys()) record.acknowledge(person);
      await cycle.tellCohort(1);
      await cycle.tellCohort(2);
      await cycle.settle();
      record.signOff();
      await cycle.tellCycle();
      expect(await cycle.result()).toBe('closed');
    });
    const milestones = [
      'openCollection',
      'freezeInputs',
      'scoreCohort',
      'openReview',
      'publishReport',
      'openSignOff',
      'closeCycle',
    ];
    const order = record.done.map(({ what }) => what.split(' ')[0] ?? '').filter((what) => milestones.includes(what));
    expect([...new Set(order)]).toEqual(milestones);
    expect(record.count('scoreCohort')).toBe(2);
    expect(record.state).toBe('closed');
  });

  it('reminds before, escalates after, and takes silence for acceptance, each once and on its day', async () => {
    const record = new FakeRecord([['quick', 'late']]);
    const began = await conduct(record, async (cycle) => {
      const start = await cycle.now();
      await cycle.reachReview();
      record.approve('quick', await cycle.pass(day));
      await cycle.tellCohort(1);
      // Review falls due on day 4; the late manager is reminded on day 3, escalated on day 5 and approves on day 6.
      record.approve('late', await cycle.pass(5 * day));
      await cycle.tellCohort(1);
      record.signOff();
      expect(await cycle.result()).toBe('closed');
      return start;
    });
    const dayOf = (what: string): number[] =>
      record.done.filter((entry) => entry.what === what).map((entry) => Math.round((entry.at - began) / day));
    expect(dayOf('reminded late')).toEqual([3, 8]);
    expect(dayOf('escalated late')).toEqual([5]);
    expect(dayOf('reminded quick')).toEqual([3]);
    expect(dayOf('deemed quick')).toEqual([4]);
    expect(dayOf('deemed late')).toEqual([9]);
    expect(record.count('escalated')).toBe(1);
  });

  it('scores again what was returned, in the next round, while the others go on', async () => {
    const record = new FakeRecord([['returned', 'other']]);
    await conduct(record, async (cycle) => {
      await cycle.reachReview();
      record.giveBack('returned');
      record.acknowledge('other');
      await cycle.tellCohort(1);
      await cycle.settle();
      expect(record.people.get('returned')).toMatchObject({ stage: 'review', round: 2 });
      record.acknowledge('returned');
      await cycle.tellCohort(1);
      record.signOff();
      expect(await cycle.result()).toBe('closed');
    });
    expect(record.count('rescoreReturned')).toBe(1);
  });

  it('freezes at the cut-off what nobody signed off', async () => {
    const record = new FakeRecord([['one']]);
    await conduct(record, async (cycle) => {
      await cycle.pass(day);
      record.signOffSource('erp');
      await cycle.tellSource('erp');
      await cycle.pass(day);
      expect(await cycle.progress()).toMatchObject({
        phase: 'collecting',
        sources: { erp: 'signed_off', survey: null, oa: null, tickets: null },
      });
      await cycle.pass(day + 60_000);
      expect(await cycle.progress()).toMatchObject({
        phase: 'reviewing',
        sources: { erp: 'signed_off', survey: 'cut_off', oa: 'cut_off', tickets: 'cut_off' },
      });
      await cycle.cancel();
    });
    const frozen = record.done.find(({ what }) => what === 'freezeInputs');
    expect(frozen?.at).toBeGreaterThanOrEqual(record.cutOffAt);
  });

  it('goes on fetching a source that is down, while its upload may be signed off', async () => {
    const record = new FakeRecord([['one']], ['erp', 'oa']);
    record.failures.set('fetchSource', { times: 1_000, error: new Problem(503, 'source.unreachable', 'down') });
    await conduct(record, async (cycle) => {
      await cycle.pass(10 * 60_000);
      expect(record.failures.get('fetchSource')?.times).toBeLessThan(1_000 - 2 * 5);
      await cycle.signOffEverySource();
      await cycle.settle();
      expect(record.state).toBe('in_review');
      await cycle.cancel();
    });
    expect(record.fetched).toEqual([]);
  });

  it('lets no deadline act while it is paused, and moves them all by the pause', async () => {
    const record = new FakeRecord([['one']]);
    await conduct(record, async (cycle) => {
      await cycle.reachReview();
      record.approve('one', await cycle.pass(day));
      await cycle.tellCohort(1);
      await cycle.pass(day);
      await cycle.command({ kind: 'pause', reason: 'an audit' });
      expect(await cycle.progress()).toMatchObject({ paused: true });
      await cycle.pass(20 * day);
      expect(record.count('deemed')).toBe(0);
      expect(await cycle.refusal({ kind: 'pause', reason: 'again' })).toBe('cycle.already_paused');
      const resumed = await cycle.now();
      await cycle.command({ kind: 'resume' });
      await cycle.pass(3 * day);
      const deemed = record.done.find(({ what }) => what === 'deemed one');
      expect(Math.round(((deemed?.at ?? 0) - resumed) / day)).toBe(2);
      expect(await cycle.refusal({ kind: 'resume' })).toBe('cycle.not_paused');
      record.signOff();
      await cycle.tellCycle();
      expect(await cycle.result()).toBe('closed');
    });
  });

  it('moves the cut-off by a pause and by an extension of the collection', async () => {
    const record = new FakeRecord([['one']]);
    await conduct(record, async (cycle) => {
      await cycle.pass(2 * day);
      await cycle.command({ kind: 'pause', reason: 'the ERP moves house' });
      await cycle.pass(5 * day);
      expect(record.state).toBe('collecting');
      await cycle.command({ kind: 'resume' });
      await cycle.command({ kind: 'extend', stage: 'collect', days: 2, reason: 'the survey is late' });
      await cycle.pass(2 * day);
      expect(record.state).toBe('collecting');
      await cycle.pass(day + 60_000);
      expect(record.state).toBe('in_review');
      await cycle.cancel();
    });
  });

  it('ends with its parts when it is cancelled', async () => {
    const record = new FakeRecord([people(2), people(2, 3)]);
    await conduct(record, async (cycle) => {
      await cycle.reachReview();
      expect(await cycle.cancel()).toBe('cancelled');
      const before = record.done.length;
      await cycle.pass(30 * day);
      expect(record.done.length).toBe(before);
      expect(await cycle.refusal({ kind: 'pause', reason: 'too late' })).toMatch(/not found|completed/i);
    });
    expect(record.state).toBe('cancelled');
  });

  it('is done without the people who were excluded', async () => {
    const record = new FakeRecord([['stays', 'leaves']]);
    await conduct(record, async (cycle) => {
      await cycle.reachReview();
      record.acknowledge('stays');
      await cycle.tellCohort(1);
      await cycle.settle();
      expect(await cycle.progress()).toMatchObject({ cohorts: { total: 1, done: 0 } });
      expect(await cycle.command({ kind: 'excludePerson', personId: 'leaves', reason: 'left' })).toEqual({
        cohortNo: 1,
      });
      await cycle.settle();
      expect(await cycle.progress()).toMatchObject({ phase: 'signing_off', cohorts: { total: 1, done: 1 } });
      expect(await cycle.refusal({ kind: 'addPerson', personId: 'too-late', reason: 'joined' })).toBe(
        'cycle.population_closed',
      );
      record.signOff();
      await cycle.tellCycle();
      expect(await cycle.result()).toBe('closed');
    });
  });

  it('opens a cohort again for a person who joins after it was done', async () => {
    const record = new FakeRecord([['first'], ['second']]);
    await conduct(record, async (cycle) => {
      await cycle.reachReview();
      record.acknowledge('first');
      await cycle.tellCohort(1);
      await cycle.settle();
      expect(await cycle.progress()).toMatchObject({ cohorts: { total: 2, done: 1 } });
      await cycle.command({ kind: 'addPerson', personId: 'joiner', reason: 'joined on the 20th' });
      record.acknowledge('second');
      await cycle.tellCohort(2);
      await cycle.settle();
      expect(await cycle.progress()).toMatchObject({ phase: 'reviewing', cohorts: { total: 2, done: 1 } });
      record.acknowledge('joiner');
      await cycle.tellCohort(1);
      record.signOff();
      expect(await cycle.result()).toBe('closed');
    });
  });

  it('waits again for whoever had acknowledged and whose result late data changed', async () => {
    const record = new FakeRecord([['first'], ['second']]);
    await conduct(record, async (cycle) => {
      await cycle.reachReview();
      const late = { kind: 'rescore' as const, lateRequestId: '0199a000-0000-7000-8000-00000000000a' };
      record.acknowledge('first');
      await cycle.tellCohort(1);
      await cycle.settle();
      expect(await cycle.progress()).toMatchObject({ cohorts: { total: 2, done: 1 } });
      expect(await cycle.command(late)).toEqual({ cohortNos: [1] });
      record.acknowledge('second');
      await cycle.tellCohort(2);
      await cycle.settle();
      expect(await cycle.progress()).toMatchObject({ phase: 'reviewing', cohorts: { total: 2, done: 1 } });
      // Silence counts anew, by the cohort's own timer.
      await cycle.pass(4 * day);
      expect(record.people.get('first')).toMatchObject({ stage: 'acknowledged', deemed: true });
      expect(await cycle.refusal(late)).toBe('late_data.not_now');
      record.signOff();
      await cycle.tellCycle();
      expect(await cycle.result()).toBe('closed');
    });
  });

  it('shows what the record refuses, and goes on when its cause is gone', async () => {
    const record = new FakeRecord([['one']]);
    record.failures.set('publishReport', { times: 100, error: new Problem(422, 'report.font_missing', 'No font.') });
    await conduct(record, async (cycle) => {
      await cycle.reachReview();
      record.acknowledge('one');
      await cycle.tellCohort(1);
      await cycle.settle();
      expect(await cycle.progress()).toMatchObject({
        phase: 'publishing',
        obstacle: { step: 'publishReport', code: 'report.font_missing' },
      });
      record.failures.clear();
      await cycle.tellCycle();
      await cycle.settle();
      expect(await cycle.progress()).toMatchObject({ phase: 'signing_off', obstacle: null });
      await cycle.cancel();
    });
  });

  it('answers a command that the record refuses with its code, and goes on', async () => {
    const record = new FakeRecord([['one']]);
    await conduct(record, async (cycle) => {
      await cycle.reachReview();
      expect(await cycle.refusal({ kind: 'excludePerson', personId: 'nobody', reason: 'left' })).toBe(
        'person.not_found',
      );
      record.acknowledge('one');
      await cycle.tellCohort(1);
      record.signOff();
      expect(await cycle.result()).toBe('closed');
    });
  });

  it('tells its story again after Temporal lost it, and does nothing twice', async () => {
    const record = new FakeRecord([people(2)]);
    const lost = new ConductedCycle(time.environment, record);
    await time.withWorker({ taskQueue: lost.taskQueue, activities: { ...lost.activities() } }, async () => {
      await lost.start();
      await lost.reachReview();
      record.approve('person-1', await lost.now());
      await lost.command({ kind: 'pause', reason: 'the servers are restored' });
      // The same record under new workflows: what reconcile finds when Temporal is empty.
      const rebuilt = new ConductedCycle(time.environment, record, lost);
      await rebuilt.start({ paused: true });
      await rebuilt.pass(10 * day);
      expect(record.count('freezeInputs')).toBe(1);
      await rebuilt.command({ kind: 'resume' });
      await rebuilt.settle();
      expect(record.people.get('person-1')).toMatchObject({ stage: 'acknowledgement', round: 1 });
      expect(record.fetched).toHaveLength(4);
      record.approve('person-2', await rebuilt.now());
      await rebuilt.tellCohort(1);
      record.signOff();
      expect(await rebuilt.result()).toBe('closed');
    });
    expect(record.count('deemed person-1')).toBe(1);
  });
});
