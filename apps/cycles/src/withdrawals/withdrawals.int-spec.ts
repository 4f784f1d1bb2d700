import { randomUUID } from 'node:crypto';
import type { EventBus } from '../../../../libs/platform/messaging/index.js';
import { Handovers } from '../handovers/handovers.service.js';
import { AppraisalsReading } from '../reading/appraisals-reading.js';
import { idOf } from '../testing/company.js';
import { codeOf, RecordBench, talk } from '../testing/record-bench.js';
import { Withdrawals } from './withdrawals.service.js';

let bench: RecordBench;
let withdrawals: Withdrawals;
const bus = { wakeRelay: () => undefined } as EventBus;

beforeEach(async () => {
  bench = await RecordBench.open('2026-11-02T01:00:00Z');
  // 20 manages 10, who manages 1 and 2.
  bench.company.add(1, [10, 20]);
  bench.company.add(2, [10, 20]);
  withdrawals = new Withdrawals(bench.ports, bus);
}, 60_000);
afterEach(() => bench.close());

const moved = (score: string) => ({
  verb: 'approve' as const,
  adjustments: [{ segmentNo: 1, kpiId: 'complaints', score, reason: 'Two were the carrier’s.' }],
});
const later = async (minute: number) => bench.setNow(`2026-11-02T01:${String(minute).padStart(2, '0')}:00Z`);
const withdraw = async (decisionId: string, about: number, by: number, how: { version?: number; key?: string } = {}) =>
  withdrawals.withdraw(
    {
      params: { decisionId },
      query: {},
      body: { reason: 'Too early.' },
      ifMatch: how.version ?? (await bench.taskAbout(about)).version,
      idempotencyKey: how.key ?? randomUUID(),
    },
    bench.call(by),
  );
const standing = async (about: number) => {
  const [row] = await bench.query<{ stage: string; round: number; total: string }>(
    'select stage, round, total::text from cycles.appraisal where person_id = $1',
    [idOf(about)],
  );
  const task = await bench.taskAbout(about);
  return [row?.stage, row?.round, row?.total, Number(task.assigneeId.slice(-4)), task.stage];
};
const counting = () =>
  bench.query('select score_after::text as score from cycles.adjustment where voided_at is null order by adjusted_at');

it('an approval is taken back until the next person acts: task, scores and total are as before, and the history keeps both', async () => {
  await bench.toReview({}, 'quarter');
  await bench.withoutCalibration();
  const dueAt = (await bench.taskAbout(1)).dueAt;
  await later(1);
  await bench.decide(1, 10, moved('85'));
  await later(2);
  const second = await bench.decide(1, 20, moved('90'));
  expect(await standing(1)).toEqual(['interview', 1, '90.00', 10, 'interview']);
  await later(3);
  const key = randomUUID();
  const version = (await bench.taskAbout(1)).version;
  const reply = await withdraw(second.decisionId, 1, 20, { key, version });
  expect(await withdraw(second.decisionId, 1, 20, { key, version })).toEqual(reply);
  expect(reply).toMatchObject({ stage: 'second_review', version: version + 1 });
  expect(await standing(1)).toEqual(['second_review', 1, '89.00', 20, 'second_review']);
  expect(await counting()).toEqual([{ score: '85' }]);

  // The one before has been acted on: by whoever withdrew.
  await bench.decide(1, 20, { verb: 'approve' });
  expect(await standing(1)).toEqual(['interview', 1, '89.00', 10, 'interview']);
  const first = await bench.query<{ decision_id: string }>(
    `select decision_id from cycles.decision where stage = 'manager_review'`,
  );
  expect(await codeOf(withdraw(first[0]?.decision_id ?? '', 1, 10))).toBe('decision.acted_on');
  const sheet = await new AppraisalsReading(bench.ports).sheet(
    { params: { appraisalId: reply.appraisalId }, query: {}, body: {} },
    bench.call(10),
  );
  expect(sheet.decisions.map(({ stage, voided, withdrawn }) => [stage, voided, withdrawn?.reason])).toEqual([
    ['manager_review', false, undefined],
    ['second_review', true, 'Too early.'],
    ['second_review', false, undefined],
  ]);
  expect(sheet.withdrawable).toBeNull();

  await bench.decide(2, 10, { verb: 'approve' });
  const [made] = await bench.query<{ decision_id: string }>(
    'select decision_id from cycles.decision order by decision_id desc limit 1',
  );
  await withdraw(made?.decision_id ?? '', 2, 10);
  expect((await bench.taskAbout(2)).dueAt).toEqual(dueAt);
});

it('a return is taken back with everything it made void', async () => {
  await bench.toReview({}, 'quarter');
  await bench.withoutCalibration();
  await later(1);
  await bench.decide(1, 10, moved('85'));
  await later(2);
  const back = await bench.decide(1, 20, { verb: 'return', toStage: 'manager_review', reason: 'Look again.' });
  expect(await standing(1)).toEqual(['manager_review', 2, '88.00', 10, 'manager_review']);
  await later(3);
  await withdraw(back.decisionId, 1, 20);
  expect(await standing(1)).toEqual(['second_review', 1, '89.00', 20, 'second_review']);
  expect(await counting()).toEqual([{ score: '85' }]);
  await bench.decide(1, 20, { verb: 'approve' });
  expect(await standing(1)).toEqual(['interview', 1, '89.00', 10, 'interview']);
});

it('the interview gives it back to the second review, whose word and scores are void; the first’s count again', async () => {
  await bench.toReview({}, 'quarter');
  await bench.withoutCalibration();
  await later(1);
  await bench.decide(1, 10, moved('85'));
  await later(2);
  await bench.decide(1, 20, moved('90'));
  await later(3);
  const back = await bench.decide(1, 10, { verb: 'return', toStage: 'second_review', reason: 'Ninety is too much.' });
  expect(back.appraisal).toMatchObject({ stage: 'second_review', round: 2, total: '89.00' });
  expect(await standing(1)).toEqual(['second_review', 2, '89.00', 20, 'second_review']);
  expect(await counting()).toEqual([{ score: '85' }]);
  await later(4);
  await withdraw(back.decisionId, 1, 10);
  expect(await standing(1)).toEqual(['interview', 1, '90.00', 10, 'interview']);
  expect(await counting()).toEqual([{ score: '90' }]);

  await later(5);
  await bench.decide(1, 10, { verb: 'return', toStage: 'second_review', reason: 'Ninety is too much.' });
  await later(6);
  await bench.decide(1, 20, moved('86'));
  expect(await standing(1)).toEqual(['interview', 2, '89.20', 10, 'interview']);
  await bench.decide(1, 10, talk);
  expect(await bench.stageOf(1)).toBe('acknowledgement');
});

it('is nobody else’s, nothing that was told to the person, and nothing that was handed on', async () => {
  await bench.toReview();
  const approved = await bench.decide(1, 10, { verb: 'approve' });
  expect(await codeOf(withdraw(approved.decisionId, 1, 20))).toBe('decision.not_yours');
  expect(await codeOf(withdraw(approved.decisionId, 1, 2))).toBe('decision.not_found');
  expect(await codeOf(withdraw(approved.decisionId, 1, 10, { version: 1 }))).toBe('appraisal.stale_version');
  const told = await bench.decide(1, 10, talk);
  expect(await codeOf(withdraw(told.decisionId, 1, 10))).toBe('decision.not_withdrawable');

  const other = await bench.decide(2, 10, { verb: 'approve' });
  const { taskId, version } = await bench.taskAbout(2);
  await new Handovers(bench.ports, bus).transfer(
    {
      params: { taskId },
      query: {},
      body: { toPersonId: idOf(20), reason: 'You know them better.' },
      ifMatch: version,
      idempotencyKey: 'transfer',
    },
    bench.call(10),
  );
  expect(await codeOf(withdraw(other.decisionId, 2, 10))).toBe('decision.acted_on');
});

it('of a withdrawal and the next decision at the same moment one is made', async () => {
  await bench.toReview({}, 'quarter');
  await bench.withoutCalibration();
  await later(1);
  const approved = await bench.decide(1, 10, { verb: 'approve' });
  const task = await bench.taskAbout(1);
  const outcomes = await Promise.all([
    codeOf(withdraw(approved.decisionId, 1, 10, { version: task.version })),
    codeOf(bench.decide(1, 20, { verb: 'approve' }, { task })),
  ]);
  expect(outcomes.filter((code) => code === 'not refused')).toHaveLength(1);
});
