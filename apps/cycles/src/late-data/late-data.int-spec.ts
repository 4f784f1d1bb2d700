import { randomUUID } from 'node:crypto';
import type { Actor } from '../../../../libs/contracts/values.js';
import type { EventBus } from '../../../../libs/platform/messaging/index.js';
import type { CycleConductor } from '../conductor-port.js';
import type { CycleAddress } from '../record/set-operations.js';
import { idOf } from '../testing/company.js';
import { codeOf, RecordBench, talk } from '../testing/record-bench.js';
import { LateDataService } from './late-data.service.js';

let bench: RecordBench;
let late: LateDataService;
let cycle: CycleAddress;
let conducted: string[];
let holdConductor = false;

/** HR 900 owns the cycle, 905 is of HR too; 901 answers for erp. */
const hr: Actor['grants'] = ['hr'];
const call = (person: number, grants: Actor['grants'] = hr) => {
  const made = bench.call(person, grants);
  return { ...made, actor: made.actor && { ...made.actor, sourceIds: grants.includes('data_owner') ? ['erp'] : [] } };
};

beforeEach(async () => {
  bench = await RecordBench.open('2026-11-02T01:00:00Z');
  for (let person = 1; person <= 4; person += 1) bench.company.add(person, [10, 20]);
  conducted = [];
  holdConductor = false;
  const conductor = {
    rescore: async (command: Parameters<CycleConductor['rescore']>[0]) => {
      conducted.push(command.lateRequestId);
      if (holdConductor) throw new Error('the conductor is away');
      await bench.record.rescoreLate(command);
    },
  } as CycleConductor;
  late = new LateDataService(bench.ports, conductor, { wakeRelay: () => undefined } as EventBus);
  cycle = await bench.toReview();
  // 1 stays in review with an adjustment's right, 2 has acknowledged, 3 waits to acknowledge, 4 is not touched.
  for (const person of [2, 3]) {
    const moved = { segmentNo: 1, kpiId: 'sales_completion', score: '92', reason: 'A late order.' };
    await bench.decide(person, 10, { verb: 'approve', adjustments: [moved] });
    await bench.decide(person, 10, talk);
  }
  await bench.decide(2, 2, { verb: 'acknowledge' });
  bench.company.lateRows = 3;
  for (const person of [1, 2, 3]) {
    bench.company.complaints.set(idOf(person), 95);
    bench.company.touched.push(idOf(person));
  }
}, 60_000);
afterEach(() => bench.close());

const params = () => ({ cycleId: cycle.cycleId });
const digest = () => '3'.padStart(64, '0');
const propose = (by: number, grants = hr, seen = digest()) =>
  late.propose(
    {
      params: params(),
      query: {},
      body: { digest: seen, reason: 'The ERP was a day late.' },
      idempotencyKey: randomUUID(),
    },
    call(by, grants),
  );
const decide = (requestId: string, by: number, approve = true, grants = hr) =>
  late.decide(
    { params: { ...params(), requestId }, query: {}, body: { approve }, idempotencyKey: randomUUID() },
    call(by, grants),
  );
const read = (by: number, grants = hr) => late.read({ params: params(), query: {}, body: {} }, call(by, grants));
const standing = () =>
  bench.query<{ stage: string; total: string; run: number; version: number }>(
    'select stage, total::text, run_no as run, version from cycles.appraisal order by employee_code',
  );

it('shows what would change to who may see it, and writes nothing', async () => {
  const before = await standing();
  const effects = (by: number, grants = hr) =>
    late.effects({ params: params(), query: {}, body: {} }, call(by, grants));
  const { people, effects: seen } = await effects(905);
  expect(people).toBe(3);
  expect(
    seen.map((one) => [one.person.name, one.totalBefore, one.totalAfter, one.gradeBefore, one.gradeAfter]),
  ).toEqual([
    ['Person 1', '88.00', '91.00', 'B', 'A'],
    ['Person 2', '89.60', '92.60', 'B', 'A'],
    ['Person 3', '89.60', '92.60', 'B', 'A'],
  ]);
  expect(await effects(901, ['data_owner'])).toMatchObject({ people: 3, effects: [] });
  expect(await codeOf(effects(902, ['data_owner']).then(() => effects(903, [])))).toBe('cycle.not_found');
  expect(await standing()).toEqual(before);
});

it('is approved by another of HR than whoever proposed it, once, and scores exactly those people anew', async () => {
  const before = await standing();
  expect(await read(905)).toMatchObject({ rows: [{ sourceId: 'erp', rows: 3 }], mayPropose: true, mayDecide: false });
  expect(await codeOf(propose(905, hr, 'f'.repeat(64)))).toBe('late_data.changed');
  const made = await Promise.all([codeOf(propose(905)), codeOf(propose(901, ['data_owner']))]);
  expect(made.toSorted()).toEqual(['late_data.request_open', 'not refused']);
  const { request } = await read(900);
  const requestId = request?.requestId ?? '';
  const proposedBy = Number(request?.by.personId.slice(-3));
  const approvers = [900, 905, 906].filter((person) => person !== proposedBy);
  if (proposedBy === 905) expect(await codeOf(decide(requestId, 905))).toBe('late_data.approval_not_allowed');
  expect(await codeOf(decide(requestId, 1))).toBe('late_data.approval_not_allowed');

  const approvals = await Promise.all(approvers.map((person) => codeOf(decide(requestId, person))));
  expect(approvals.filter((code) => code === 'not refused')).toHaveLength(1);
  expect(approvals.filter((code) => code === 'late_data.request_decided')).toHaveLength(approvers.length - 1);
  expect(conducted).toEqual([requestId]);
  expect((await read(900)).request).toMatchObject({ state: 'done', rescored: 3, people: 3 });

  expect((await standing()).slice(0, 4)).toEqual([
    { stage: 'manager_review', total: '91.00', run: 2, version: (before[0]?.version ?? 0) + 1 },
    { stage: 'acknowledgement', total: '92.60', run: 2, version: (before[1]?.version ?? 0) + 1 },
    { stage: 'acknowledgement', total: '92.60', run: 2, version: (before[2]?.version ?? 0) + 1 },
    before[3],
  ]);
  const told = (await bench.told()).filter(({ type }) => type === 'cycles.results_rescored');
  expect(told.map(({ payload }) => payload.people)).toEqual([
    [
      { appraisalId: expect.any(String), personId: idOf(1), toPersonIds: [idOf(10)] },
      { appraisalId: expect.any(String), personId: idOf(2), toPersonIds: [idOf(2)] },
      { appraisalId: expect.any(String), personId: idOf(3), toPersonIds: [idOf(3)] },
    ],
  ]);
  // The version moved: what the manager saw is not what they would approve.
  expect(await codeOf(bench.decide(1, 10, { verb: 'approve' }, { version: before[0]?.version ?? 0 }))).toBe(
    'appraisal.stale_version',
  );
  for (const person of [2, 3]) await bench.decide(person, person, { verb: 'acknowledge' });
  expect(await bench.query('select count(*)::int from cycles.acknowledgement where voided_at is null')).toEqual([
    { count: 2 },
  ]);
  const history = (await bench.history()).filter(({ action }) => /late_data|appraisal.rescored/.test(action));
  expect(history.map(({ action }) => action).toSorted()).toEqual([
    'appraisal.rescored',
    'appraisal.rescored',
    'appraisal.rescored',
    'cycle.late_data_approved',
    'cycle.late_data_proposed',
  ]);
});

it('goes on after the conductor was away, by whoever approved, and nothing happens twice', async () => {
  const { requestId } = await propose(905);
  holdConductor = true;
  await expect(decide(requestId, 900)).rejects.toThrow('the conductor is away');
  expect((await read(900)).request).toMatchObject({ state: 'approved', rescored: null });
  expect(await codeOf(decide(requestId, 906))).toBe('late_data.request_decided');
  holdConductor = false;
  expect(await decide(requestId, 900)).toMatchObject({ state: 'done', rescored: 3 });
  const after = await standing();
  const command = { ...cycle, byAccountId: idOf(10_900), byPersonId: idOf(900), lateRequestId: requestId };
  expect(await bench.record.rescoreLate(command)).toEqual({ cohortNos: [1] });
  expect(await standing()).toEqual(after);
  expect(
    await bench.query(`select count(*)::int from cycles.task where closed_at is null and stage = 'acknowledgement'`),
  ).toEqual([{ count: 2 }]);
});

it('is declined with a word, and may be proposed again', async () => {
  const { requestId } = await propose(901, ['data_owner']);
  expect(await decide(requestId, 905, false)).toMatchObject({ state: 'declined' });
  expect(conducted).toEqual([]);
  expect(await read(901, ['data_owner'])).toMatchObject({ mayPropose: true, request: { state: 'declined' } });
  expect(await codeOf(decide(requestId, 906))).toBe('late_data.request_decided');
  expect((await propose(905)).state).toBe('proposed');
});
