import { randomUUID } from 'node:crypto';
import { lineEvidence, sourceNames } from '../../../../libs/contracts/metrics/messages.js';
import { colleagues } from '../../../../libs/contracts/roles/colleagues.js';
import { contacts, standardDocuments } from '../../../../libs/contracts/roles/messages.js';
import type { EventBus } from '../../../../libs/platform/messaging/index.js';
import { AppraisalsReading } from '../reading/appraisals-reading.js';
import { CyclesReading } from '../reading/cycles-reading.js';
import { DocumentsReading } from '../reading/documents-reading.js';
import { TasksReading } from '../reading/tasks-reading.js';
import { idOf, Office, people, type Somebody, salesStandard } from '../reading/testing/office.js';
import { StatisticsService } from '../statistics/statistics.service.js';
import { Copies } from './copies.service.js';

let office: Office;
let copies: Copies;
let appraisals: AppraisalsReading;
let cycleId: string;
let appraisalId: string;
let taskId: string;

beforeEach(async () => {
  office = await Office.open();
  await office.setClock('2026-11-04T02:00:00Z');
  await office.addNames();
  cycleId = await office.addCycle();
  appraisalId = await office.addAppraisal(cycleId, 'anna', { run_no: 1, total: '91.48', grade: 'A' });
  await office.addResult(appraisalId, 1);
  taskId = await office.addTask(cycleId, { appraisal_id: appraisalId });
  office.answers.set(lineEvidence.subject, () => ({ items: [], next: null, total: 0 }));
  office.answers.set(standardDocuments.subject, () => ({ documents: [salesStandard()] }));
  office.answers.set(sourceNames.subject, () => ({ items: [] }));
  office.answers.set(contacts.subject, () => ({ contacts: [] }));
  office.answers.set(colleagues.subject, () => ({ people: [] }));
  copies = new Copies(office.ports, { wakeRelay: () => undefined } as EventBus);
  appraisals = new AppraisalsReading(office.ports);
}, 60_000);
afterEach(() => office.close());

const copy = (by: Somebody, to: readonly Somebody[], note?: string, key: string = randomUUID(), of = appraisalId) =>
  copies.copy(
    {
      params: { appraisalId: of },
      query: {},
      body: { toPersonIds: to.map((who) => people[who]), ...(note ? { note } : {}) },
      idempotencyKey: key,
    },
    office.call(by),
  );
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const sheet = (who: Somebody) => appraisals.sheet({ params: { appraisalId }, query: {}, body: {} }, office.call(who));
const received = (who: Somebody, limit = 50, cursor?: string) =>
  copies.received({ params: {}, query: { limit, ...(cursor ? { cursor } : {}) }, body: {} }, office.call(who));
const release = () =>
  office.query('update cycles.appraisal set released_at = $2 where appraisal_id = $1', [
    appraisalId,
    '2026-11-04T01:00:00Z',
  ]);

test('opens exactly one sheet to somebody who saw nothing: where it stands now, its scores once they are released', async () => {
  const other = await office.addAppraisal(cycleId, 'bo');
  expect(await codeOf(sheet('stranger'))).toBe('appraisal.not_found');
  await copy('manager', ['stranger'], 'For the handover.');

  const before = await sheet('stranger');
  expect([before.total, before.lines, before.segments, before.decisions, before.mayCopy, before.copies]).toEqual([
    null,
    [],
    [],
    [],
    false,
    [],
  ]);
  expect(before.openTask?.verbs).toEqual([]);
  const at = { params: { appraisalId, segmentNo: 1, kpiId: 'sales_completion' }, query: { limit: 50 }, body: {} };
  const evidence = () => appraisals.evidence(at, office.call('stranger'));
  const printed = () =>
    new DocumentsReading(office.ports).scoreSheet(
      { params: { appraisalId }, query: {}, body: {} },
      office.call('stranger'),
    );
  expect([await codeOf(evidence()), await codeOf(printed())]).toEqual(['appraisal.not_found', 'appraisal.not_found']);

  await release();
  expect(await sheet('stranger')).toMatchObject({ total: '91.48', lines: [{ segmentNo: 1 }, { segmentNo: 1 }] });
  expect([await codeOf(evidence()), await codeOf(printed())]).toEqual(['done', 'done']);
  const comparison = await new StatisticsService(office.ports).comparison(
    { params: { appraisalId }, query: {}, body: {} },
    office.call('stranger'),
  );
  expect(comparison.periods.map((period) => period.appraisalId)).toEqual([appraisalId]);

  const call = office.call('stranger');
  const nothingElse = [
    appraisals.sheet({ params: { appraisalId: other }, query: {}, body: {} }, call),
    appraisals.trace({ params: { appraisalId }, query: { limit: 50 }, body: {} }, call),
    appraisals.list({ params: { cycleId }, query: { limit: 50 }, body: {} }, call),
    new TasksReading(office.ports).one({ params: { taskId }, query: {}, body: {} }, call),
    new CyclesReading(office.ports).board({ params: { cycleId }, query: {}, body: {} }, call),
  ];
  expect(await Promise.all(nothingElse.map(codeOf))).toEqual([
    'appraisal.not_found',
    'appraisal.not_found',
    'cycle.not_found',
    'task.not_found',
    'cycle.not_found',
  ]);
});

test('may be done by those above and HR alone, and goes to somebody else than the two it concerns', async () => {
  await copy('manager', ['dataOwner']);
  const tried = async (who: Somebody) => codeOf(copy(who, who === 'dataOwner' ? ['stranger'] : ['dataOwner']));
  const answers = Object.fromEntries(
    await Promise.all((Object.keys(people) as Somebody[]).map(async (who) => [who, await tried(who)])),
  );
  expect(answers).toEqual({
    anna: 'appraisal.copy_not_allowed',
    bo: 'appraisal.not_found',
    chen: 'appraisal.not_found',
    manager: 'done',
    otherManager: 'appraisal.not_found',
    head: 'done',
    chief: 'done',
    hr: 'done',
    auditor: 'appraisal.copy_not_allowed',
    administrator: 'appraisal.not_found',
    dataOwner: 'appraisal.copy_not_allowed',
    stranger: 'appraisal.not_found',
  });
  const candidates = (who: Somebody) =>
    codeOf(copies.candidates({ params: { appraisalId }, query: { search: 'a' }, body: {} }, office.call(who)));
  expect(await Promise.all((['manager', 'dataOwner', 'bo'] as const).map(candidates))).toEqual([
    'done',
    'appraisal.copy_not_allowed',
    'appraisal.not_found',
  ]);
  expect(await codeOf(copy('manager', ['anna']))).toBe('copy.to_whom_it_is_about');
  expect(await codeOf(copy('manager', ['manager', 'stranger']))).toBe('copy.to_oneself');
  const stranger = { params: { appraisalId }, query: {}, body: { toPersonIds: [idOf(999)] }, idempotencyKey: 'k' };
  expect(await codeOf(copies.copy(stranger, office.call('manager')))).toBe('person.unknown');
});

test('is listed with who, when and why, the unread first, until the sheet is opened', async () => {
  const second = await office.addAppraisal(cycleId, 'bo');
  await copy('manager', ['stranger', 'otherManager'], 'Please look.');
  await office.setClock('2026-11-04T03:00:00Z');
  await copy('manager', ['stranger'], undefined, randomUUID(), second);

  const list = await received('stranger');
  expect(list.items.map(({ person, note, by, readAt }) => [person.name, note, by.name, readAt])).toEqual([
    ['bo', null, 'manager', null],
    ['anna', 'Please look.', 'manager', null],
  ]);
  expect(list.unread).toBe(2);
  expect((await received('bo')).items).toEqual([]);
  await appraisals.sheet({ params: { appraisalId: second }, query: {}, body: {} }, office.call('stranger'));

  const first = await received('stranger', 1);
  expect([first.unread, first.items.map(({ person }) => person.name)]).toEqual([1, ['anna']]);
  const rest = await received('stranger', 1, first.next ?? '');
  expect([rest.next, rest.items.map(({ person, readAt }) => [person.name, readAt])]).toEqual([
    null,
    [['bo', '2026-11-04T03:00:00.000Z']],
  ]);
  expect((await received('otherManager')).unread).toBe(1);
});

test('is one act however often it is sent, stands in the history and on the sheet of those above, and its people are told', async () => {
  const key = randomUUID();
  const act = await copy('head', ['stranger', 'dataOwner'], 'For the audit of bonuses.', key);
  expect(await copy('head', ['stranger', 'dataOwner'], 'For the audit of bonuses.', key)).toEqual(act);
  expect((await sheet('manager')).copies).toEqual([act]);
  expect((await sheet('anna')).copies).toEqual([]);
  expect(
    await office.query(
      `select action, about_person_id, reason, after from audit.entry where action = 'appraisal.copied'`,
    ),
  ).toEqual([
    {
      action: 'appraisal.copied',
      about_person_id: people.anna,
      reason: 'For the audit of bonuses.',
      after: { cycleId, toPersonIds: [people.stranger, people.dataOwner] },
    },
  ]);
  const told = await office.query(`select payload from cycles.outbox where type = 'cycles.appraisal_copied'`);
  expect(told.map(({ payload }) => payload)).toEqual([
    {
      cycleId,
      kind: 'month',
      periodFrom: '2026-10-01',
      periodTo: '2026-11-01',
      appraisalId,
      personId: people.anna,
      toPersonIds: [people.stranger, people.dataOwner],
      byPersonId: people.head,
    },
  ]);
});
