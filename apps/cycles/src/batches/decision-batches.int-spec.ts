import { randomUUID } from 'node:crypto';
import type { BatchDecision } from '../../../../libs/contracts/cycles/decision-batches.js';
import { openDatabase } from '../../../../libs/platform/database/index.js';
import type { EventBus } from '../../../../libs/platform/messaging/index.js';
import { DecisionsService } from '../decide/decisions.service.js';
import { idOf } from '../testing/company.js';
import { codeOf, RecordBench } from '../testing/record-bench.js';
import { DecisionBatchRunner } from './batch-runner.js';
import { DecisionBatches } from './decision-batches.service.js';

let bench: RecordBench;
let runner: DecisionBatchRunner;
let batches: DecisionBatches;

beforeEach(async () => {
  bench = await RecordBench.open('2026-11-02T01:00:00Z');
  for (let person = 1; person <= 60; person += 1) bench.company.add(100 + person, [10, 20]);
  await bench.toReview();
  runner = new DecisionBatchRunner(bench.ports, bench.decisions);
  batches = new DecisionBatches(bench.ports, runner);
}, 60_000);
afterEach(async () => {
  await runner.stop();
  await bench.close();
});

const approve: BatchDecision = { verb: 'approve', comment: 'Agreed.' };

async function itemsOf(manager: number) {
  const tasks = (await bench.openTasks()).filter(({ assigneeId }) => assigneeId === idOf(manager));
  return tasks.map(({ taskId, version }) => ({ taskId, version }));
}
const start = (
  items: { taskId: string; version: number }[],
  decision: BatchDecision = approve,
  key: string = randomUUID(),
) => batches.start({ params: {}, query: {}, body: { decision, items }, idempotencyKey: key }, bench.call(10));
const read = (batchId: string, by = 10) => batches.one({ params: { batchId }, query: {}, body: {} }, bench.call(by));
const putAway = (batchId: string, by = 10) =>
  batches.putAway({ params: { batchId }, query: {}, body: {} }, bench.call(by));
const list = (by = 10) => batches.list({ params: {}, query: {}, body: {} }, bench.call(by));

async function ended(batchId: string) {
  for (let look = 0; look < 200; look += 1) {
    const batch = await read(batchId);
    if (batch.finishedAt !== null) return batch;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the batch did not end in time');
}

const decidedTasks = () =>
  bench.query<{ decisions: number; tasks: number }>(
    'select count(*)::int as decisions, count(distinct task_id)::int as tasks from cycles.decision',
  );

/** A process of its own, which dies without a word once it has made so many decisions. */
async function runUntilKilledAfter(decisions: number): Promise<void> {
  const database = await openDatabase(bench.serviceUrl, { applicationName: 'doomed' });
  const ports = { ...bench.ports, database };
  const doomed = new DecisionsService(ports, { wakeRelay: () => undefined } as EventBus);
  let made = 0;
  const decide: DecisionsService['decide'] = async (...click) => {
    const reply = await doomed.decide(...click);
    made += 1;
    if (made === decisions)
      await bench.asOwner(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed'`);
    return reply;
  };
  const process = new DecisionBatchRunner(ports, { decide } as DecisionsService);
  while (made < decisions) await process.decideSome().catch(() => undefined);
  await database.destroy();
}

it('decides each item once, though the process is killed between a decision and its note; stale ones are named', async () => {
  const items = await itemsOf(10);
  expect(items).toHaveLength(60);
  const stale = new Set([3, 24, 59]);
  const sent = items.map((item, index) => (stale.has(index) ? { ...item, version: item.version - 1 } : item));
  const key = randomUUID();
  const batch = await start(sent, approve, key);
  expect(await start(sent, approve, key)).toEqual(batch);
  expect(await codeOf(start(items, approve, key))).toBe('request.idempotency_key_reused');

  await runUntilKilledAfter(23);
  const broken = await read(batch.batchId);
  expect([broken.done, broken.refused, broken.finishedAt]).toEqual([19, 1, null]);
  expect(await decidedTasks()).toEqual([{ decisions: 23, tasks: 23 }]);
  expect(await codeOf(putAway(batch.batchId))).toBe('decision_batch.running');
  expect((await list()).items.map(({ batchId }) => batchId)).toEqual([batch.batchId]);

  runner.start();
  const over = await ended(batch.batchId);
  expect([over.total, over.done, over.refused]).toEqual([60, 57, 3]);
  expect(await decidedTasks()).toEqual([{ decisions: 57, tasks: 57 }]);
  expect(over.results.filter(({ ok }) => !ok).map(({ code, person }) => [code, person?.name])).toEqual([
    ['appraisal.stale_version', 'Person 104'],
    ['appraisal.stale_version', 'Person 125'],
    ['appraisal.stale_version', 'Person 160'],
  ]);
  const history = await bench.history();
  const counted = (action: string) => history.filter((entry) => entry.action === action).length;
  expect([counted('decision_batch.started'), counted('appraisal.decided'), counted('decision.refused')]).toEqual([
    1, 57, 3,
  ]);

  await putAway(batch.batchId);
  expect((await list()).items).toEqual([]);
}, 60_000);

it('is there for nobody but whoever started it, and names nobody whom they may not see', async () => {
  bench.company.add(1, [11, 20]);
  const [mine] = await itemsOf(10);
  const batch = await start([mine ?? { taskId: randomUUID(), version: 1 }, { taskId: randomUUID(), version: 1 }]);
  runner.start();
  const { results } = await ended(batch.batchId);
  expect(results.map(({ ok, code, person }) => [ok, code, person])).toEqual([
    [true, null, null],
    [false, 'task.not_found', null],
  ]);
  expect((await list(20)).items).toEqual([]);
  expect(await codeOf(read(batch.batchId, 20))).toBe('decision_batch.not_found');
  expect(await codeOf(putAway(batch.batchId, 20))).toBe('decision_batch.not_found');
}, 60_000);

it('an account that may act no more decides nothing more', async () => {
  const items = await itemsOf(10);
  const batch = await start(items);
  await runner.decideSome();
  bench.company.ended.add(idOf(10_010));
  runner.start();
  const over = await ended(batch.batchId);
  expect([over.done, over.refused]).toEqual([10, 50]);
  expect(new Set(over.results.map(({ code }) => code))).toEqual(new Set([null, 'decision_batch.account_ended']));
  expect(await decidedTasks()).toEqual([{ decisions: 10, tasks: 10 }]);
}, 60_000);

it('one reason sends many back, and while another service is away the batch waits instead of failing', async () => {
  const batch = await start(await itemsOf(10), { verb: 'approve' });
  bench.company.silent.add('roles.actingAccount');
  await runner.decideSome();
  expect([(await read(batch.batchId)).refused, await decidedTasks()]).toEqual([0, [{ decisions: 0, tasks: 0 }]]);
  bench.company.silent.clear();
  runner.start();
  expect((await ended(batch.batchId)).done).toBe(60);

  const back = await start(await itemsOf(10), { verb: 'return', toStage: 'collect', reason: 'Check the receipts.' });
  expect((await ended(back.batchId)).done).toBe(60);
  expect(await bench.query(`select distinct comment from cycles.decision where verb = 'return'`)).toEqual([
    { comment: 'Check the receipts.' },
  ]);
}, 60_000);
