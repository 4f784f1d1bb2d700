import { writeWorkbook } from '../../../libs/platform/spreadsheet/index.js';

/** The month everything is measured in. */
export const month = { kind: 'month', from: '2026-10-01', to: '2026-11-01' } as const;

/** The company of a measurement: N sales representatives under their managers. The managers and the head are not appraised. */
export const head = 'S0001';
export const hrOfficer = 'S0002';
export const dataOwner = 'S0003';
export const appraisedDepartment = 'sales';

/** Reviewing more than 250 people is nobody's job; fewer than 40 reviewers would leave no 32 to click at once. */
export const managerCount = (people: number): number => Math.max(40, Math.ceil(people / 250));

const numbered = (letter: string, index: number): string => `${letter}${String(index + 1).padStart(6, '0')}`;
export const managerCode = (index: number): string => numbered('M', index);
export const personCode = (index: number): string => numbered('R', index);

export const managerCodes = (people: number): string[] =>
  Array.from({ length: managerCount(people) }, (_, index) => managerCode(index));

export const otherPositions = [
  { positionId: 'general_manager', names: { 'zh-Hant': '總經理', 'zh-Hans': '总经理', en: 'General manager' } },
  { positionId: 'officer', names: { 'zh-Hant': '專員', 'zh-Hans': '专员', en: 'Officer' } },
];

/** People of one file: an import reads at most 50,000 rows. */
const peoplePerFile = 40_000;

/** The company in files of Kaohe's import template, the first with its departments. */
export async function organisationFiles(people: number): Promise<Buffer[]> {
  const managers = managerCount(people);
  const staff = [
    row(head, 'general_manager', 'company', null),
    row(hrOfficer, 'officer', 'company', head),
    row(dataOwner, 'officer', 'company', head),
    ...managerCodes(people).map((code) => row(code, 'sales_manager', 'sales_management', head)),
  ];
  const representatives = Array.from({ length: people }, (_, index) =>
    row(personCode(index), 'sales_rep', appraisedDepartment, managerCode(index % managers)),
  );
  const chunks = [staff, ...chunksOf(representatives, peoplePerFile)];
  return Promise.all(
    chunks.map((rows, index) =>
      writeWorkbook([{ name: 'people', header: peopleHeader, rows }, ...(index === 0 ? [departments] : [])]),
    ),
  );
}

const peopleHeader = ['employee code', 'name', 'position', 'department', 'manager code', 'from'];
const row = (code: string, position: string, department: string, manager: string | null) => [
  code,
  `Person ${code}`,
  position,
  department,
  manager,
  { date: '2026-01-01' },
];

const departments = {
  name: 'departments',
  header: ['department code', 'name (traditional)', 'name (simplified)', 'name (english)', 'parent code'],
  rows: [
    ['company', '公司', '公司', 'Company', null],
    ['sales_management', '銷售管理', '销售管理', 'Sales management', 'company'],
    [appraisedDepartment, '銷售', '销售', 'Sales', 'company'],
  ],
};

export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size));
  return chunks;
}
