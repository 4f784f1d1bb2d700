import { z } from 'zod';
import type { ImportProblem } from '../../../../libs/contracts/roles/http.js';
import { typedCode } from '../../../../libs/contracts/roles/http.js';
import { isoDate, type Locale, type LocalisedText, locale, writtenText } from '../../../../libs/contracts/values.js';
import type { Post } from '../organisation/timeline.js';
import type { departmentColumns, peopleColumns } from './organisation-columns.js';
import type { Sheet, SheetRow } from './read-sheet.js';

export interface KnownOrganisation {
  readonly departments: readonly {
    readonly departmentId: string;
    readonly code: string;
    readonly names: LocalisedText;
  }[];
  readonly positions: readonly { readonly positionId: string; readonly names: LocalisedText }[];
  readonly people: readonly { readonly personId: string; readonly employeeCode: string }[];
}

export interface PlannedDepartment {
  readonly departmentId: string;
  readonly code: string;
  readonly names: LocalisedText;
  readonly parentId: string | null;
}
export interface PlannedPerson {
  readonly personId: string;
  readonly isNew: boolean;
  readonly employeeCode: string;
  readonly name: string;
  /** null: not said, stays as it is. */
  readonly email: string | null;
  readonly locale: Locale | null;
  /** Everything the file says about the person, from its first date on. */
  readonly posts: readonly Post[];
  /** Where the file says it first. */
  readonly rowNo: number;
}
export interface ImportPlan {
  readonly departments: readonly PlannedDepartment[];
  readonly people: readonly PlannedPerson[];
  readonly problems: readonly ImportProblem[];
}

type PeopleSheet = Sheet<keyof typeof peopleColumns>;
type PersonRow = SheetRow<keyof typeof peopleColumns>;
type DepartmentSheet = Sheet<keyof typeof departmentColumns>;

const key = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What loading the file would do, and every cell that stands in its way. Ids of what is new come from outside. */
export function planImport(
  sheets: { people: PeopleSheet; departments: DepartmentSheet | null },
  known: KnownOrganisation,
  newId: () => string,
): ImportPlan {
  const ofDepartments = planDepartments(sheets.departments, known, newId);
  const plan = new PeoplePlan(sheets.people, known, ofDepartments.all, newId);
  return {
    departments: ofDepartments.created,
    people: plan.people(),
    problems: [...ofDepartments.problems, ...sheets.people.problems, ...plan.problems],
  };
}

type Department = KnownOrganisation['departments'][number];

function planDepartments(
  sheet: DepartmentSheet | null,
  known: KnownOrganisation,
  newId: () => string,
): { created: PlannedDepartment[]; all: readonly Department[]; problems: ImportProblem[] } {
  if (!sheet) return { created: [], all: known.departments, problems: [] };
  const problems = [...sheet.problems];
  const byCode = new Map(known.departments.map((department) => [key(department.code), department.departmentId]));
  const rows = sheet.rows.filter(({ rowNo, values: { code } }, index) => {
    const repeated = sheet.rows.findIndex((other) => key(other.values.code) === key(code)) !== index;
    if (!repeated && typedCode.safeParse(code).success) return true;
    problems.push({
      sheet: sheet.name,
      row: rowNo,
      column: sheet.headerOf('code'),
      value: code,
      code: repeated ? 'import.department_repeated' : 'import.code_invalid',
      message: repeated ? 'The code stands twice; keep one row.' : 'Use letters, digits and . _ - only.',
    });
    return false;
  });
  const created = rows.filter((row) => !byCode.has(key(row.values.code)));
  for (const { values } of created) byCode.set(key(values.code), newId());
  const planned = created.map(({ rowNo, values }): PlannedDepartment => {
    const parentId = values.parent === '' ? null : (byCode.get(key(values.parent)) ?? null);
    if ((values.parent !== '' && parentId === null) || key(values.parent) === key(values.code)) {
      problems.push({
        sheet: sheet.name,
        row: rowNo,
        column: sheet.headerOf('parent'),
        value: values.parent,
        code: 'import.department_unknown',
        message: 'There is no such department above this one; add its row or mend the code.',
      });
    }
    return {
      departmentId: byCode.get(key(values.code)) ?? '',
      code: values.code,
      names: { 'zh-Hant': values.zhHant, 'zh-Hans': values.zhHans, en: values.en },
      parentId,
    };
  });
  return { created: planned, all: [...known.departments, ...planned], problems };
}

interface ReadRow {
  readonly row: PersonRow;
  readonly post: Omit<Post, 'to'>;
  readonly leftOn: string | null;
}

class PeoplePlan {
  readonly problems: ImportProblem[] = [];
  private readonly departments: Map<string, string>;
  private readonly positions: Map<string, string>;
  private readonly personIds: Map<string, string>;
  private readonly rowsOfCode = new Map<string, PersonRow[]>();
  private readonly newCodes = new Set<string>();

  constructor(
    private readonly sheet: PeopleSheet,
    known: KnownOrganisation,
    departments: readonly Department[],
    newId: () => string,
  ) {
    this.departments = named(departments.map(({ departmentId, code, names }) => [departmentId, [code], names]));
    this.positions = named(known.positions.map(({ positionId, names }) => [positionId, [positionId], names]));
    this.personIds = new Map(known.people.map((person) => [key(person.employeeCode), person.personId]));
    for (const row of sheet.rows) {
      const code = key(row.values.employeeCode);
      if (!this.personIds.has(code)) {
        this.personIds.set(code, newId());
        this.newCodes.add(code);
      }
      this.rowsOfCode.set(code, [...(this.rowsOfCode.get(code) ?? []), row]);
    }
  }

  people(): PlannedPerson[] {
    return [...this.rowsOfCode.entries()].map(([code, rows]) => this.person(code, rows));
  }

  private person(code: string, rows: readonly PersonRow[]): PlannedPerson {
    const [first] = rows;
    if (!first) throw new Error('a person of the plan has no row');
    this.checkPerson(first, rows);
    const read = rows.map((row) => this.readRow(row)).filter((row) => row !== null);
    const emails = rows.map((row) => row.values.email).filter((email) => email !== '');
    const said = rows.map((row) => row.values.locale).find((text) => text !== '');
    return {
      personId: this.personIds.get(code) ?? '',
      isNew: this.newCodes.has(code),
      employeeCode: first.values.employeeCode,
      name: first.values.name,
      email: emails[0] ?? null,
      locale: locale.safeParse(said).data ?? null,
      posts: this.posts(read),
      rowNo: first.rowNo,
    };
  }

  private checkPerson(first: PersonRow, rows: readonly PersonRow[]): void {
    this.check(first, 'employeeCode', typedCode, 'import.code_invalid', 'Use letters, digits and . _ - only.');
    this.check(first, 'name', writtenText(100), 'import.name_invalid', 'Write at most 100 characters.');
    for (const row of rows) {
      if (row.values.name !== first.values.name) {
        this.report(row, 'name', 'import.name_differs', `Row ${first.rowNo} calls this person otherwise; mend one.`);
      }
      if (row.values.email !== '') {
        this.check(row, 'email', z.email().max(200), 'import.email_invalid', 'Write an address like name@company.com.');
      }
      if (row.values.locale !== '') {
        this.check(row, 'locale', locale, 'import.locale_unknown', 'Use zh-Hant, zh-Hans or en.');
      }
    }
  }

  /** null: the row has a problem, which is reported. */
  private readRow(row: PersonRow): ReadRow | null {
    const { values } = row;
    const before = this.problems.length;
    this.check(row, 'from', isoDate, 'import.date_invalid', 'Write the date as 2026-10-12.');
    if (values.to !== '') this.check(row, 'to', isoDate, 'import.date_invalid', 'Write the date as 2026-10-12.');
    const positionId = this.positions.get(key(values.position));
    const departmentId = this.departments.get(key(values.department));
    const managerId = values.manager === '' ? null : this.personIds.get(key(values.manager));
    if (positionId === undefined) {
      this.report(row, 'position', 'import.position_unknown', 'No standard knows this position; mend its name.');
    }
    if (departmentId === undefined) {
      this.report(row, 'department', 'import.department_unknown', 'There is no such department; add it or mend it.');
    }
    if (managerId === undefined) {
      this.report(row, 'manager', 'import.manager_unknown', 'Nobody has this employee code; add the row or mend it.');
    } else if (managerId !== null && key(values.manager) === key(values.employeeCode)) {
      this.report(row, 'manager', 'import.own_manager', 'Nobody reports to themself; name another manager.');
    }
    if (values.to !== '' && values.to <= values.from) {
      this.report(row, 'to', 'import.dates_crossed', 'This must be later than the date the row begins.');
    }
    if (this.problems.length > before) return null;
    if (positionId === undefined || departmentId === undefined || managerId === undefined) return null;
    return { row, post: { from: values.from, positionId, departmentId, managerId }, leftOn: values.to || null };
  }

  /** Each row holds until the person's next one. */
  private posts(read: readonly ReadRow[]): Post[] {
    const inOrder = read.toSorted((a, b) => (a.post.from < b.post.from ? -1 : 1));
    return inOrder.map(({ row, post, leftOn }, index) => {
      const next = inOrder[index + 1]?.post.from ?? null;
      if (next === post.from) {
        this.report(
          row,
          'from',
          'import.date_repeated',
          'Another row of this person begins on the same day; keep one.',
        );
      } else if (next !== null && leftOn !== null && leftOn > next) {
        this.report(row, 'to', 'import.dates_overlap', `Another row of this person begins on ${next}, before this.`);
      }
      return { ...post, to: leftOn ?? next };
    });
  }

  private check(
    row: PersonRow,
    column: keyof typeof peopleColumns,
    schema: z.ZodType,
    code: string,
    message: string,
  ): void {
    if (!schema.safeParse(row.values[column]).success) this.report(row, column, code, message);
  }

  private report(row: PersonRow, column: keyof typeof peopleColumns, code: string, message: string): void {
    this.problems.push({
      sheet: this.sheet.name,
      row: row.rowNo,
      column: this.sheet.headerOf(column),
      value: row.values[column].slice(0, 200),
      code,
      message,
    });
  }
}

/** Things by their code and, where it is nobody else's, by their name in any language. */
function named(
  things: readonly (readonly [id: string, codes: readonly string[], names: LocalisedText])[],
): Map<string, string> {
  const found = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const [id, , names] of things) {
    for (const name of new Set(Object.values(names).map(key))) {
      if (found.has(name) && found.get(name) !== id) ambiguous.add(name);
      found.set(name, id);
    }
  }
  for (const name of ambiguous) found.delete(name);
  for (const [id, codes] of things) for (const code of codes) found.set(key(code), id);
  return found;
}
