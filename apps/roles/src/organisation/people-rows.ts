import type { PersonDetail, PersonSummary } from '../../../../libs/contracts/roles/http.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { likeText } from '../page-cursor.js';
import { assignmentJoins, assignmentJson, readAssignments, validOn } from './assignment-rows.js';

/** As a subquery it is asked once a statement, not once a row. */
const today = '(select roles.today())';

/** First and last day of person `t`: looked up for each row shown, never for all. */
const timeInCompany = `
  join lateral (
    select hired_on, left_on from roles.employment where company_id = t.company_id and person_id = t.person_id
  ) e on true`;

/** Today's assignment of person `t`; nothing for leavers and those who are yet to come. */
const currentAssignment = `
  left join lateral (
    select ${assignmentJson} as assignment, a.department_id, a.position_id, a.manager_id
    from roles.assignment a ${assignmentJoins}
    where a.company_id = t.company_id and a.person_id = t.person_id and a.recorded_to is null
      and ${validOn(today)}
  ) c on true`;
const summary = `t.person_id as "personId", t.employee_code as "employeeCode", t.name, t.email,
  e.hired_on::text as "hiredOn", e.left_on::text as "leftOn", c.assignment`;

export interface PeopleQuestion {
  readonly companyId: string;
  /** null: everybody; else this person and who reports to them today. */
  readonly seenBy: string | null;
  readonly search?: string | undefined;
  readonly departmentId?: string | undefined;
  readonly positionId?: string | undefined;
  readonly managerId?: string | undefined;
  readonly includeLeavers: boolean;
  readonly after: string | null;
  readonly limit: number;
}

/** In the order of employee codes. One row more than the limit tells that there is a next page. */
export const listPeople = (
  transaction: Transaction,
  asked: PeopleQuestion,
): Promise<(PersonSummary & { key: string })[]> =>
  transaction.query(
    `with recursive seen as (
       select $2::uuid as person_id
       union
       select a.person_id from roles.assignment a join seen s on a.manager_id = s.person_id
       where a.company_id = $1 and a.recorded_to is null and ${validOn(today)}
     )
     select ${summary}, lower(t.employee_code) as key
     from roles.person t ${timeInCompany} ${currentAssignment}
     where t.company_id = $1
       and ($2::uuid is null or t.person_id in (select person_id from seen))
       and ($3::text is null or lower(t.employee_code) > $3)
       and ($4::text is null or t.name ilike '%' || $4 || '%' or t.employee_code ilike $4 || '%')
       and ($5::uuid is null or c.department_id = $5)
       and ($6::text is null or c.position_id = $6)
       and ($7::uuid is null or c.manager_id = $7)
       and ($8::boolean or e.left_on is null or e.left_on > ${today})
     order by lower(t.employee_code) limit $9`,
    [
      asked.companyId,
      asked.seenBy,
      asked.after,
      asked.search ? likeText(asked.search) : null,
      asked.departmentId ?? null,
      asked.positionId ?? null,
      asked.managerId ?? null,
      asked.includeLeavers,
      asked.limit + 1,
    ],
  );

export async function readPerson(
  transaction: Transaction,
  companyId: string,
  personId: string,
): Promise<PersonDetail | null> {
  const [person] = await transaction.query<Omit<PersonDetail, 'assignments'>>(
    `select ${summary}, t.locale
     from roles.person t ${timeInCompany} ${currentAssignment}
     where t.company_id = $1 and t.person_id = $2`,
    [companyId, personId],
  );
  if (!person) return null;
  return { ...person, assignments: await readAssignments(transaction, { companyId, personId }) };
}

/** Today's managers of a person, from the nearest upward. */
export async function readManagersToday(
  transaction: Transaction,
  companyId: string,
  personId: string,
): Promise<string[]> {
  const rows = await transaction.query<{ manager_id: string }>(
    `with recursive line as (
       select a.manager_id from roles.assignment a
       where a.company_id = $1 and a.person_id = $2 and a.recorded_to is null and ${validOn(today)}
       union
       select a.manager_id from line join roles.assignment a on a.person_id = line.manager_id
       where a.company_id = $1 and a.recorded_to is null and ${validOn(today)}
     ) select manager_id from line where manager_id is not null`,
    [companyId, personId],
  );
  return rows.map((row) => row.manager_id);
}
