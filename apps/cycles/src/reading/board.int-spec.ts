import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { collectionStatus } from '../../../../libs/contracts/metrics/messages.js';
import { CyclesReading } from './cycles-reading.js';
import { TasksReading } from './tasks-reading.js';
import { companyId, idOf, Office, people, type Somebody } from './testing/office.js';

const state = (sourceId: string, rows: number) => ({
  sourceId,
  batches: 1,
  rows,
  observations: rows,
  quarantined: 0,
  lastLoadedAt: null,
  reconciled: null,
  signedOffAt: null,
  signedOffBy: null,
  frozenAt: null,
});

describe('the board of a cycle', () => {
  let office: Office;
  let cycleId: string;
  let cycles: CyclesReading;

  beforeAll(async () => {
    office = await Office.open();
    await office.setClock('2026-11-04T02:00:00Z');
    await office.addNames();
    cycles = new CyclesReading(office.ports);
    cycleId = await office.addCycle();
    const anna = await office.addAppraisal(cycleId, 'anna');
    const bo = await office.addAppraisal(cycleId, 'bo', { stage: 'acknowledged' });
    const chen = await office.addAppraisal(cycleId, 'chen', { cohort_no: 2, stage: 'blocked' });
    await office.addTask(cycleId, { appraisal_id: anna, due_at: '2026-11-03T16:00:00Z' });
    const done = { closed_at: '2026-11-04T01:00:00Z', outcome: 'acknowledge', closed_by: people.bo };
    await office.addTask(cycleId, { appraisal_id: bo, stage: 'acknowledgement', assignee_id: people.bo, ...done });
    await office.addTask(cycleId, {
      appraisal_id: chen,
      stage: 'data_gap',
      assignee_id: people.hr,
      due_at: '2026-11-02T16:00:00Z',
    });
    await office.addTask(cycleId, { stage: 'collect', source_id: 'erp', assignee_id: people.dataOwner });
    for (const [source_id, status] of [
      ['erp', state('erp', 7)],
      ['survey', null],
    ] as const)
      await office.insert('cycles.cycle_source', {
        company_id: companyId,
        cycle_id: cycleId,
        source_id,
        owner_ids: [people.dataOwner],
        status,
      });
  }, 60_000);
  afterAll(() => office.close());

  const board = (who: Somebody) => cycles.board({ params: { cycleId }, query: {}, body: {} }, office.call(who));

  test('counts everybody for HR, and names who is late, the latest first', async () => {
    const read = await board('hr');
    expect(cyclesHttp.getCycle.reply.parse(read)).toEqual(read);
    expect(read).toMatchObject({ people: 3, finished: 1, late: 2, owner: { name: 'hr' } });
    expect(Object.fromEntries(read.stages.map(({ stage, people }) => [stage, people]))).toEqual({
      manager_review: 1,
      acknowledged: 1,
      blocked: 1,
    });
    expect(read.latePeople.map(({ name, stage, count }) => [name, stage, count])).toEqual([
      ['hr', 'data_gap', 1],
      ['manager', 'manager_review', 1],
    ]);
    expect(read.tasks).toEqual([
      { stage: 'acknowledgement', open: 0, late: 0, done: 1, nextDueAt: null },
      { stage: 'collect', open: 1, late: 0, done: 0, nextDueAt: '2026-11-04T16:00:00.000Z' },
      { stage: 'data_gap', open: 1, late: 1, done: 0, nextDueAt: null },
      { stage: 'manager_review', open: 1, late: 1, done: 0, nextDueAt: null },
    ]);
    expect(read.cohorts).toEqual([
      { cohortNo: 1, people: 2, finished: 1, blocked: 0 },
      { cohortNo: 2, people: 1, finished: 0, blocked: 1 },
    ]);
    expect(read.route.stages.map(({ stage }) => stage)).toContain('manager_review');
    expect(await cycles.progress({ params: { cycleId }, query: {}, body: {} }, office.call('hr'))).toMatchObject({
      people: 3,
      finished: 1,
    });
  });

  test('counts for a manager those they see, and names of those late nobody but themself', async () => {
    const read = await board('manager');
    expect(cyclesHttp.getCycle.reply.parse(read)).toEqual(read);
    expect(read).toMatchObject({ people: 2, finished: 1, late: 1, sources: [], cohorts: [], commands: [] });
    expect(read.latePeople.map(({ name }) => name)).toEqual(['manager']);
    expect(await board('head')).toMatchObject({ people: 2, late: 1, latePeople: [] });
    expect(await board('anna')).toMatchObject({ people: 1, finished: 0, late: 1, latePeople: [] });
    expect(await board('chief')).toMatchObject({ people: 3, cohorts: [], latePeople: [] });
  });

  test('shows a data owner their source and their task, and nobody', async () => {
    const read = await board('dataOwner');
    expect(read).toMatchObject({ people: 0, stages: [], latePeople: [] });
    expect(read.sources.map(({ sourceId }) => sourceId)).toEqual(['erp']);
    expect(read.tasks).toMatchObject([{ stage: 'collect', open: 1 }]);
  });

  test('takes the sources from metrics, and from what the cycle remembers while metrics is away', async () => {
    office.answers.set(collectionStatus.subject, () => ({ sources: [state('erp', 8), state('survey', 3)] }));
    expect((await board('auditor')).sources.map(({ rows }) => rows)).toEqual([8, 3]);
    office.answers.delete(collectionStatus.subject);
    expect((await board('auditor')).sources.map(({ sourceId, rows }) => [sourceId, rows])).toEqual([
      ['erp', 7],
      ['survey', 0],
    ]);
  });

  test('offers HR the commands its state allows, and nobody else any', async () => {
    expect((await board('hr')).commands).toEqual(['extend', 'pause', 'cancel', 'exclude_person', 'add_person']);
    expect((await board('auditor')).commands).toEqual([]);
    await office.query(`update cycles.cycle set state = 'signing_off', paused_at = now() where cycle_id = $1`, [
      cycleId,
    ]);
    expect((await board('hr')).commands).toEqual(['extend', 'resume', 'cancel']);
    await office.query(`update cycles.cycle set state = 'in_review', paused_at = null where cycle_id = $1`, [cycleId]);
  });
});

describe('what a task offers', () => {
  let office: Office;
  let tasks: TasksReading;
  let cycleId: string;

  beforeAll(async () => {
    office = await Office.open();
    await office.setClock('2026-11-04T02:00:00Z');
    await office.addNames();
    tasks = new TasksReading(office.ports);
    cycleId = await office.addCycle({ version: 4 });
  }, 60_000);
  afterAll(() => office.close());

  const one = (taskId: string, who: Somebody) =>
    tasks.one({ params: { taskId }, query: {}, body: {} }, office.call(who));

  test('is its stage’s verbs for whom they are asked of, while the cycle runs', async () => {
    const appraisal_id = await office.addAppraisal(cycleId, 'anna', { version: 7, total: '91.48', grade: 'A' });
    const taskId = await office.addTask(cycleId, { appraisal_id });
    const task = await one(taskId, 'manager');
    expect(cyclesHttp.getTask.reply.parse(task)).toEqual(task);
    expect(task).toMatchObject({ verbs: ['approve', 'return'], version: 7, total: '91.48', group: 'today' });
    expect(await one(taskId, 'head')).toMatchObject({ verbs: [], total: '91.48' });
    expect(await one(taskId, 'anna')).toMatchObject({ verbs: [], total: null, grade: null });
    await office.query('update cycles.cycle set paused_at = now() where cycle_id = $1', [cycleId]);
    expect((await one(taskId, 'manager')).verbs).toEqual([]);
    await office.query('update cycles.cycle set paused_at = null where cycle_id = $1', [cycleId]);
  });

  test('ends with its window where silence is an acceptance', async () => {
    const appraisal_id = await office.addAppraisal(cycleId, 'bo', { stage: 'acknowledgement' });
    const taskId = await office.addTask(cycleId, { appraisal_id, stage: 'acknowledgement', assignee_id: people.bo });
    expect((await one(taskId, 'bo')).verbs).toEqual(['acknowledge', 'appeal']);
    await office.setClock('2026-11-04T16:00:00Z');
    expect(await one(taskId, 'bo')).toMatchObject({ verbs: [], group: 'overdue' });
    await office.setClock('2026-11-04T02:00:00Z');
  });

  test('is any of HR’s where it is HR’s, by the version of the cycle where it is the cycle’s', async () => {
    const taskId = await office.addTask(cycleId, { stage: 'sign_off', assignee_id: idOf(40) });
    expect(await one(taskId, 'hr')).toMatchObject({ verbs: [], version: 4, person: null, appraisalId: null });
    await office.query(`update cycles.cycle set state = 'signing_off' where cycle_id = $1`, [cycleId]);
    expect((await one(taskId, 'hr')).verbs).toEqual(['sign_off']);
    expect((await one(taskId, 'auditor')).verbs).toEqual([]);
    await expect(one(taskId, 'manager')).rejects.toMatchObject({ status: 404 });
  });
});
