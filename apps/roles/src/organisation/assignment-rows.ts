import type { Assignment } from '../../../../libs/contracts/roles/http.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';

/** Half-open in both times; `a` is the assignment. */
export const validOn = (date: string): string =>
  `a.valid_from <= ${date} and (a.valid_to is null or ${date} < a.valid_to)`;

/** One assignment as JSON, for the readers of many shapes. */
export const assignmentJson = `jsonb_build_object(
  'assignmentId', a.assignment_id, 'from', a.valid_from, 'to', a.valid_to,
  'positionId', a.position_id, 'positionNames', p.names,
  'departmentId', a.department_id, 'departmentNames', d.names,
  'managerId', a.manager_id, 'managerName', m.name,
  'recordedFrom', roles.iso(a.recorded_from), 'recordedTo', roles.iso(a.recorded_to))`;
export const assignmentJoins = `
  join roles.position p using (company_id, position_id)
  join roles.department d using (company_id, department_id)
  left join roles.person m on m.company_id = a.company_id and m.person_id = a.manager_id`;

/**
 * A person's assignments: all of them or those in force `on` a date; as known now, or as Kaohe knew at an instant. Two questions
 * in one: how it was, and what we knew.
 */
export async function readAssignments(
  transaction: Transaction,
  question: { companyId: string; personId: string; on?: string | undefined; knownAt?: string | undefined },
): Promise<Assignment[]> {
  const rows = await transaction.query<{ assignment: Assignment }>(
    `select ${assignmentJson} as assignment
     from roles.assignment a ${assignmentJoins}
     where a.company_id = $1 and a.person_id = $2
       and ($3::date is null or ${validOn('$3::date')})
       and case when $4::timestamptz is null then a.recorded_to is null
                else a.recorded_from <= $4 and (a.recorded_to is null or $4 < a.recorded_to) end
     order by a.valid_from`,
    [question.companyId, question.personId, question.on ?? null, question.knownAt ?? null],
  );
  return rows.map((row) => row.assignment);
}
