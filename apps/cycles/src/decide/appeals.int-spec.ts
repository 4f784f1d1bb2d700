import { randomUUID } from 'node:crypto';
import type { DecisionBody } from '../../../../libs/contracts/cycles/http.js';
import { AppraisalsReading } from '../reading/appraisals-reading.js';
import type { CycleAddress } from '../record/set-operations.js';
import { idOf } from '../testing/company.js';
import { codeOf, RecordBench, talk } from '../testing/record-bench.js';

let bench: RecordBench;
let cycle: CycleAddress;

beforeEach(async () => {
  bench = await RecordBench.open('2026-11-02T01:00:00Z');
  for (let person = 1; person <= 3; person += 1) bench.company.add(person, [10, 20]);
  bench.company.add(10, [20]);
  bench.company.hrIds = [idOf(900), idOf(905)];
}, 60_000);
afterEach(() => bench.close());

/** Person 1's manager moved the sales line from 90 to 92 and held the talk: 88 + 2 × 40/50. */
async function toAcknowledgement(): Promise<void> {
  cycle = await bench.toReview();
  const moved = { segmentNo: 1, kpiId: 'sales_completion', score: '92', reason: 'A late order.' };
  await bench.decide(1, 10, { verb: 'approve', adjustments: [moved] });
  await bench.decide(1, 10, talk);
}
const appeal = (changes: Partial<Extract<DecisionBody, { verb: 'appeal' }>> = {}): DecisionBody => ({
  verb: 'appeal',
  segmentNo: 1,
  kpiId: 'complaints',
  ground: 'data',
  reason: 'Two of these are another’s.',
  ...changes,
});
const uphold = (score?: string): DecisionBody => ({
  verb: 'uphold',
  answer: 'That is right.',
  ...(score ? { score } : {}),
});
const dismiss: DecisionBody = { verb: 'dismiss', answer: 'The rows are yours.' };
const openAbout = async (person: number) => {
  const { stage, assigneeId, round } = await bench.taskAbout(person);
  return [stage, assigneeId, round];
};
const sheet = async (reader: number) => {
  const { appraisalId } = await bench.taskAbout(1);
  return new AppraisalsReading(bench.ports).sheet(
    { params: { appraisalId: appraisalId ?? '' }, query: {}, body: {} },
    bench.call(reader),
  );
};
const cohort = () => ({ ...cycle, cohortNo: 1 });

it('goes to HR’s owner while the silence counts no more, and back with the answer and a fresh window', async () => {
  await toAcknowledgement();
  const key = randomUUID();
  const task = await bench.taskAbout(1);
  const first = await bench.decide(1, 1, appeal({ observationId: idOf(77) }), { key, task });
  expect(await bench.decide(1, 1, appeal({ observationId: idOf(77) }), { key, task })).toEqual(first);
  expect(await openAbout(1)).toEqual(['appeal', idOf(900), 1]);
  const told = (await bench.told()).filter(({ type }) => type === 'cycles.tasks_opened').at(-1);
  expect(told?.payload.assignees).toEqual([
    expect.objectContaining({ personId: idOf(900), stage: 'appeal', count: 1 }),
  ]);

  await bench.setNow('2026-11-20T01:00:00Z');
  expect(await bench.record.deemAccepted(cohort())).toEqual({ deemed: 0 });
  expect((await bench.record.readProgress(cohort())).done).toBe(false);
  await bench.record.escalateLate(cohort());
  const late = (await bench.told()).filter(
    ({ type, payload }) => type.endsWith('escalated') && payload.stage === 'appeal',
  );
  expect(late.map(({ payload }) => payload.escalations)).toEqual([
    [{ toPersonId: idOf(905), latePersonId: idOf(900), count: 1 }],
  ]);
  expect(await codeOf(bench.decide(1, 905, dismiss, { grants: ['hr'] }))).toBe('task.not_yours');
  expect(await codeOf(bench.decide(1, 900, uphold('81'), { grants: ['hr'] }))).toBe('appeal.score_not_asked');
  await bench.decide(1, 900, dismiss, { grants: ['hr'] });

  expect((await bench.told()).filter(({ type }) => type === 'cycles.appeal_answered')).toMatchObject([
    { payload: { personId: idOf(1), outcome: 'dismissed' } },
  ]);

  const read = await sheet(1);
  expect(read.appeals).toMatchObject([
    {
      instance: 1,
      ground: 'data',
      sourceRow: { sourceId: 'erp', batchNo: 3, rowNo: 12 },
      handler: { personId: idOf(900) },
      outcome: 'dismissed',
      answer: 'The rows are yours.',
      answeredAt: '2026-11-20T01:00:00.000Z',
    },
  ]);
  expect(read.openTask).toMatchObject({ stage: 'acknowledgement', verbs: ['acknowledge', 'appeal'] });
  expect(Date.parse(read.openTask?.dueAt ?? '')).toBeGreaterThan(Date.parse('2026-11-20T01:00:00Z'));
  expect([read.total, read.decisions.map(({ verb }) => verb)]).toEqual([
    '89.60',
    ['approve', 'record_interview', 'appeal', 'dismiss'],
  ]);
});

it('is heard once more by another, and then no more; other lines may still be appealed', async () => {
  await toAcknowledgement();
  await bench.decide(1, 1, appeal());
  await bench.decide(1, 900, dismiss, { grants: ['hr'] });
  await bench.decide(1, 1, appeal({ ground: 'rule' }));
  expect(await openAbout(1)).toEqual(['appeal', idOf(905), 1]);
  await bench.decide(1, 905, dismiss, { grants: ['hr'] });
  expect(await codeOf(bench.decide(1, 1, appeal()))).toBe('appeal.is_final');
  await bench.decide(1, 1, appeal({ kpiId: 'sales_completion' }));
  await bench.decide(1, 900, dismiss, { grants: ['hr'] });
  await bench.decide(1, 1, { verb: 'acknowledge' });
  expect(await bench.stageOf(1)).toBe('acknowledged');
});

it('to the rule, upheld, is a kept adjustment within the standard’s limit', async () => {
  await toAcknowledgement();
  await bench.decide(1, 1, appeal({ ground: 'rule' }));
  expect(await codeOf(bench.decide(1, 900, uphold(), { grants: ['hr'] }))).toBe('appeal.score_missing');
  expect(await codeOf(bench.decide(1, 900, uphold('90.01'), { grants: ['hr'] }))).toBe('adjustment.over_limit');
  await bench.decide(1, 900, uphold('90'), { grants: ['hr'] });
  const read = await sheet(1);
  expect([read.stage, read.total, read.grade]).toEqual(['acknowledgement', '91.60', 'A']);
  expect(read.lines.find(({ kpiId }) => kpiId === 'complaints')).toMatchObject({
    score: '80',
    scoreNow: '90',
    adjustment: { scoreBefore: '80', scoreAfter: '90', reason: 'That is right.', by: { personId: idOf(900) } },
  });
});

it('to the data, upheld, leads through the re-check to a new run and the person, with what the reviewer changed elsewhere', async () => {
  await toAcknowledgement();
  await bench.decide(1, 1, appeal());
  await bench.decide(1, 900, uphold(), { grants: ['hr'] });
  expect(await openAbout(1)).toEqual(['recheck', idOf(900), 1]);
  expect((await sheet(1)).total).toBe('89.60');
  await bench.decide(1, 900, { verb: 'recheck_done', note: 'Row 12 was another’s.' }, { grants: ['hr'] });

  bench.company.complaints.set(idOf(1), 85);
  expect(await bench.record.rescoreReturned(cohort())).toEqual({ rescored: 1 });
  expect(await bench.record.rescoreReturned(cohort())).toEqual({ rescored: 0 });
  expect(await openAbout(1)).toEqual(['acknowledgement', idOf(1), 2]);
  const read = await sheet(1);
  // 0.8 × 92 + 0.2 × 85.
  expect([read.runNo, read.total, read.computedTotal, read.released]).toEqual([2, '90.60', '89.00', true]);
  expect(read.lines.map(({ kpiId, scoreNow }) => [kpiId, scoreNow])).toEqual([
    ['sales_completion', '92'],
    ['complaints', '85'],
  ]);
  expect(read.appeals).toMatchObject([{ runNo: 1, outcome: 'upheld', rescoredRunNo: 2 }]);
  expect(read.interview).not.toBeNull();
  const told = (await bench.told()).filter(({ type }) => type === 'cycles.tasks_opened').at(-1);
  // Nothing beyond what, whose and when: no score leaves with the word.
  expect(told?.payload).toEqual({
    kind: 'month',
    cycleId: expect.any(String),
    periodFrom: '2026-10-01',
    periodTo: '2026-11-01',
    assignees: [
      { personId: idOf(1), stage: 'acknowledgement', count: 1, dueAt: expect.stringMatching(/^2026-11-\d\dT/) },
    ],
  });

  await bench.decide(1, 1, appeal());
  await bench.decide(1, 905, uphold(), { grants: ['hr'] });
  await bench.decide(1, 900, { verb: 'recheck_done', note: 'Again.' }, { grants: ['hr'] });
  bench.company.complaints.set(idOf(1), 95);
  await bench.record.rescoreReturned(cohort());
  await bench.decide(1, 1, { verb: 'acknowledge' });
  expect(await bench.stageOf(1)).toBe('acknowledged');
});

it('of a line a reviewer had changed drops that change when the figure under it is another', async () => {
  await toAcknowledgement();
  await bench.decide(1, 1, appeal({ ground: 'rule' }));
  await bench.decide(1, 900, uphold('84'), { grants: ['hr'] });
  await bench.decide(1, 1, appeal());
  await bench.decide(1, 905, uphold(), { grants: ['hr'] });
  await bench.decide(1, 900, { verb: 'recheck_done', note: 'Put right.' }, { grants: ['hr'] });
  bench.company.complaints.set(idOf(1), 82);
  await bench.record.rescoreReturned(cohort());
  const read = await sheet(1);
  expect(read.lines.map(({ scoreNow, adjustment }) => [scoreNow, adjustment?.scoreAfter ?? null])).toEqual([
    ['92', '92'],
    ['82', null],
  ]);
  expect(read.total).toBe('90.00');
});

it('is the person’s alone, of a line of theirs and a row behind it, inside of the window, to somebody without a part', async () => {
  await toAcknowledgement();
  expect(await codeOf(bench.decide(1, 10, appeal()))).toBe('task.not_yours');
  expect(await codeOf(bench.decide(1, 900, appeal(), { grants: ['hr'] }))).toBe('task.not_yours');
  expect(await codeOf(bench.decide(1, 2, appeal()))).toBe('task.not_found');
  expect(await codeOf(bench.decide(1, 1, appeal({ kpiId: 'nothing' })))).toBe('appeal.line_unknown');
  expect(await codeOf(bench.decide(1, 1, appeal({ observationId: idOf(78) })))).toBe('appeal.row_unknown');
  bench.company.hrIds = [idOf(10), idOf(1)];
  expect(await codeOf(bench.decide(1, 1, appeal()))).toBe('appeal.no_handler');
  bench.company.hrIds = [idOf(10), idOf(905), idOf(1)];
  await bench.setNow('2026-11-20T01:00:00Z');
  expect(await codeOf(bench.decide(1, 1, appeal()))).toBe('task.window_closed');
  expect((await sheet(1)).openTask?.verbs).toEqual([]);
  await bench.setNow('2026-11-02T02:00:00Z');
  await bench.decide(1, 1, appeal());
  expect(await openAbout(1)).toEqual(['appeal', idOf(905), 1]);
});

it('of a hundred clicks is one', async () => {
  await toAcknowledgement();
  const task = await bench.taskAbout(1);
  const clicks = await Promise.all(Array.from({ length: 40 }, () => codeOf(bench.decide(1, 1, appeal(), { task }))));
  expect(clicks.filter((code) => code === 'not refused')).toHaveLength(1);
  expect(await bench.query('select count(*)::int from cycles.appeal')).toEqual([{ count: 1 }]);
});
