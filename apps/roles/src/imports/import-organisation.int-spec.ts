import { inTransaction } from '../../../../libs/platform/database/index.js';
import { writeWorkbook } from '../../../../libs/platform/spreadsheet/index.js';
import { readPopulation } from '../population/read-population.js';
import { createDepartments, loadPeople, type Office, openOffice, peopleHeader } from '../testing/office.js';
import { importOrganisation } from './import-organisation.js';
import { importTemplate } from './template.js';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await createDepartments(office, 'centre');
});
afterAll(() => office.close());

const peopleCount = async (): Promise<number> => Object.keys(await office.ids()).length;
const csv = (...lines: string[]) => ({ name: 'people.csv', content: Buffer.from([peopleHeader, ...lines].join('\n')) });
const load = (file: { name: string; content: Buffer }, dryRun = false) =>
  importOrganisation(office.database, office.operator, file, { dryRun });

it('a file with faults loads nothing and names every cell with its row, column, value and reason', async () => {
  const report = await load(
    csv(
      'E1,Good,,sales_rep,centre,,2026-01-01,',
      'E2,Bad mail,nobody at home,sales_rep,centre,E1,2026-01-01,',
      'E3,No post,,astronaut,moon,E9,2026-02-30,',
      'E4,Own manager,,sales_rep,centre,E4,2026-01-01,2025-01-01',
      'E5,,,sales_rep,centre,E1,2026-01-01,',
      'E6,Twice,,sales_rep,centre,E1,2026-01-01,',
      'E6,Otherwise,,sales_rep,centre,E1,2026-01-01,',
    ),
  );
  expect(report).toMatchObject({ state: 'refused', peopleCreated: 0, problemCount: report.problems.length });
  const found = report.problems.map((problem) => [problem.row, problem.column, problem.value, problem.code]);
  expect(found.sort()).toEqual(
    [
      [3, 'email', 'nobody at home', 'import.email_invalid'],
      [4, 'department', 'moon', 'import.department_unknown'],
      [4, 'from', '2026-02-30', 'import.date_invalid'],
      [4, 'manager code', 'E9', 'import.manager_unknown'],
      [4, 'position', 'astronaut', 'import.position_unknown'],
      [5, 'left on', '2025-01-01', 'import.dates_crossed'],
      [5, 'manager code', 'E4', 'import.own_manager'],
      [6, 'name', '', 'import.cell_empty'],
      [7, 'from', '2026-01-01', 'import.date_repeated'],
      [8, 'name', 'Otherwise', 'import.name_differs'],
    ].sort(),
  );
  expect(await peopleCount()).toBe(0);
});

it('a header that is missing or unknown is reported once, not at every row', async () => {
  const report = await load({ name: 'x.csv', content: Buffer.from('employee code,nmae\nE1,A\nE2,B\n') });
  expect(report.problems.filter((problem) => problem.row > 1)).toEqual([]);
  expect(report.problems.map((problem) => [problem.code, problem.column])).toContainEqual([
    'import.column_unknown',
    'nmae',
  ]);
  expect(report.problems.map((problem) => [problem.code, problem.column])).toContainEqual([
    'import.column_missing',
    'position',
  ]);
});

it('a workbook brings its departments, in any of the three languages; a dry run changes nothing', async () => {
  const content = await writeWorkbook([
    {
      name: '人员',
      header: ['工号', '姓名', '岗位', '部门', '上级工号', '生效日期'],
      rows: [
        ['A1', '林梅', '銷售經理', '东区', null, { date: '2026-01-01' }],
        ['A2', '陳晨', 'sales_rep', 'east', 'A1', { date: '2026-01-01' }],
      ],
    },
    {
      name: '部门',
      header: ['部门编号', '名称（繁体）', '名称（简体）', '名称（英文）', '上级部门编号'],
      rows: [
        ['east', '東區', '东区', 'East', 'sales'],
        ['sales', '銷售部', '销售部', 'Sales', null],
      ],
    },
  ]);
  const file = { name: 'org.xlsx', content };
  expect(await load(file, true)).toMatchObject({
    problems: [],
    state: 'checked',
    dryRun: true,
    departmentsCreated: 2,
    peopleCreated: 2,
  });
  expect(await peopleCount()).toBe(0);
  expect(await load(file)).toMatchObject({ state: 'loaded', repeated: false, peopleCreated: 2 });
  const [east] = await office.query(
    `select d.names->>'en' as name, p.code as parent from roles.department d
     join roles.department p on p.department_id = d.parent_id where d.code = 'east'`,
  );
  expect(east).toEqual({ name: 'East', parent: 'sales' });

  const again = await load(file);
  expect(again).toMatchObject({ state: 'loaded', repeated: true });
  expect(await peopleCount()).toBe(2);
});

it('another file that says the same changes nobody; one that says otherwise changes only whom it names', async () => {
  const same = await loadPeople(office, 'A2,陳晨,,sales_rep,east,A1,2026-05-01,');
  expect(same).toMatchObject({ peopleUnchanged: 1, peopleChanged: 0 });
  const moved = await loadPeople(
    office,
    'A2,陳晨,chen@x.com,sales_rep,sales,A1,2026-10-12,',
    'A1,林梅,,sales_manager,east,,2026-01-01,',
  );
  expect(moved).toMatchObject({ peopleUnchanged: 1, peopleChanged: 1 });
  const rows = await office.query(
    `select d.code, valid_from::text as "from", valid_to::text as "to" from roles.assignment a
     join roles.department d using (company_id, department_id) join roles.person p using (company_id, person_id)
     where p.employee_code = 'A2' and recorded_to is null order by valid_from`,
  );
  expect(rows).toEqual([
    { code: 'east', from: '2026-01-01', to: '2026-10-12' },
    { code: 'sales', from: '2026-10-12', to: null },
  ]);
});

it('a file that would close a circle of managers is refused at its row', async () => {
  const before = await peopleCount();
  const report = await loadPeople(
    office,
    'C1,One,,sales_rep,east,C2,2026-01-01,',
    'C2,Two,,sales_rep,east,C3,2026-01-01,',
    'C3,Three,,sales_rep,east,C1,2026-03-01,',
  );
  expect(report).toMatchObject({
    state: 'refused',
    problems: [{ row: 2, column: 'manager code', code: 'assignment.manager_circle' }],
  });
  expect(await peopleCount()).toBe(before);
});

it('nobody moves themself by a file', async () => {
  const { A2: personId } = await office.ids();
  const report = await importOrganisation(
    office.database,
    office.callAs({ personId: personId ?? '', grants: ['hr'] }),
    csv('A2,陳晨,,sales_manager,east,,2026-11-01,'),
    { dryRun: false },
  );
  expect(report).toMatchObject({ state: 'refused', problems: [{ row: 2, code: 'import.own_assignment' }] });
});

it('the template is read as it comes, in each language', async () => {
  for (const locale of ['zh-Hant', 'zh-Hans', 'en'] as const) {
    const names = { 'zh-Hant': '銷售專員', 'zh-Hans': '销售专员', en: 'Sales representative' };
    const report = await load({ name: 'empty.xlsx', content: await importTemplate(locale, [{ names }]) }, true);
    expect(report).toMatchObject({ state: 'checked', problems: [], rows: 0 });
  }
});

it('10,000 people load, and are read as a population, in seconds', async () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => {
    const manager = index === 0 ? '' : `L${Math.floor((index - 1) / 10)}`;
    return `L${index},Person ${index},,sales_rep,centre,${manager},2026-01-${String((index % 28) + 1).padStart(2, '0')},`;
  });
  const started = performance.now();
  expect(await loadPeople(office, ...lines)).toMatchObject({ state: 'loaded', peopleCreated: 10_000 });
  expect(performance.now() - started).toBeLessThan(20_000);

  const asked = { kind: 'month', from: '2026-10-01', to: '2026-11-01', limit: 500 } as const;
  const began = performance.now();
  let after: string | undefined;
  let members = 0;
  do {
    const page = await inTransaction(office.database, office.operator, (transaction) =>
      readPopulation(transaction, office.companyId, { ...asked, after }),
    );
    members += page.members.length;
    after = page.next ?? undefined;
  } while (after);
  expect(members).toBe(10_002);
  expect(performance.now() - began).toBeLessThan(20_000);
}, 90_000);
