import { inTransaction } from '../../../../libs/platform/database/index.js';
import { AssignmentsService } from '../organisation/assignments.service.js';
import { PeopleService } from '../organisation/people.service.js';
import { TargetsService } from '../targets/targets.service.js';
import { createDepartments, loadPeople, type Office, openOffice } from '../testing/office.js';
import { readColleagues, readCompanies, readContacts, readDirectory } from './answers.js';
import { readPopulation } from './read-population.js';

let office: Office;
let ids: Record<string, string>;
const id = (code: string): string => ids[code] ?? `nobody ${code}`;

beforeAll(async () => {
  office = await openOffice();
  await createDepartments(office, 'centre', 'east', 'west');
  const loaded = await loadPeople(
    office,
    'H1,Head,h@x.com,marketing_head,centre,,2026-01-01,',
    'M1,Manager East,m1@x.com,sales_manager,east,H1,2026-01-01,',
    'M2,Manager West,,sales_manager,west,H1,2026-01-01,',
    'R1,Stayed,,sales_rep,east,M1,2026-01-01,',
    'R2,Changed team,,sales_rep,east,M1,2026-01-01,',
    'R2,Changed team,,sales_rep,west,M2,2026-10-12,',
    'R3,Changed position,,sales_rep,east,M1,2026-01-01,',
    'R3,Changed position,,key_account_rep,east,M1,2026-10-12,',
    'R4,Joined,,sales_rep,west,M2,2026-10-20,',
    'R5,Left in October,,sales_rep,west,M2,2026-01-01,2026-10-09',
    'R6,Left before,,sales_rep,west,M2,2026-01-01,2026-09-15',
    'R7,Comes later,,sales_rep,west,M2,2026-11-01,',
  );
  expect(loaded).toMatchObject({ state: 'loaded', peopleCreated: 10, problems: [] });
  ids = await office.ids();
});
afterAll(() => office.close());

const october = { kind: 'month', from: '2026-10-01', to: '2026-11-01', limit: 500 } as const;
const ask = (asked: Partial<Parameters<typeof readPopulation>[2]> = {}) =>
  inTransaction(office.database, office.operator, (transaction) =>
    readPopulation(transaction, office.companyId, { ...october, ...asked }),
  );
const member = async (code: string, asked = {}) => (await ask(asked)).members.find((one) => one.employeeCode === code);

it('the population of a month is everybody employed within it', async () => {
  const { members, next } = await ask();
  expect(members.map((one) => one.employeeCode).sort()).toEqual(['H1', 'M1', 'M2', 'R1', 'R2', 'R3', 'R4', 'R5']);
  expect(next).toBeNull();
});

it('pages hold everybody once, in the order of person ids', async () => {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const { members, next } = await ask({ limit: 3, after });
    seen.push(...members.map((one) => one.personId));
    after = next ?? undefined;
  } while (after);
  expect(seen).toEqual((await ask()).members.map((one) => one.personId));
  expect(new Set(seen).size).toBe(8);
});

it('who changed team on the 12th is one segment, reviewed by the new manager', async () => {
  expect(await member('R2')).toMatchObject({
    managerId: id('M2'),
    managerPath: [id('H1')],
    segments: [
      { segmentNo: 1, from: '2026-10-01', to: '2026-11-01', days: 31, standardId: 'sales', standardVersion: 1 },
    ],
  });
});

it('who changed position on the 12th is two segments', async () => {
  expect(await member('R3')).toMatchObject({
    positionId: 'key_account_rep',
    segments: [
      { segmentNo: 1, days: 11, positionId: 'sales_rep', standardId: 'sales' },
      { segmentNo: 2, days: 20, positionId: 'key_account_rep', standardId: 'sales' },
    ],
  });
});

it('who joined on the 20th counts from that day, who left until theirs', async () => {
  expect(await member('R4')).toMatchObject({
    hiredOn: '2026-10-20',
    leftOn: null,
    segments: [{ from: '2026-10-20', days: 12 }],
  });
  expect(await member('R5')).toMatchObject({ leftOn: '2026-10-09', segments: [{ to: '2026-10-09', days: 8 }] });
});

it('the top alone has no manager', async () => {
  const { members } = await ask();
  expect(members.filter((one) => one.managerId === null).map((one) => one.employeeCode)).toEqual(['H1']);
});

it('a person whose manager left is reviewed by the next one up', async () => {
  await loadPeople(
    office,
    'M3,Manager who leaves,,sales_manager,east,H1,2026-01-01,2026-10-25',
    'R8,Under them,,sales_rep,east,M3,2026-01-01,',
  );
  expect(await member('R8')).toMatchObject({ managerId: id('H1'), managerPath: [] });
});

it('departments and people can be asked for alone', async () => {
  const [west] = await office.query<{ department_id: string }>(
    `select department_id from roles.department where code = 'west'`,
  );
  const inWest = await ask({ departmentIds: [west?.department_id ?? ''] });
  expect(inWest.members.map((one) => one.employeeCode).sort()).toEqual(['M2', 'R2', 'R4', 'R5']);
  expect((await ask({ personIds: [id('R1')] })).members).toHaveLength(1);
});

it('a target HR has not set is named until it is set, for the position or the person', async () => {
  const targets = new TargetsService(office.database);
  const hr = office.callAs({ grants: ['hr'] });
  const asked = { params: {}, query: { kind: 'month', from: '2026-10-01', to: '2026-11-01' } as const, body: {} };
  const { items } = await targets.list(asked, hr);
  const wanted = items.find((item) => item.positionId === 'key_account_rep');
  expect(wanted).toMatchObject({ kpiId: 'new_customers', value: null });
  expect((await member('R3'))?.missingTargets).toEqual(['new_customers']);
  expect((await member('R1'))?.missingTargets).toEqual([]);

  const set = (value: string, personId: string | null) =>
    targets.put(
      {
        params: {},
        query: {},
        body: {
          ...asked.query,
          targets: [{ standardId: 'sales', kpiId: 'new_customers', positionId: 'key_account_rep', personId, value }],
        },
      },
      hr,
    );
  await expect(set('0', null)).rejects.toMatchObject({ code: 'target.unfit' });
  await set('3', id('R3'));
  expect((await member('R3'))?.missingTargets).toEqual([]);
  await set('4', null);
  await set('5', null);
  const rows = await office.query(
    'select value::text, recorded_to is null as known from roles.period_target where person_id is null order by value',
  );
  expect(rows).toEqual([
    { value: '4', known: false },
    { value: '5', known: true },
  ]);
  await expect(
    targets.put(
      {
        params: {},
        query: {},
        body: {
          ...asked.query,
          targets: [
            { standardId: 'sales', kpiId: 'new_customers', positionId: 'sales_rep', personId: null, value: '1' },
          ],
        },
      },
      hr,
    ),
  ).rejects.toMatchObject({ code: 'target.not_wanted' });
});

it('a version that takes effect within the period does not touch it', async () => {
  expect((await member('R1', { from: '2025-12-01', to: '2026-02-01' }))?.segments[0]).toMatchObject({
    standardId: null,
    standardVersion: null,
  });
});

describe('two times', () => {
  it('tell who was the manager on a date, as known then and as known now', async () => {
    const [before] = await office.query<{ instant: string }>('select roles.iso(clock_timestamp()) as instant');
    const assignments = new AssignmentsService(office.database);
    const hr = office.callAs({ grants: ['hr'] });
    await assignments.change(
      {
        params: { personId: id('R1') },
        query: {},
        body: { from: '2026-09-01', managerId: id('M2'), reason: 'told late' },
        idempotencyKey: 'late news',
      },
      hr,
    );
    const people = new PeopleService(office.database);
    const managerOn = async (knownAt?: string) => {
      const { items } = await people.assignments(
        { params: { personId: id('R1') }, query: { on: '2026-09-15', knownAt }, body: {} },
        hr,
      );
      return items.map((item) => item.managerId);
    };
    expect(await managerOn(before?.instant)).toEqual([id('M1')]);
    expect(await managerOn()).toEqual([id('M2')]);
  });

  it('never hold two assignments at once, and no row is ever rewritten', async () => {
    const overlap = office.query(
      `insert into roles.assignment (company_id, person_id, position_id, department_id, valid_from)
       select company_id, person_id, position_id, department_id, '2026-03-01' from roles.assignment limit 1`,
    );
    await expect(overlap).rejects.toThrow('assignment_one_at_a_time');
    await expect(office.query(`update roles.assignment set valid_to = '2027-01-01'`)).rejects.toThrow(
      'kept as they were known',
    );
    await expect(office.query('delete from roles.assignment')).rejects.toThrow('kept as they were known');
  });

  it('refuse a circle of managers that holds for a while', async () => {
    const assignments = new AssignmentsService(office.database);
    const change = assignments.change(
      {
        params: { personId: id('H1') },
        query: {},
        body: { from: '2026-12-01', managerId: id('R3'), reason: 'a joke' },
        idempotencyKey: 'circle',
      },
      office.callAs({ grants: ['hr'] }),
    );
    await expect(change).rejects.toMatchObject({
      code: 'assignment.manager_circle',
      values: { employeeCode: 'H1', on: '2026-12-01' },
    });
  });
});

it('other services get codes, reporting lines in time, names and companies', async () => {
  await inTransaction(office.database, office.operator, async (transaction) => {
    const first = await readDirectory(transaction, office.companyId, { limit: 5 });
    const rest = await readDirectory(transaction, office.companyId, { limit: 100, after: first.next ?? undefined });
    expect(first.people).toHaveLength(5);
    expect(rest.next).toBeNull();
    const moved = [...first.people, ...rest.people].find((one) => one.employeeCode === 'R2');
    expect(moved?.assignments.map(({ from, to, managerId }) => [from, to, managerId])).toEqual([
      ['2026-01-01', '2026-10-12', id('M1')],
      ['2026-10-12', null, id('M2')],
    ]);
    const found = await readColleagues(transaction, office.companyId, { search: 'man', limit: 20 });
    expect(found.people.map(({ name }) => name)).toEqual(['Manager East', 'Manager West']);
    expect(await readColleagues(transaction, office.companyId, { search: 'R6', limit: 20 })).toEqual({ people: [] });
    expect(await readContacts(transaction, office.companyId, { personIds: [id('H1'), id('M2')] })).toEqual({
      contacts: expect.arrayContaining([
        { personId: id('H1'), name: 'Head', email: 'h@x.com', locale: 'zh-Hant' },
        { personId: id('M2'), name: 'Manager West', email: null, locale: 'zh-Hant' },
      ]),
    });
  });
  expect((await readCompanies(office.database)).companies).toEqual([
    {
      companyId: office.companyId,
      name: '營銷中心',
      names: { 'zh-Hant': '營銷中心', 'zh-Hans': '營銷中心', en: '營銷中心' },
      timeZone: 'Asia/Shanghai',
    },
  ]);
});

it('every change left its audit entry', async () => {
  const rows = await office.asOwner(
    `select action, count(*)::int as entries from audit.entry where action ~ '^(person|assignment)' group by 1 order by 1`,
  );
  expect(rows).toEqual([
    { action: 'assignment.changed', entries: 13 },
    { action: 'person.created', entries: 12 },
  ]);
});
