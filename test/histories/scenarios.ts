import type { ConductedCycle } from '../../apps/cycles/src/conductor/testing/conducted-cycle.js';
import { day, FakeRecord } from '../../apps/cycles/src/conductor/testing/fake-record.js';
import { type AppraisalCycleInput, workflowIds } from '../../libs/contracts/cycles/workflow.js';

/** A cycle's course, whose workflows' histories are kept under its name. */
export interface Scenario {
  readonly record: () => FakeRecord;
  /** Where the story goes on, as after continue-as-new. */
  readonly from?: AppraisalCycleInput['from'];
  readonly happens: (cycle: ConductedCycle) => Promise<void>;
  /** Parts whose histories are kept beside the cycle's, by the name of their file. */
  readonly parts?: (cycleId: string) => Readonly<Record<string, string>>;
}

const sources = ['erp', 'survey'];
const team = (): FakeRecord => new FakeRecord([['first', 'second']], sources);
const twoTeams = (): FakeRecord => new FakeRecord([['first'], ['second']], sources);
const cohort = (cycleId: string) => ({ cohort: workflowIds.cohort(cycleId, 1) });

async function everybodyAcknowledges(cycle: ConductedCycle): Promise<void> {
  for (const [personId, { cohortNo, stage }] of cycle.record.people) {
    if (stage === 'excluded') continue;
    cycle.record.acknowledge(personId);
    await cycle.tellCohort(cohortNo);
  }
  await cycle.settle();
}

async function signOff(cycle: ConductedCycle): Promise<void> {
  cycle.record.signOff();
  await cycle.tellCycle();
  await cycle.result();
}

export const scenarios: Readonly<Record<string, Scenario>> = {
  'plain-month': {
    record: twoTeams,
    async happens(cycle) {
      await cycle.reachReview();
      await everybodyAcknowledges(cycle);
      await signOff(cycle);
    },
    parts: (cycleId) => ({ ...cohort(cycleId), source: workflowIds.source(cycleId, 'erp') }),
  },
  'returned-and-rescored': {
    record: team,
    async happens(cycle) {
      await cycle.reachReview();
      cycle.record.giveBack('first');
      await cycle.tellCohort(1);
      await cycle.settle();
      await everybodyAcknowledges(cycle);
      await signOff(cycle);
    },
    parts: cohort,
  },
  'late-data-after-acknowledgement': {
    record: twoTeams,
    async happens(cycle) {
      await cycle.reachReview();
      cycle.record.acknowledge('first');
      await cycle.tellCohort(1);
      await cycle.settle();
      await cycle.command({ kind: 'rescore', lateRequestId: '0199a000-0000-7000-8000-00000000000a' });
      await cycle.settle();
      await everybodyAcknowledges(cycle);
      await signOff(cycle);
    },
    parts: cohort,
  },
  'deemed-acceptance': {
    record: team,
    async happens(cycle) {
      await cycle.reachReview();
      // One is approved at once, the other's manager is reminded and escalated first.
      cycle.record.approve('first', await cycle.now());
      await cycle.tellCohort(1);
      cycle.record.approve('second', await cycle.pass(6 * day));
      await cycle.tellCohort(1);
      await cycle.pass(4 * day);
      await signOff(cycle);
    },
    parts: cohort,
  },
  calibrated: {
    record: twoTeams,
    async happens(cycle) {
      await cycle.reachReview();
      cycle.record.approveForCalibration('first');
      await cycle.tellCohort(1);
      // The group's last: the session opens by itself, whichever cohort hears of it.
      cycle.record.approveForCalibration('second');
      await cycle.tellCohort(2);
      await cycle.settle();
      if (cycle.record.session !== 'open') throw new Error('the session is not open');
      cycle.record.closeCalibration(await cycle.now());
      for (const cohortNo of [1, 2]) await cycle.tellCohort(cohortNo);
      await cycle.settle();
      await everybodyAcknowledges(cycle);
      await signOff(cycle);
    },
    parts: (cycleId) => ({ cohort: workflowIds.cohort(cycleId, 2) }),
  },
  'paused-and-resumed': {
    record: team,
    async happens(cycle) {
      await cycle.settle();
      await cycle.command({ kind: 'pause', reason: 'an audit' });
      await cycle.pass(10 * day);
      await cycle.command({ kind: 'resume' });
      await cycle.reachReview();
      await cycle.command({ kind: 'pause', reason: 'a holiday' });
      await cycle.pass(10 * day);
      await cycle.command({ kind: 'resume' });
      await cycle.settle();
      await everybodyAcknowledges(cycle);
      await signOff(cycle);
    },
    parts: (cycleId) => ({ ...cohort(cycleId), source: workflowIds.source(cycleId, 'erp') }),
  },
  'gone-on-in-a-new-run': {
    record() {
      const record = twoTeams();
      record.state = 'in_review';
      record.acknowledge('first');
      record.approve('second', 0);
      return record;
    },
    from: { phase: 'reviewing', cohortsDone: [1] },
    async happens(cycle) {
      await cycle.settle();
      await signOff(cycle);
    },
  },
  'cancelled-in-review': {
    record: twoTeams,
    async happens(cycle) {
      await cycle.reachReview();
      await cycle.cancel();
    },
    parts: cohort,
  },
  'cancelled-in-collection': {
    record: team,
    async happens(cycle) {
      await cycle.settle();
      await cycle.cancel();
    },
    parts: (cycleId) => ({ source: workflowIds.source(cycleId, 'erp') }),
  },
  'excluded-and-added': {
    record: team,
    async happens(cycle) {
      await cycle.reachReview();
      await cycle.command({ kind: 'excludePerson', personId: 'second', reason: 'left' });
      cycle.record.joinersCohort = 2;
      await cycle.command({ kind: 'addPerson', personId: 'joiner', reason: 'joined' });
      await cycle.settle();
      await everybodyAcknowledges(cycle);
      await signOff(cycle);
    },
    parts: cohort,
  },
  'extended-and-cut-off': {
    record: team,
    async happens(cycle) {
      await cycle.pass(day);
      await cycle.command({ kind: 'extend', stage: 'collect', days: 2, reason: 'the survey is late' });
      await cycle.pass(5 * day);
      await everybodyAcknowledges(cycle);
      await signOff(cycle);
    },
    parts: (cycleId) => ({ source: workflowIds.source(cycleId, 'survey') }),
  },
};
