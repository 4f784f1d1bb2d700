import { idOf } from '../testing/company.js';
import { codeOf, RecordBench, talk } from '../testing/record-bench.js';

const launchedAt = '2026-11-02T01:00:00Z';
const selfReview = {
  verb: 'submit_self_review' as const,
  achievements: 'Three key customers signed.',
  difficulties: 'The carrier lost two deliveries.',
};
let bench: RecordBench;

beforeEach(async () => {
  bench = await RecordBench.open(launchedAt);
  // 20 manages 10, who manages 1 and 2.
  bench.company.add(1, [10, 20]);
  bench.company.add(2, [10, 20]);
  bench.company.add(10, [20]);
}, 60_000);
afterEach(() => bench.close());

const openAbout = async (person: number) => {
  const { stage, assigneeId, round } = await bench.taskAbout(person);
  return [stage, assigneeId, round];
};

describe('a quarter', () => {
  it('is reviewed by the manager and by the one above, whose score takes the place of the first one’s', async () => {
    await bench.toReview({}, 'quarter');
    const moved = (score: string) => ({
      verb: 'approve' as const,
      adjustments: [{ segmentNo: 1, kpiId: 'complaints', score, reason: 'Two were the carrier’s.' }],
    });
    await bench.decide(1, 10, moved('85'));
    expect(await openAbout(1)).toEqual(['second_review', idOf(20), 1]);
    expect(await codeOf(bench.decide(1, 10, { verb: 'approve' }))).toBe('task.not_yours');
    // The limit is counted from what was computed: 80.
    expect(await codeOf(bench.decide(1, 20, moved('91')))).toBe('adjustment.over_limit');
    const second = await bench.decide(1, 20, moved('90'));
    // The interview comes once the group's grades are calibrated.
    expect(second.appraisal).toMatchObject({ stage: 'calibration', total: '90.00', grade: 'A' });
    expect(second.nextTask).toBeNull();
    expect(
      await bench.query(`select score_before::text as before, score_after::text as after, voided_at is not null as void
                         from cycles.adjustment order by adjusted_at, score_after`),
    ).toEqual([
      { before: '80', after: '85', void: true },
      { before: '85', after: '90', void: false },
    ]);
  });

  it('goes back to the manager from the second review, in the next round, with what was decided void', async () => {
    await bench.toReview({}, 'quarter');
    await bench.decide(1, 10, { verb: 'approve' });
    await bench.decide(1, 20, { verb: 'return', toStage: 'manager_review', reason: 'Look at the complaints.' });
    expect(await openAbout(1)).toEqual(['manager_review', idOf(10), 2]);
    await bench.decide(1, 10, { verb: 'approve' });
    await bench.decide(1, 20, { verb: 'approve' });
    expect(await bench.stageOf(1)).toBe('calibration');
  });

  it('tells the one above once of all that a table of approvals brings them', async () => {
    await bench.toReview({}, 'quarter');
    const tasks = (await bench.openTasks()).filter(({ assigneeId }) => assigneeId === idOf(10));
    const items = tasks.map(({ taskId, version }) => ({ taskId, version }));
    const already = (await bench.told()).length;
    await bench.decisions.decideBatch(
      { params: {}, query: {}, body: { items }, idempotencyKey: 'a-table' },
      bench.call(10),
    );
    const opened = (await bench.told()).slice(already).filter(({ type }) => type === 'cycles.tasks_opened');
    expect(opened.map(({ payload }) => payload.assignees)).toEqual([
      [expect.objectContaining({ personId: idOf(20), stage: 'second_review', count: 2 })],
    ]);
  });

  it('asks HR’s owner where nobody is above the manager', async () => {
    await bench.toReview({}, 'quarter');
    await bench.decide(10, 20, { verb: 'approve' });
    expect(await openAbout(10)).toEqual(['second_review', idOf(900), 1]);
  });
});

describe('a year', () => {
  it('begins with the people’s own words, which only they write and their reviewers read', async () => {
    await bench.toReview({}, 'year');
    expect(await openAbout(1)).toEqual(['self_review', idOf(1), 1]);
    expect(await codeOf(bench.decide(1, 10, selfReview))).toBe('task.not_yours');
    await bench.decide(1, 1, selfReview);
    expect(await openAbout(1)).toEqual(['manager_review', idOf(10), 1]);
    expect(await bench.query('select achievements, difficulties, plans from cycles.self_review')).toEqual([
      { achievements: selfReview.achievements, difficulties: selfReview.difficulties, plans: null },
    ]);
    await bench.decide(1, 10, { verb: 'return', toStage: 'self_review', reason: 'Say what you plan.' });
    expect(await openAbout(1)).toEqual(['self_review', idOf(1), 2]);
    await bench.decide(1, 1, { ...selfReview, plans: 'The north.' });
    expect(
      await bench.query('select round, plans, voided_at is not null as void from cycles.self_review order by round'),
    ).toEqual([
      { round: 1, plans: null, void: true },
      { round: 2, plans: 'The north.', void: false },
    ]);
  });

  it('asks whoever’s first run was blocked for their own words too, once their data are complete', async () => {
    bench.company.blocked.add(idOf(2));
    const cycle = await bench.toReview({}, 'year');
    const exclusions = [{ segmentNo: 1, kpiId: 'complaints', reason: 'None this year.' }];
    await bench.decide(2, 900, { verb: 'resolve_gap', exclusions }, { grants: ['hr'] });
    await bench.record.rescoreReturned({ ...cycle, cohortNo: 1 });
    expect(await openAbout(2)).toEqual(['self_review', idOf(2), 2]);
    await bench.decide(2, 2, selfReview);
    await bench.decide(2, 10, { verb: 'return', toStage: 'collect', reason: 'Check the receipts.' });
    await bench.decide(2, 900, { verb: 'recheck_done', note: 'Checked.' }, { grants: ['hr'] });
    await bench.record.rescoreReturned({ ...cycle, cohortNo: 1 });
    expect(await openAbout(2)).toEqual(['manager_review', idOf(10), 3]);
  });

  it('does without the words of whoever is silent past the window, once, and tells their reviewers', async () => {
    const stages = [{ stage: 'self_review' as const, window: 'PT10H', reminders: [], escalateAfter: null }];
    const cycle = await bench.toReview({ stages }, 'year');
    const cohort = { ...cycle, cohortNo: 1 };
    await bench.decide(1, 1, selfReview);
    expect(await bench.record.deemAccepted(cohort)).toEqual({ deemed: 0 });
    await bench.setNow('2026-11-02T11:00:00Z');
    expect(await bench.record.deemAccepted(cohort)).toEqual({ deemed: 2 });
    expect(await bench.record.deemAccepted(cohort)).toEqual({ deemed: 0 });
    expect(await openAbout(2)).toEqual(['manager_review', idOf(10), 1]);
    expect(
      await bench.query(
        `select verb, count(*)::int from cycles.decision where stage = 'self_review' group by verb order by verb`,
      ),
    ).toEqual([
      { verb: 'lapsed', count: 2 },
      { verb: 'submit_self_review', count: 1 },
    ]);
    const digests = (await bench.told())
      .filter(({ type }) => type === 'cycles.tasks_opened')
      .flatMap(({ payload }) => payload.assignees as { personId: string; stage: string; count: number }[])
      .filter(({ stage }) => stage === 'manager_review');
    expect(digests.map(({ personId, count }) => [personId, count]).sort()).toEqual([
      // Of the one who wrote, and of the one who did not.
      [idOf(10), 1],
      [idOf(10), 1],
      [idOf(20), 1],
    ]);
  });

  it('is signed by HR, given back by the head, signed again by both, and then closed', async () => {
    const cycle = await bench.toReview({}, 'year');
    for (const [person, manager, second] of [
      [1, 10, 20],
      [2, 10, 20],
      [10, 20, 900],
    ] as const) {
      await bench.decide(person, person, selfReview);
      await bench.decide(person, manager, { verb: 'approve' });
      await bench.decide(person, second, { verb: 'approve' });
    }
    await bench.record.openCalibrations({ ...cycle, cohortNo: 1 });
    await bench.closeCalibrations();
    for (const [person, manager] of [
      [1, 10],
      [2, 10],
      [10, 20],
    ] as const) {
      await bench.decide(person, manager, talk);
      await bench.decide(person, person, { verb: 'acknowledge' });
    }
    await bench.record.publishReport(cycle);
    await bench.record.openSignOff(cycle);
    const sign = async (by: number, body: Parameters<RecordBench['decide']>[2], grants: readonly 'hr'[] = []) => {
      const [task] = await bench.openTasks();
      if (!task) throw new Error('something is open');
      return bench.decide(0, by, body, { task, grants: [...grants] });
    };
    const signed = await sign(900, { verb: 'sign_off' }, ['hr']);
    expect(signed.nextTask).toMatchObject({ stage: 'head_sign_off', assigneeId: idOf(20) });
    expect(await bench.record.isSignedOff(cycle)).toBe(false);
    expect(await codeOf(sign(900, { verb: 'sign_off' }, ['hr']))).toBe('task.not_yours');
    expect(await codeOf(sign(20, { verb: 'return', toStage: 'collect', reason: 'x' }))).toBe('task.verb_not_possible');
    const back = await sign(20, { verb: 'return', toStage: 'sign_off', reason: 'Look at the grades of the north.' });
    expect(back.nextTask).toMatchObject({ stage: 'sign_off', assigneeId: idOf(900) });
    await sign(900, { verb: 'sign_off' }, ['hr']);
    expect((await sign(20, { verb: 'sign_off' })).nextTask).toBeNull();
    expect(await bench.record.isSignedOff(cycle)).toBe(true);
    await bench.record.closeCycle(cycle);
    expect(await bench.query('select state, signed_off_by from cycles.cycle')).toEqual([
      { state: 'closed', signed_off_by: idOf(20) },
    ]);
    const cycleHistory = (await bench.history())
      .map(({ action }) => action)
      .filter((action) => action.includes('signed_off') || action.includes('sign_off'));
    expect(cycleHistory.filter((action) => action.startsWith('cycle.'))).toEqual([
      'cycle.signed_off',
      'cycle.sign_off_returned',
      'cycle.signed_off',
      'cycle.head_signed_off',
    ]);
  });
});
