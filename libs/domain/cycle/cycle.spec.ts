import * as fc from 'fast-check';
import { cycleKinds } from '../../contracts/values.js';
import { packCohorts } from './cohorts.js';
import { cycleDeadlines, taskTimes } from './deadlines.js';
import { decide, type Situation, verbsOf } from './decide.js';
import { launchDays } from './launch-day.js';
import { escalationOf, reviewerOf } from './reviewer.js';
import { changedRoute, defaultRoutes } from './route.js';
import { appraisalStates, taskStages, verbs } from './stages.js';
import { checked, finalStates, moveTo, transitions } from './transitions.js';

const weekdays = {
  calendar: { exceptions: new Map<string, 'working' | 'rest'>(), loadedYears: new Set([2026]) },
  timeZone: 'Asia/Shanghai',
};

describe('the table of transitions', () => {
  test('lets nobody leave a final state, and every state be reached', () => {
    for (const state of finalStates) expect(transitions.filter(({ from }) => from === state)).toEqual([]);
    const reached = new Set(['collecting', ...transitions.flatMap(({ to }) => to)]);
    expect(appraisalStates.filter((state) => !reached.has(state))).toEqual([]);
  });

  test.each([
    ['contradicts itself', [{ from: 'scored', by: 'open_review', to: ['interview'] }], /two transitions/],
    ['leaves a final state', [{ from: 'excluded', by: 'score', to: ['scored'] }], /moves no more/],
  ] as const)('does not load when it %s', (_, more, message) =>
    expect(() => checked([...transitions, ...more])).toThrow(message),
  );
});

describe('a decision', () => {
  const situation = (changes: {
    cycle?: Partial<Situation['cycle']>;
    task?: Partial<Situation['task']>;
    appraisal?: Partial<Situation['appraisal']>;
  }): Situation => ({
    now: '2026-11-03T02:00:00.000Z',
    cycle: {
      state: 'in_review',
      paused: false,
      ownerPersonId: 'hr',
      stages: defaultRoutes.month.stages,
      ...changes.cycle,
    },
    task: {
      stage: 'manager_review',
      assigneeId: 'bo',
      closed: false,
      dueAt: '2026-11-03T16:00:00.000Z',
      ...changes.task,
    },
    appraisal: {
      personId: 'anna',
      managerId: 'bo',
      managerPath: ['head'],
      reviewerId: 'bo',
      stage: 'manager_review',
      round: 1,
      ...changes.appraisal,
    },
  });
  const codeOf = (...given: Parameters<typeof decide>) => {
    const outcome = decide(...given);
    return outcome.ok ? 'decided' : outcome.code;
  };

  test('to approve leads to the same reviewer’s interview, late ones up the line', () => {
    expect(decide({ verb: 'approve' }, situation({}))).toMatchObject({
      ok: true,
      to: 'interview',
      round: 1,
      voids: false,
      releases: false,
      next: { stage: 'interview', assigneeId: 'bo', escalateTo: 'head' },
    });
  });

  test('to send back to the review voids what was decided and begins the next round', () => {
    const at = situation({ task: { stage: 'interview' }, appraisal: { stage: 'interview' } });
    expect(decide({ verb: 'return', toStage: 'manager_review' }, at)).toMatchObject({
      to: 'manager_review',
      round: 2,
      voids: true,
    });
  });

  test('to send back to the data goes to HR’s owner', () => {
    expect(decide({ verb: 'return', toStage: 'collect' }, situation({}))).toMatchObject({
      to: 'recheck',
      voids: true,
      next: { stage: 'recheck', assigneeId: 'hr', escalateTo: null },
    });
  });

  test('to record the interview releases the result to the person', () => {
    const at = situation({ task: { stage: 'interview' }, appraisal: { stage: 'interview' } });
    expect(decide({ verb: 'record_interview' }, at)).toMatchObject({
      to: 'acknowledgement',
      releases: true,
      next: { stage: 'acknowledgement', assigneeId: 'anna' },
    });
  });

  describe('on a longer route', () => {
    const year = { stages: defaultRoutes.year.stages };

    test('begins with the person’s own words, which lead to their reviewer', () => {
      expect(moveTo('scored', 'open_review', year.stages)).toBe('self_review');
      expect(moveTo('scored', 'open_review', defaultRoutes.quarter.stages)).toBe('manager_review');
      const at = situation({ cycle: year, task: { stage: 'self_review' }, appraisal: { stage: 'self_review' } });
      expect(decide({ verb: 'submit_self_review' }, at)).toMatchObject({
        to: 'manager_review',
        voids: false,
        next: { stage: 'manager_review', assigneeId: 'bo' },
      });
    });

    test('goes from the reviewer to the one above, whose approval leads to the group’s calibration, or the interview', () => {
      expect(decide({ verb: 'approve' }, situation({ cycle: year }))).toMatchObject({
        to: 'second_review',
        next: { stage: 'second_review', assigneeId: 'head', escalateTo: 'hr' },
      });
      const second = situation({
        cycle: year,
        task: { stage: 'second_review' },
        appraisal: { stage: 'second_review' },
      });
      expect(decide({ verb: 'approve' }, second)).toMatchObject({ to: 'calibration', next: null });
      const uncalibrated = {
        ...second,
        cycle: { ...second.cycle, stages: year.stages.filter((one) => one !== 'calibration') },
      };
      expect(decide({ verb: 'approve' }, uncalibrated)).toMatchObject({
        to: 'interview',
        next: { stage: 'interview', assigneeId: 'bo' },
      });
      expect(decide({ verb: 'return', toStage: 'manager_review' }, second)).toMatchObject({
        to: 'manager_review',
        round: 2,
        voids: true,
      });
    });

    test.each([
      ['HR’s owner reviews twice', { managerId: null, managerPath: [], reviewerId: 'hr' }],
      ['the person would be the second', { personId: 'hr', managerPath: [] }],
    ])('passes over the second review where %s', (_, appraisal) =>
      expect(decide({ verb: 'approve' }, situation({ cycle: year, appraisal }))).toMatchObject({ to: 'calibration' }),
    );

    test('asks HR’s owner for the second review where nobody is above the first', () => {
      expect(decide({ verb: 'approve' }, situation({ cycle: year, appraisal: { managerPath: [] } }))).toMatchObject({
        next: { stage: 'second_review', assigneeId: 'hr', escalateTo: null },
      });
    });

    test('sends back to the person’s own words only where the route has them', () => {
      const back = { verb: 'return', toStage: 'self_review' } as const;
      expect(decide(back, situation({ cycle: year }))).toMatchObject({
        to: 'self_review',
        round: 2,
        voids: true,
        next: { stage: 'self_review', assigneeId: 'anna', escalateTo: null },
      });
      expect(codeOf(back, situation({}))).toBe('appraisal.move_not_possible');
    });
  });

  test('to acknowledge is possible until the window’s very end and not at it', () => {
    const at = (now: string): Situation => ({
      ...situation({ task: { stage: 'acknowledgement' }, appraisal: { stage: 'acknowledgement' } }),
      now,
    });
    expect(codeOf({ verb: 'acknowledge' }, at('2026-11-03T15:59:59.999Z'))).toBe('decided');
    expect(codeOf({ verb: 'acknowledge' }, at('2026-11-03T16:00:00.000Z'))).toBe('task.window_closed');
  });

  test.each([
    ['a closed task', { task: { closed: true } }, 'task.closed'],
    ['a paused cycle', { cycle: { paused: true } }, 'cycle.paused'],
    ['a closed cycle', { cycle: { state: 'closed' as const } }, 'cycle.not_running'],
    ['another stage', { task: { stage: 'recheck' as const } }, 'task.verb_not_possible'],
    [
      'an appraisal that stands elsewhere',
      { appraisal: { stage: 'interview' as const } },
      'appraisal.move_not_possible',
    ],
  ])('is refused for %s', (_, changes, code) => expect(codeOf({ verb: 'approve' }, situation(changes))).toBe(code));

  test('whatever is asked of whatever stands, a decision is a declared move or a refusal', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...verbs.filter((verb) => verb !== 'sign_off' && verb !== 'return')),
        fc.constantFrom(...taskStages),
        fc.constantFrom(...appraisalStates),
        fc.boolean(),
        fc.constantFrom(...cycleKinds),
        (verb, taskStage, stage, closed, kind) => {
          const { stages } = defaultRoutes[kind];
          const at = situation({ cycle: { stages }, task: { stage: taskStage, closed }, appraisal: { stage } });
          const outcome = decide({ verb: verb as 'approve' }, at);
          if (!outcome.ok) return;
          expect(outcome.to).toBe(moveTo(stage, outcome.move, stages));
          expect(verbsOf(taskStage)).toContain(verb);
          expect(closed).toBe(false);
        },
      ),
    );
  });
});

describe('a reviewer', () => {
  test.each([
    ['is the manager', 'bo', ['head'], { reviewerId: 'bo', because: 'manager' }],
    ['is the next one up where the manager is missing', null, ['head'], { reviewerId: 'head', because: 'went_up' }],
    ['is never the person', 'anna', ['anna', 'head'], { reviewerId: 'head', because: 'went_up' }],
    ['is HR’s owner at the top', null, [], { reviewerId: 'hr', because: 'hr_owner' }],
  ])('%s', (_, managerId, managerPath, expected) =>
    expect(reviewerOf({ personId: 'anna', managerId, managerPath }, 'hr')).toEqual(expected),
  );

  test('does not exist for an owner at the top, and nobody is above the top', () => {
    expect(reviewerOf({ personId: 'hr', managerId: null, managerPath: [] }, 'hr')).toBeNull();
    expect(escalationOf({ personId: 'anna', managerId: 'bo', managerPath: ['head'] }, 'bo')).toBe('head');
    expect(escalationOf({ personId: 'anna', managerId: 'bo', managerPath: [] }, 'bo')).toBeNull();
  });
});

describe('cohorts', () => {
  test('hold at most 500 people, split no team, and lose nobody', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 60 }), (sizes) => {
        const teams = sizes.map((people, index) => ({ reviewerId: `r${index}`, people }));
        const cohortOf = packCohorts(teams);
        const filled = new Map<number, number[]>();
        for (const { reviewerId, people } of teams) {
          const no = cohortOf.get(reviewerId) ?? 0;
          filled.set(no, [...(filled.get(no) ?? []), people]);
        }
        for (const [no, people] of filled) {
          expect(no).toBeGreaterThan(0);
          // Only a team that is larger than a cohort may be, alone.
          if (people.reduce((sum, count) => sum + count, 0) > 500) expect(people).toHaveLength(1);
        }
        expect(Math.max(0, ...filled.keys())).toBe(filled.size);
      }),
    );
  });
});

describe('a launch by the calendar', () => {
  test('comes on the first working day after the period, its check two working days before', () => {
    expect(launchDays({ from: '2026-10-01', to: '2026-11-01' }, weekdays.calendar)).toEqual({
      checkOn: '2026-10-29',
      launchOn: '2026-11-02',
      provisional: false,
    });
  });

  test('waits for the end of a long holiday, and the make-up day counts', () => {
    const exceptions = new Map<string, 'working' | 'rest'>([
      ...['01', '02', '05', '06', '07'].map((day): [string, 'rest'] => [`2026-10-${day}`, 'rest']),
      ['2026-09-27', 'working'],
    ]);
    expect(launchDays({ from: '2026-09-01', to: '2026-10-01' }, { ...weekdays.calendar, exceptions })).toMatchObject({
      checkOn: '2026-09-29',
      launchOn: '2026-10-08',
    });
  });
});

describe('deadlines of a month', () => {
  const route = defaultRoutes.month;

  test('count from the period’s end, and the report is due with the fifth', () => {
    expect(
      cycleDeadlines(route, { from: '2026-10-01', to: '2026-11-01' }, '2026-10-28T02:00:00Z', weekdays),
    ).toMatchObject({
      cutOffAt: '2026-11-02T16:00:00.000Z',
      reportDueAt: '2026-11-05T16:00:00.000Z',
    });
  });

  test('count from a launch that comes later, and of a fixed length always do', () => {
    const late = { from: '2026-10-01', to: '2026-11-01' };
    expect(cycleDeadlines(route, late, '2026-11-10T02:00:00Z', weekdays).cutOffAt).toBe('2026-11-11T16:00:00.000Z');
    const quick = changedRoute(defaultRoutes.month, { cutOff: 'PT30S' });
    expect(cycleDeadlines(quick, late, '2026-11-10T02:00:00Z', weekdays).cutOffAt).toBe('2026-11-10T02:00:30.000Z');
  });

  test('never run past the report for what holds it up, nor cut a person’s own window short', () => {
    const opened = '2026-11-05T02:00:00.000Z';
    const report = '2026-11-05T16:00:00.000Z';
    expect(taskTimes(route, 'manager_review', opened, report, weekdays).dueAt).toBe(report);
    const own = taskTimes(route, 'acknowledgement', opened, report, weekdays);
    expect([own.dueAt, own.deems, own.escalateAt]).toEqual(['2026-11-09T16:00:00.000Z', true, null]);
  });

  test('given more working days move what is due and what escalates', () => {
    const opened = '2026-11-02T02:00:00.000Z';
    const report = '2026-11-05T16:00:00.000Z';
    const times = taskTimes(route, 'manager_review', opened, report, weekdays, 2);
    expect([times.dueAt, times.escalateAt]).toEqual(['2026-11-05T16:00:00.000Z', '2026-11-06T01:00:00.000Z']);
  });
});
