import { AppraisalsReading } from './appraisals-reading.js';
import { CyclesReading } from './cycles-reading.js';
import { TasksReading } from './tasks-reading.js';
import { idOf, Office, people, type Somebody } from './testing/office.js';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Every page of a list, as a screen reads it. */
async function pages<Item>(read: (cursor: { cursor?: string }) => Promise<Page<Item>>): Promise<Item[][]> {
  const all: Item[][] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const page = await read(next ? { cursor: next } : {});
    all.push([...page.items]);
    next = page.next;
  }
  return all;
}

describe('lists', () => {
  let office: Office;
  let cycleId: string;
  let tasks: TasksReading;
  let appraisals: AppraisalsReading;
  let cycles: CyclesReading;

  beforeAll(async () => {
    office = await Office.open();
    await office.setClock('2026-11-04T02:00:00Z');
    await office.addNames();
    cycleId = await office.addCycle();
    tasks = new TasksReading(office.ports);
    appraisals = new AppraisalsReading(office.ports);
    cycles = new CyclesReading(office.ports);
  }, 60_000);
  afterAll(() => office.close());

  describe('of appraisals', () => {
    beforeAll(async () => {
      for (let number = 0; number < 23; number += 1) {
        const ofTeam = number % 2 === 0;
        await office.addAppraisalOf(cycleId, {
          person_id: idOf(1000 + number),
          // Two of each code: a person who came back keeps their code.
          employee_code: `E/${String(Math.floor(number / 2)).padStart(3, '0')}`,
          name: `Person ${number}`,
          manager_id: ofTeam ? people.manager : people.otherManager,
          manager_path: ofTeam ? [people.head, people.chief] : [people.chief],
          reviewer_id: ofTeam ? people.manager : people.otherManager,
          stage: number % 5 === 0 ? 'interview' : 'manager_review',
        });
      }
    });

    const read = (who: Somebody, filter: { stage?: 'interview'; managerId?: string } = {}) =>
      pages((cursor) =>
        appraisals.list({ params: { cycleId }, query: { limit: 5, ...filter, ...cursor }, body: {} }, office.call(who)),
      );

    test.each<[Somebody, number]>([
      ['hr', 23],
      ['chief', 23],
      ['manager', 12],
      ['otherManager', 11],
    ])('page by page %s reads each of %i once, by code', async (who, count) => {
      const all = (await read(who)).flat();
      expect(all).toHaveLength(count);
      expect(new Set(all.map(({ appraisalId }) => appraisalId)).size).toBe(count);
      const codes = all.map(({ person }) => person.employeeCode);
      expect(codes).toEqual([...codes].sort());
    });

    test('pages are full up to the last, and the last has no next', async () => {
      expect((await read('hr')).map((page) => page.length)).toEqual([5, 5, 5, 5, 3]);
    });

    test('filters narrow what the reader sees and widen nothing', async () => {
      expect((await read('hr', { stage: 'interview' })).flat()).toHaveLength(5);
      expect((await read('manager', { stage: 'interview' })).flat()).toHaveLength(3);
      expect((await read('manager', { managerId: people.otherManager })).flat()).toEqual([]);
    });

    test('a cursor that is not ours is refused by its name', async () => {
      await expect(
        appraisals.list(
          { params: { cycleId }, query: { limit: 5, cursor: 'bm9uc2Vuc2U' }, body: {} },
          office.call('hr'),
        ),
      ).rejects.toMatchObject({ status: 400, code: 'request.cursor_invalid' });
    });
  });

  describe('of tasks', () => {
    /** Wednesday the 4th, ten in the morning in Shanghai. */
    const dues: [due: string, group: string][] = [
      ['2026-11-03T16:00:00Z', 'overdue'],
      ['2026-11-04T02:00:00Z', 'overdue'],
      ['2026-11-04T02:00:00.000001Z', 'today'],
      // The midnight that closes today, and the moment after it.
      ['2026-11-04T16:00:00Z', 'today'],
      ['2026-11-04T16:00:00.000001Z', 'this_week'],
      // The midnight that closes Sunday, and the moment after it.
      ['2026-11-08T16:00:00Z', 'this_week'],
      ['2026-11-08T16:00:00.000001Z', 'later'],
      ['2026-12-01T16:00:00Z', 'later'],
    ];

    beforeAll(async () => {
      for (const [index, [due_at]] of dues.entries()) {
        const appraisal_id = await office.addAppraisalOf(cycleId, {
          person_id: idOf(2000 + index),
          employee_code: `T${index}`,
          name: `Late ${index}`,
          manager_id: people.head,
          manager_path: [people.chief],
          reviewer_id: people.head,
        });
        await office.addTask(cycleId, { appraisal_id, due_at, assignee_id: people.head });
        await office.addTask(cycleId, {
          appraisal_id,
          assignee_id: people.head,
          due_at: '2026-11-02T16:00:00Z',
          // Three are done in the very same moment.
          closed_at: index < 3 ? '2026-11-02T10:00:00Z' : `2026-11-0${index}T17:00:00Z`,
          outcome: 'approve',
          closed_by: people.head,
        });
      }
    });

    const read = (query: object = {}) =>
      pages((cursor) =>
        tasks.list(
          { params: {}, query: { limit: 3, state: 'open', ...query, ...cursor }, body: {} },
          office.call('head'),
        ),
      );

    test('the groups follow the company’s days and weeks from Monday, for all tasks and not the page', async () => {
      const { items, groups, total } = await tasks.list(
        { params: {}, query: { limit: 3, state: 'open' }, body: {} },
        office.call('head'),
      );
      expect(items).toHaveLength(3);
      expect(groups).toEqual({ overdue: 2, today: 2, this_week: 2, later: 2 });
      expect(total).toBe(8);
      const all = (await read()).flat();
      expect(all.map(({ group }) => group)).toEqual(dues.map(([, group]) => group));
    });

    test('a zone behind UTC has its own midnight', async () => {
      await office.query(`update cycles.cycle set time_zone = 'America/New_York' where cycle_id = $1`, [cycleId]);
      // There it is still Tuesday evening: today ends at 05:00 UTC on Wednesday.
      const { groups } = await tasks.list(
        { params: {}, query: { limit: 3, state: 'open' }, body: {} },
        office.call('head'),
      );
      expect(groups).toEqual({ overdue: 2, today: 1, this_week: 4, later: 1 });
      await office.query(`update cycles.cycle set time_zone = 'Asia/Shanghai' where cycle_id = $1`, [cycleId]);
    });

    test('what is done comes page by page, the last first, and stands where it stood when it was done', async () => {
      const done = (await read({ state: 'done' })).flat();
      expect(done).toHaveLength(8);
      expect(new Set(done.map(({ taskId }) => taskId)).size).toBe(8);
      const closed = done.map(({ closedAt }) => closedAt ?? '');
      expect(closed).toEqual([...closed].sort().reverse());
      expect(done.filter(({ group }) => group === 'today')).toHaveLength(3);
      expect(done.every(({ verbs }) => verbs.length === 0)).toBe(true);
    });

    test('of a stage or a cycle hold those alone', async () => {
      expect((await read({ stage: 'interview' })).flat()).toEqual([]);
      expect((await read({ cycleId: idOf(1) })).flat()).toEqual([]);
      expect((await read({ stage: 'manager_review', cycleId })).flat()).toHaveLength(8);
    });
  });

  describe('of cycles', () => {
    let months: string[];

    beforeAll(async () => {
      months = [];
      for (const month of ['01', '02', '03', '04', '05'])
        months.push(
          await office.addCycle({ period_from: `2026-${month}-01`, period_to: `2026-${month}-28`, state: 'closed' }),
        );
      await office.addAppraisal(months[0] ?? '', 'bo', { stage: 'signed_off' });
      await office.addAppraisal(months[3] ?? '', 'bo', { stage: 'signed_off' });
      for (const cycle_id of months)
        await office.insert('cycles.cohort', { company_id: idOf(100), cycle_id, cohort_no: 1, people: 40 });
    });

    const read = (who: Somebody, limit = 2) =>
      pages((cursor) => cycles.list({ params: {}, query: { limit, ...cursor }, body: {} }, office.call(who)));

    test('come the newest period first, each once', async () => {
      const all = (await read('hr')).flat();
      expect(all.map(({ cycleId }) => cycleId)).toEqual([cycleId, ...[...months].reverse()]);
      expect(all[1]).toMatchObject({ people: 40, finished: 40, late: 0, owner: { name: 'hr' } });
    });

    test('are for a person those they are part of, with the counts of whom they see', async () => {
      expect((await read('bo', 1)).flat().map(({ cycleId, people }) => [cycleId, people])).toEqual([
        [months[3], 1],
        [months[0], 1],
      ]);
      expect((await read('stranger')).flat()).toEqual([]);
      expect((await read('head')).flat()).toHaveLength(3);
    });

    test('one’s own results come the newest period first, each once', async () => {
      const all = await pages((cursor) =>
        appraisals.mine({ params: {}, query: { limit: 1, ...cursor }, body: {} }, office.call('bo')),
      );
      expect(all.flat().map(({ cycleId }) => cycleId)).toEqual([months[3], months[0]]);
    });
  });
});
