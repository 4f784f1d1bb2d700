import { randomUUID } from 'node:crypto';
import type { DecisionReply } from '../../../../libs/contracts/cycles/http.js';
import { idOf } from '../testing/company.js';
import { codeOf, RecordBench, talk } from '../testing/record-bench.js';

let bench: RecordBench;

beforeEach(async () => {
  bench = await RecordBench.open('2026-11-02T01:00:00Z');
  for (let person = 1; person <= 8; person += 1) bench.company.add(person, [10, 20]);
  bench.company.add(10, [20]);
}, 60_000);
afterEach(() => bench.close());

const decisions = () =>
  bench.query('select verb, stage, voided_at is not null as void from cycles.decision order by decision_id');

it('the same request twice is one decision with one answer; another body under its key is refused', async () => {
  await bench.toReview();
  const task = await bench.taskAbout(1);
  const key = randomUUID();
  const first = await bench.decide(1, 10, { verb: 'approve', comment: 'Good.' }, { key, task });
  expect(await bench.decide(1, 10, { verb: 'approve', comment: 'Good.' }, { key, task })).toEqual(first);
  expect(await codeOf(bench.decide(1, 10, { verb: 'approve', comment: 'Better.' }, { key, task }))).toBe(
    'request.idempotency_key_reused',
  );
  expect(first.nextTask).toMatchObject({ stage: 'interview', assigneeId: idOf(10) });
  expect(await decisions()).toHaveLength(1);
});

it('of a hundred parallel clicks on one task exactly one decides, whatever their keys', async () => {
  await bench.toReview();
  const task = await bench.taskAbout(1);
  const keys = Array.from({ length: 100 }, (_, index) => `key-${index % 50}`);
  const outcomes = await Promise.all(
    keys.map((key) =>
      bench.decide(1, 10, { verb: 'approve' }, { key, task }).then(
        (reply) => ({ key, reply }),
        (error: { code?: string }) => ({ key, code: error.code }),
      ),
    ),
  );
  const won = outcomes.filter((one): one is { key: string; reply: DecisionReply } => 'reply' in one);
  expect(new Set(won.map(({ key }) => key)).size).toBe(1);
  expect(new Set(won.map(({ reply }) => reply.decisionId)).size).toBe(1);
  const codes = outcomes.flatMap((one) => ('code' in one ? [one.code] : []));
  expect(new Set(codes.filter((code) => code !== 'task.closed'))).toEqual(
    new Set(codes.includes('appraisal.stale_version') ? ['appraisal.stale_version'] : []),
  );
  expect(await decisions()).toHaveLength(1);
  expect(await bench.query(`select count(*)::int from cycles.task where stage = 'interview'`)).toEqual([{ count: 1 }]);
}, 60_000);

it('a version that is not the current one is refused with the current one, and the attempt is history', async () => {
  await bench.toReview();
  const task = await bench.taskAbout(1);
  const stale = await bench.decide(1, 10, { verb: 'approve' }, { task, version: task.version - 1 }).catch((e) => e);
  expect([stale.status, stale.code, stale.values]).toEqual([
    409,
    'appraisal.stale_version',
    { seen: task.version - 1, current: task.version },
  ]);
  const refused = (await bench.history()).filter(({ action }) => action === 'decision.refused');
  expect(refused.map(({ after }) => after.code)).toEqual(['appraisal.stale_version']);
});

it('nobody decides what is another’s, their own, or unseen', async () => {
  await bench.toReview();
  expect(await codeOf(bench.decide(1, 20, { verb: 'approve' }))).toBe('task.not_yours');
  expect(await codeOf(bench.decide(1, 1, { verb: 'approve' }))).toBe('task.not_yours');
  expect(await codeOf(bench.decide(1, 2, { verb: 'approve' }))).toBe('task.not_found');
  expect(await codeOf(bench.decide(1, 10, { verb: 'acknowledge' }))).toBe('task.verb_not_possible');
  expect(await codeOf(bench.decide(1, 10, { verb: 'sign_off' }))).toBe('task.verb_not_possible');
  expect(await decisions()).toEqual([]);
});

it('a moved line changes the total by its weight, within the limit, and both values stay', async () => {
  await bench.toReview();
  const adjust = (score: string) => ({
    verb: 'approve' as const,
    adjustments: [{ segmentNo: 1, kpiId: 'complaints', score, reason: 'Two were the carrier’s.' }],
  });
  expect(await codeOf(bench.decide(1, 10, adjust('90.01')))).toBe('adjustment.over_limit');
  const reply = await bench.decide(1, 10, adjust('85'));
  // 88 + 5 points × 10 of 50.
  expect([reply.appraisal?.total, reply.appraisal?.grade]).toEqual(['89.00', 'B']);
  expect(
    await bench.query('select score_before::text, score_after::text, reason, run_no from cycles.adjustment'),
  ).toEqual([{ score_before: '80', score_after: '85', reason: 'Two were the carrier’s.', run_no: 1 }]);
});

it('a return voids what was decided, keeps it in the history and gives the computed total back', async () => {
  const cycle = await bench.toReview();
  await bench.decide(1, 10, {
    verb: 'approve',
    adjustments: [{ segmentNo: 1, kpiId: 'complaints', score: '85', reason: 'x' }],
  });
  const back = await bench.decide(1, 10, { verb: 'return', toStage: 'collect', reason: 'Check the receipts.' });
  expect(back.appraisal).toMatchObject({ stage: 'recheck', total: '88.00' });
  expect(back.nextTask).toMatchObject({ stage: 'recheck', assigneeId: idOf(900) });
  await bench.decide(1, 900, { verb: 'recheck_done', note: 'Checked.' }, { grants: ['hr'] });
  await bench.record.rescoreReturned({ ...cycle, cohortNo: 1 });
  await bench.decide(1, 10, { verb: 'approve' });
  expect(await decisions()).toEqual([
    { verb: 'approve', stage: 'manager_review', void: true },
    { verb: 'return', stage: 'interview', void: false },
    { verb: 'recheck_done', stage: 'recheck', void: false },
    { verb: 'approve', stage: 'manager_review', void: false },
  ]);
  expect(await bench.query('select voided_at is not null as void from cycles.adjustment')).toEqual([{ void: true }]);
});

it('what was said in the talk is kept as written, its actions with owners, and strangers own nothing', async () => {
  await bench.toReview();
  await bench.decide(1, 10, { verb: 'approve' });
  if (talk.verb !== 'record_interview') throw new Error('a talk is an interview');
  const stranger = { ...talk, actions: [{ text: 'x', ownerPersonId: idOf(999), dueOn: '2026-12-01' }] };
  expect(await codeOf(bench.decide(1, 10, stranger))).toBe('person.unknown');
  await bench.decide(1, 10, talk);
  expect(await bench.query('select strengths, weaknesses, directions from cycles.interview')).toEqual([
    { strengths: talk.strengths, weaknesses: talk.weaknesses, directions: talk.directions },
  ]);
  expect(await bench.query('select text, owner_person_id, due_on::text from cycles.interview_action')).toEqual([
    { text: 'A list of key customers', owner_person_id: idOf(1), due_on: '2026-12-15' },
  ]);
  const told = (await bench.told()).filter(({ type }) => type === 'cycles.results_released');
  expect(told.map(({ payload }) => (payload.people as { personId: string }[])[0]?.personId)).toEqual([idOf(1)]);
});

it('a table is approved at once with a result for each row, and a repetition answers the same', async () => {
  await bench.toReview();
  const tasks = (await bench.openTasks()).filter(({ assigneeId }) => assigneeId === idOf(10));
  const other = await bench.taskAbout(10);
  const items = [
    ...tasks.map(({ taskId, version }, index) => ({ taskId, version: index === 0 ? version - 1 : version })),
    { taskId: other.taskId, version: other.version },
    { taskId: tasks[1]?.taskId ?? '', version: tasks[1]?.version ?? 1 },
  ];
  const input = { params: {}, query: {}, body: { items, comment: 'Agreed.' }, idempotencyKey: randomUUID() };
  const reply = await bench.decisions.decideBatch(input, bench.call(10));
  expect([reply.approved, reply.refused]).toEqual([7, 3]);
  expect(reply.results.map(({ code }) => code)).toEqual([
    'appraisal.stale_version',
    ...Array.from({ length: 7 }, () => null),
    'task.not_yours',
    'appraisal.stale_version',
  ]);
  expect(await bench.decisions.decideBatch(input, bench.call(10))).toEqual(reply);
  expect(await decisions()).toHaveLength(7);
  const boards = (await bench.told()).filter(({ type }) => type === 'cycles.board_changed');
  const before = boards.length;
  await bench.decide(10, 20, { verb: 'approve' });
  expect((await bench.told()).filter(({ type }) => type === 'cycles.board_changed')).toHaveLength(before + 1);
});
