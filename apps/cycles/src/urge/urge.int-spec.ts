import { randomUUID } from 'node:crypto';
import type { EventBus } from '../../../../libs/platform/messaging/index.js';
import { idOf } from '../testing/company.js';
import { codeOf, RecordBench } from '../testing/record-bench.js';
import { UrgeService } from './urge.service.js';

let bench: RecordBench;
let urges: UrgeService;
let cycleId: string;

beforeAll(async () => {
  bench = await RecordBench.open('2026-11-02T01:00:00Z');
  // 20 manages 10, who manages 1 to 3, and 30, who manages 4.
  for (const person of [1, 2, 3]) bench.company.add(person, [10, 20]);
  bench.company.add(4, [30, 20]);
  urges = new UrgeService(bench.ports, { wakeRelay: () => undefined } as EventBus);
  ({ cycleId } = await bench.toReview());
}, 60_000);
afterAll(() => bench.close());

const urge = (by: number, assignee: number, how: { hr?: boolean; taskId?: string; key?: string } = {}) =>
  urges.urge(
    {
      params: {},
      query: {},
      body: {
        cycleId,
        assigneeId: idOf(assignee),
        stage: 'manager_review',
        ...(how.taskId ? { taskId: how.taskId } : {}),
      },
      idempotencyKey: how.key ?? randomUUID(),
    },
    bench.call(by, how.hr ? ['hr'] : []),
  );
const told = async () =>
  (await bench.told()).filter(({ type }) => type === 'cycles.tasks_urged').map(({ payload }) => payload);

it('is HR’s and the managers’ above, about those they manage, and nobody’s about themself', async () => {
  expect(await codeOf(urge(30, 10))).toBe('task.not_found');
  expect(await codeOf(urge(1, 10))).toBe('task.not_found');
  expect(await codeOf(urge(10, 10))).toBe('task.not_found');
  expect(await told()).toEqual([]);
});

it('asks once for all tasks of a stage, and not again within four hours, whoever asks', async () => {
  const one = (await bench.taskAbout(1)).taskId;
  const key = randomUUID();
  const first = await urge(20, 10, { taskId: one, key });
  expect(first).toEqual({ urged: 1, held: 0, nextAt: '2026-11-02T05:00:00.000Z' });
  expect(await urge(20, 10, { taskId: one, key })).toEqual(first);
  expect(await codeOf(urge(900, 10, { hr: true, taskId: one }))).toBe('task.urged_recently');
  await bench.setNow('2026-11-02T03:00:00Z');
  expect(await urge(900, 10, { hr: true })).toEqual({ urged: 2, held: 1, nextAt: '2026-11-02T07:00:00.000Z' });
  await bench.setNow('2026-11-02T05:00:00Z');
  expect(await urge(900, 10, { hr: true })).toMatchObject({ urged: 1, held: 2 });
  expect(await told()).toEqual(
    [1, 2, 1].map((count, index) =>
      expect.objectContaining({
        byPersonId: idOf(index === 0 ? 20 : 900),
        assignees: [expect.objectContaining({ personId: idOf(10), stage: 'manager_review', count })],
      }),
    ),
  );
  const urged = (await bench.history()).filter(({ action }) => action === 'task.urged');
  expect(urged.map(({ about_person_id }) => about_person_id)).toEqual([idOf(10), idOf(10), idOf(10)]);
});

it('of ten who ask at the same moment one is heard', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () =>
      urge(900, 30, { hr: true }).then(
        () => 'urged',
        (error: { code?: string }) => error.code,
      ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'urged')).toHaveLength(1);
  expect(new Set(outcomes)).toEqual(new Set(['urged', 'task.urged_recently']));
});
