import { defaultRoutes } from '../../../../libs/domain/cycle/index.js';
import { idOf } from '../testing/company.js';
import { codeOf, RecordBench, talk } from '../testing/record-bench.js';

/** Shanghai's first working day after October 2026, in the morning. */
const launchedAt = '2026-11-02T01:00:00Z';
let bench: RecordBench;

beforeEach(async () => {
  bench = await RecordBench.open(launchedAt);
  // 1 and 2 report to 10, who reports to 20, the head; 30 reports to the head as well.
  bench.company.add(1, [10, 20]);
  bench.company.add(2, [10, 20]);
  bench.company.add(10, [20]);
  bench.company.add(30, [20]);
}, 60_000);
afterEach(() => bench.close());

it('a launch enrols everybody whom a standard measures, once, with their reviewers, and tells the data owners', async () => {
  bench.company.add(40, [20], { segments: [] });
  const cycle = await bench.launch();
  const first = await bench.record.openCollection(cycle);
  expect(await bench.record.openCollection(cycle)).toEqual(first);
  expect(first).toEqual({ sourceIds: ['erp', 'survey'], cutOffAt: '2026-11-03T16:00:00.000Z', cohortNos: [1] });
  const people = await bench.query('select person_id, reviewer_id, stage from cycles.appraisal order by person_id');
  expect(people).toEqual([
    { person_id: idOf(1), reviewer_id: idOf(10), stage: 'collecting' },
    { person_id: idOf(2), reviewer_id: idOf(10), stage: 'collecting' },
    { person_id: idOf(10), reviewer_id: idOf(20), stage: 'collecting' },
    { person_id: idOf(30), reviewer_id: idOf(20), stage: 'collecting' },
  ]);

  expect(await bench.record.waitingSources(cycle)).toEqual({ waiting: ['erp', 'survey'] });
  await bench.record.waitingSources(cycle);
  expect((await bench.openTasks()).map(({ stage, assigneeId }) => [stage, assigneeId])).toEqual([
    ['collect', idOf(901)],
    ['collect', idOf(901)],
  ]);
  const opened = (await bench.told()).filter(({ type }) => type === 'cycles.tasks_opened');
  expect(opened.map(({ payload }) => payload.assignees)).toEqual([
    [{ personId: idOf(901), stage: 'collect', count: 2, dueAt: '2026-11-03T16:00:00.000Z' }],
  ]);
});

it('a sign-off ends its task, and one that is withdrawn opens it again', async () => {
  const cycle = await bench.launch();
  await bench.record.openCollection(cycle);
  bench.company.signedOff.add('erp');
  expect(await bench.record.waitingSources(cycle)).toEqual({ waiting: ['survey'] });
  expect(await bench.openTasks()).toHaveLength(1);
  bench.company.signedOff.delete('erp');
  await bench.record.waitingSources(cycle);
  expect(await bench.openTasks()).toHaveLength(2);
  expect(await codeOf(bench.record.freezeInputs(cycle))).toBe('cycle.sources_open');
  await bench.setNow('2026-11-03T16:00:00Z');
  await bench.record.freezeInputs(cycle);
  await bench.record.freezeInputs(cycle);
  expect(await bench.query('select outcome, count(*)::int from cycles.task group by outcome')).toEqual([
    { outcome: 'cut_off', count: 2 },
  ]);
  const [row] = await bench.query<{ state: string }>('select state from cycles.cycle');
  expect(row?.state).toBe('scoring');
});

it('scoring copies each result once and opens reviews in one digest a manager', async () => {
  const cycle = await bench.toReview();
  expect(await bench.record.scoreCohort({ ...cycle, cohortNo: 1 })).toEqual({ scored: 0, blocked: 0 });
  expect(await bench.record.openReview({ ...cycle, cohortNo: 1 })).toEqual({ opened: 0 });
  expect(
    await bench.query(`select count(*)::int as results, (select count(*)::int from cycles.appraisal_line) as lines,
                         min(total)::text as total from cycles.appraisal_result`),
  ).toEqual([{ results: 4, lines: 8, total: '88.00' }]);
  const digests = (await bench.told())
    .filter(({ type }) => type === 'cycles.tasks_opened')
    .flatMap(({ payload }) => payload.assignees as { personId: string; stage: string; count: number }[])
    .filter(({ stage }) => stage === 'manager_review')
    .map(({ personId, count }) => [personId, count])
    .sort();
  expect(digests).toEqual([
    [idOf(10), 2],
    [idOf(20), 2],
  ]);
});

it('who is blocked waits for HR alone, who leaves out what blocks and nothing else', async () => {
  bench.company.blocked.add(idOf(2));
  const cycle = await bench.toReview();
  const gap = await bench.taskAbout(2);
  expect([gap.stage, gap.assigneeId]).toEqual(['data_gap', idOf(900)]);
  expect(await bench.stageOf(1)).toBe('manager_review');
  const leaveOut = (kpiId: string) => ({
    verb: 'resolve_gap' as const,
    exclusions: [{ segmentNo: 1, kpiId, reason: 'No campaign this month.' }],
  });
  expect(await codeOf(bench.decide(2, 10, leaveOut('complaints')))).toBe('task.not_yours');
  const hr = { grants: ['hr' as const] };
  expect(await codeOf(bench.decide(2, 900, leaveOut('sales_completion'), hr))).toBe('exclusion.line_not_blocked');
  await bench.decide(2, 900, leaveOut('complaints'), hr);
  expect((await bench.record.readProgress({ ...cycle, cohortNo: 1 })).waitingForRescore).toBe(1);
  expect(await bench.record.rescoreReturned({ ...cycle, cohortNo: 1 })).toEqual({ rescored: 1 });
  expect(await bench.record.rescoreReturned({ ...cycle, cohortNo: 1 })).toEqual({ rescored: 0 });
  const review = await bench.taskAbout(2);
  expect([review.stage, review.round, review.assigneeId]).toEqual(['manager_review', 2, idOf(10)]);
});

describe('the clock', () => {
  const route = {
    cutOff: 'PT1H',
    stages: [
      { stage: 'manager_review' as const, window: 'PT10H', reminders: ['PT4H', 'PT8H'], escalateAfter: 'PT12H' },
      { stage: 'acknowledgement' as const, window: 'PT10H', reminders: [], escalateAfter: null },
    ],
  };
  const at = (hours: number): string => new Date(Date.parse(launchedAt) + hours * 3_600_000).toISOString();

  it('reminds once for all that has passed, escalates once to the manager above, by the database', async () => {
    const cycle = await bench.toReview(route);
    const cohort = { ...cycle, cohortNo: 1 };
    expect((await bench.record.readProgress(cohort)).nextDeadlineAt).toBe(at(4));
    expect(await bench.record.remindLate(cohort)).toEqual({ reminded: 0 });
    await bench.setNow(at(9));
    expect(await bench.record.remindLate(cohort)).toEqual({ reminded: 4 });
    expect(await bench.record.remindLate(cohort)).toEqual({ reminded: 0 });
    expect((await bench.record.readProgress(cohort)).nextDeadlineAt).toBe(at(12));
    await bench.setNow(at(12));
    expect(await bench.record.escalateLate(cohort)).toEqual({ escalated: 4 });
    expect(await bench.record.escalateLate(cohort)).toEqual({ escalated: 0 });
    const [escalated] = (await bench.told()).filter(({ type }) => type === 'cycles.tasks_escalated');
    // The head has nobody above: HR's owner of the cycle is told.
    expect(escalated?.payload.escalations).toEqual([
      { toPersonId: idOf(20), latePersonId: idOf(10), count: 2 },
      { toPersonId: idOf(900), latePersonId: idOf(20), count: 2 },
    ]);
    expect((await bench.record.readProgress(cohort)).nextDeadlineAt).toBeNull();
  });

  it('takes silence past the window for an acceptance, and an acknowledgement after it for too late', async () => {
    const cycle = await bench.toReview(route);
    const cohort = { ...cycle, cohortNo: 1 };
    await bench.decide(1, 10, { verb: 'approve' });
    await bench.decide(1, 10, talk);
    expect(await bench.record.deemAccepted(cohort)).toEqual({ deemed: 0 });
    await bench.setNow(at(10));
    expect(await codeOf(bench.decide(1, 1, { verb: 'acknowledge' }))).toBe('task.window_closed');
    expect(await bench.record.deemAccepted(cohort)).toEqual({ deemed: 1 });
    expect(await bench.record.deemAccepted(cohort)).toEqual({ deemed: 0 });
    expect(await bench.query('select deemed, by_person_id from cycles.acknowledgement')).toEqual([
      { deemed: true, by_person_id: null },
    ]);
    expect(await bench.stageOf(1)).toBe('acknowledged');
  });

  it('stands still while the cycle is paused, and every time ahead moves by the rest', async () => {
    const cycle = await bench.toReview(route);
    const cohort = { ...cycle, cohortNo: 1 };
    const by = { ...cycle, byAccountId: idOf(10_900), byPersonId: idOf(900), requestId: 'r' };
    await bench.setNow(at(2));
    await bench.record.pause({ ...by, reason: 'Stocktaking' });
    await bench.record.pause({ ...by, reason: 'Stocktaking' });
    expect((await bench.record.readProgress(cohort)).nextDeadlineAt).toBeNull();
    expect(await codeOf(bench.decide(1, 10, { verb: 'approve' }))).toBe('cycle.paused');
    await bench.setNow(at(5));
    expect(await bench.record.remindLate(cohort)).toEqual({ reminded: 0 });
    await bench.record.resume(by);
    await bench.record.resume(by);
    expect((await bench.record.readProgress(cohort)).nextDeadlineAt).toBe(at(7));
    expect((await bench.taskAbout(1)).dueAt.toISOString()).toBe(at(13));
  });

  it('gives a stage more working days once, however often the command arrives', async () => {
    const cycle = await bench.toReview();
    const by = { ...cycle, byAccountId: idOf(10_900), byPersonId: idOf(900), commandId: idOf(77) };
    const extend = () => bench.record.extend({ ...by, stage: 'manager_review', days: 2, reason: 'Trade fair' });
    // The window of one working day would end with Tuesday; two more end with Thursday.
    expect((await bench.taskAbout(1)).dueAt.toISOString()).toBe('2026-11-03T16:00:00.000Z');
    await extend();
    await extend();
    expect((await bench.taskAbout(1)).dueAt.toISOString()).toBe('2026-11-05T16:00:00.000Z');
    expect(await bench.query(`select extra_days from cycles.cycle`)).toEqual([{ extra_days: { manager_review: 2 } }]);
  });
});

it('people leave and join while it runs: the one is asked nothing more, the other is scored and opened', async () => {
  const cycle = await bench.toReview();
  const by = { ...cycle, byAccountId: idOf(10_900), byPersonId: idOf(900) };
  expect(await bench.record.excludePerson({ ...by, personId: idOf(2), reason: 'Left' })).toEqual({ cohortNo: 1 });
  expect(await bench.record.excludePerson({ ...by, personId: idOf(2), reason: 'Left' })).toEqual({ cohortNo: 1 });
  expect(await bench.stageOf(2)).toBe('excluded');
  expect((await bench.openTasks()).map(({ personId }) => personId)).not.toContain(idOf(2));
  expect(await codeOf(bench.record.addPerson({ ...by, personId: idOf(2), reason: 'Back' }))).toBe(
    'cycle.person_has_left',
  );
  bench.company.add(3, [10, 20]);
  const joined = { cohortNo: 1, newCohort: false };
  expect(await bench.record.addPerson({ ...by, personId: idOf(3), reason: 'Forgotten' })).toEqual(joined);
  expect(await bench.record.addPerson({ ...by, personId: idOf(3), reason: 'Forgotten' })).toEqual(joined);
  expect(await bench.stageOf(3)).toBe('manager_review');
  expect(await codeOf(bench.record.addPerson({ ...by, personId: idOf(4), reason: 'x' }))).toBe(
    'cycle.person_not_employed',
  );
});

it('a cancelled cycle asks nobody for anything', async () => {
  const cycle = await bench.toReview();
  const by = { ...cycle, byAccountId: idOf(10_900), byPersonId: idOf(900), reason: 'Wrong month' };
  await bench.record.cancel(by);
  expect(await bench.openTasks()).toEqual([]);
  expect(await bench.query('select distinct stage from cycles.appraisal')).toEqual([{ stage: 'cancelled' }]);
  expect(await codeOf(bench.record.cancel(by))).toBe('cycle.state_not_possible');
  // The month can be launched anew.
  await bench.launch();
});

it('is published once everybody is done, signed off by HR, and closed', async () => {
  const cycle = await bench.toReview();
  expect(await codeOf(bench.record.publishReport(cycle))).toBe('cycle.not_done');
  for (const [person, manager] of [
    [1, 10],
    [2, 10],
    [10, 20],
    [30, 20],
  ] as const) {
    await bench.decide(person, manager, { verb: 'approve' });
    await bench.decide(person, manager, talk);
    await bench.decide(person, person, { verb: 'acknowledge', comment: 'Thank you.' });
  }
  expect(await bench.record.readProgress({ ...cycle, cohortNo: 1 })).toMatchObject({ done: true, acknowledged: 4 });
  const report = await bench.record.publishReport(cycle);
  expect(await bench.record.publishReport(cycle)).toEqual(report);
  expect(await bench.query('select format, locale, name from cycles.report order by format, locale')).toEqual(
    ['pdf', 'xlsx'].flatMap((format) =>
      ['en', 'zh-Hans', 'zh-Hant'].map((locale) => ({ format, locale, name: `KH-2026-10.${locale}.${format}` })),
    ),
  );
  const task = await bench.record.openSignOff(cycle);
  expect(await bench.record.openSignOff(cycle)).toEqual(task);
  expect(await bench.record.isSignedOff(cycle)).toBe(false);
  expect(await codeOf(bench.record.closeCycle(cycle))).toBe('cycle.state_not_possible');
  const [open] = await bench.openTasks();
  if (!open) throw new Error('the sign-off is open');
  expect(await codeOf(bench.decide(0, 10, { verb: 'sign_off' }, { task: open }))).toBe('task.not_found');
  const hr = { task: open, grants: ['hr' as const] };
  expect(await codeOf(bench.decide(0, 900, { verb: 'sign_off' }, { ...hr, version: open.version - 1 }))).toBe(
    'cycle.stale_version',
  );
  const key = 'sign-off-key';
  const signed = await bench.decide(0, 900, { verb: 'sign_off' }, { ...hr, key });
  expect(await bench.decide(0, 900, { verb: 'sign_off' }, { ...hr, key })).toEqual(signed);
  expect(await bench.record.isSignedOff(cycle)).toBe(true);
  await bench.record.closeCycle(cycle);
  await bench.record.closeCycle(cycle);
  expect(await bench.query('select state from cycles.cycle')).toEqual([{ state: 'closed' }]);
  expect(await bench.query('select distinct stage from cycles.appraisal')).toEqual([{ stage: 'signed_off' }]);
});

it('each change of an appraisal is one entry of the history with the version it led to', async () => {
  await bench.toReview();
  await bench.decide(1, 10, { verb: 'approve' });
  await bench.decide(1, 10, talk);
  await bench.decide(1, 1, { verb: 'acknowledge' });
  const about = (await bench.history()).filter(
    ({ action, about_person_id }) => about_person_id === idOf(1) && action.startsWith('appraisal.'),
  );
  expect(about.map(({ action, after }) => [action, after.stage, after.version ?? 1])).toEqual([
    ['appraisal.opened', 'collecting', 1],
    ['appraisal.scored', 'scored', 2],
    ['appraisal.review_opened', 'manager_review', 3],
    ['appraisal.decided', 'interview', 4],
    ['appraisal.decided', 'acknowledgement', 5],
    ['appraisal.decided', 'acknowledged', 6],
  ]);
});

it('the shipped route of a month has its report out by the fifth', () => {
  expect(defaultRoutes.month.reportDueDay).toBe(5);
});
