import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Doer } from '../caller.js';
import { note } from '../history.js';
import { lockTimelines } from '../organisation/known-timelines.js';
import { saveTimelines } from '../organisation/save-timelines.js';
import { difference, replaceFrom } from '../organisation/timeline.js';
import type { ImportPlan, PlannedDepartment, PlannedPerson } from './plan-import.js';

export interface Loaded {
  readonly peopleCreated: number;
  readonly peopleChanged: number;
  readonly peopleUnchanged: number;
  /** Ids of people whose assignments changed. */
  readonly moved: readonly string[];
}

const manyPeople = 500;

/** Writes a plan without problems, set by set. */
export async function loadPlan(
  transaction: Transaction,
  by: Doer,
  { departments, people }: ImportPlan,
  reason: string,
): Promise<Loaded> {
  await insertDepartments(transaction, by, departments);
  const created = people.filter((person) => person.isNew);
  await insertPeople(transaction, by, created);
  const changed = new Set(await updatePeople(transaction, by, people));

  const timelines = await lockTimelines(
    transaction,
    by.companyId,
    people.map((person) => person.personId),
  );
  const changes = people
    .map(({ personId, posts }) => {
      const before = timelines.get(personId) ?? [];
      return { personId, ...difference(before, replaceFrom(before, posts)) };
    })
    .filter((change) => change.closed.length + change.added.length > 0);
  await saveTimelines(transaction, by, changes, reason);
  // Many new rows at once: until the planner knows of them, lists of people read them all for each one.
  if (created.length >= manyPeople) await transaction.query('analyze roles.person, roles.assignment, roles.department');

  const moved = changes.map((change) => change.personId);
  for (const personId of moved) changed.add(personId);
  for (const person of created) changed.delete(person.personId);
  return {
    peopleCreated: created.length,
    peopleChanged: changed.size,
    peopleUnchanged: people.length - created.length - changed.size,
    moved,
  };
}

async function insertDepartments(
  transaction: Transaction,
  by: Doer,
  departments: readonly PlannedDepartment[],
): Promise<void> {
  // One statement: a child may stand before its parent.
  await transaction.query(
    `insert into roles.department (company_id, department_id, code, names, parent_id)
     select $1, d."departmentId", d.code, d.names, d."parentId"
     from jsonb_to_recordset($2::jsonb) as d("departmentId" uuid, code text, names jsonb, "parentId" uuid)`,
    [by.companyId, JSON.stringify(departments)],
  );
  await note(
    transaction,
    by,
    ...departments.map((department) => ({
      action: 'department.created',
      subjectType: 'department',
      subjectId: department.departmentId,
      after: department,
    })),
  );
}

async function insertPeople(transaction: Transaction, by: Doer, people: readonly PlannedPerson[]): Promise<void> {
  await transaction.query(
    `insert into roles.person (company_id, person_id, employee_code, name, email, locale)
     select $1, p."personId", p."employeeCode", p.name, p.email, coalesce(p.locale, c.default_locale)
     from roles.company c, jsonb_to_recordset($2::jsonb)
       as p("personId" uuid, "employeeCode" text, name text, email text, locale text)
     where c.company_id = $1`,
    [by.companyId, JSON.stringify(people)],
  );
  await note(
    transaction,
    by,
    ...people.map(({ personId, employeeCode, name, email }) => ({
      action: 'person.created',
      subjectType: 'person',
      subjectId: personId,
      aboutPersonId: personId,
      after: { employeeCode, name, email },
    })),
  );
}

/** Names, addresses and languages that the file states otherwise; answers whose. */
async function updatePeople(transaction: Transaction, by: Doer, people: readonly PlannedPerson[]): Promise<string[]> {
  const rows = await transaction.query<{ personId: string; before: unknown; after: unknown }>(
    `with said as (
       select * from jsonb_to_recordset($2::jsonb) as s("personId" uuid, name text, email text, locale text)
     ), previous as (
       select p.person_id, p.name, p.email, p.locale, s.name as new_name, coalesce(s.email, p.email) as new_email,
              coalesce(s.locale, p.locale) as new_locale
       from roles.person p join said s on s."personId" = p.person_id where p.company_id = $1
     )
     update roles.person p set name = new_name, email = new_email, locale = new_locale from previous
     where p.company_id = $1 and p.person_id = previous.person_id
       and (previous.name, previous.email, previous.locale) is distinct from (new_name, new_email, new_locale)
     returning p.person_id as "personId",
       jsonb_build_object('name', previous.name, 'email', previous.email, 'locale', previous.locale) as before,
       jsonb_build_object('name', new_name, 'email', new_email, 'locale', new_locale) as after`,
    [by.companyId, JSON.stringify(people)],
  );
  await note(
    transaction,
    by,
    ...rows.map(({ personId, before, after }) => ({
      action: 'person.changed',
      subjectType: 'person',
      subjectId: personId,
      aboutPersonId: personId,
      before,
      after,
    })),
  );
  return rows.map((row) => row.personId);
}
