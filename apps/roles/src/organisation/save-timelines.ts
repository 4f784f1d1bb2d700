import { assignmentsChanged } from '../../../../libs/contracts/roles/events.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import type { Doer } from '../caller.js';
import { note } from '../history.js';
import type { KnownPost } from './known-timelines.js';
import type { TimelineDifference } from './timeline.js';

export interface PersonChange extends TimelineDifference<KnownPost> {
  readonly personId: string;
}

/** Members of one event. */
const eventPeople = 1000;

/** Closes what is no longer believed and adds what is, with the audit entries and the word to others. */
export async function saveTimelines(
  transaction: Transaction,
  by: Doer,
  changes: readonly PersonChange[],
  reason: string | null,
): Promise<void> {
  const real = changes.filter((change) => change.closed.length + change.added.length > 0);
  if (real.length === 0) return;
  await transaction.query(
    `update roles.assignment set recorded_to = platform.now() where company_id = $1 and assignment_id = any($2::uuid[])`,
    [by.companyId, real.flatMap((change) => change.closed.map((post) => post.assignmentId))],
  );
  await transaction.query(
    `insert into roles.assignment (company_id, person_id, position_id, department_id, manager_id, valid_from, valid_to,
                                   recorded_by, reason)
     select $1, r."personId", r."positionId", r."departmentId", r."managerId", r."from", r."to", $2, $3
     from jsonb_to_recordset($4::jsonb) as r("personId" uuid, "positionId" text, "departmentId" uuid, "managerId" uuid,
                                             "from" date, "to" date)`,
    [
      by.companyId,
      by.actor?.accountId ?? null,
      reason,
      JSON.stringify(real.flatMap(({ personId, added }) => added.map((post) => ({ personId, ...post })))),
    ],
  );
  await transaction.query(
    `with owner as materialized (
       select a.account_id, (select case when bool_or(e.valid_to is null) then null else max(e.valid_to) end
                             from roles.assignment e
                             where e.company_id = $1 and e.person_id = a.person_id and e.recorded_to is null) as left_on
       from roles.account a where a.company_id = $1 and a.person_id = any($2::uuid[])
     )
     update roles.account a set left_on = owner.left_on from owner
     where a.company_id = $1 and a.account_id = owner.account_id and a.left_on is distinct from owner.left_on`,
    [by.companyId, real.map((change) => change.personId)],
  );
  await refuseManagerCircles(
    transaction,
    by.companyId,
    real.map((change) => change.personId),
  );
  await note(
    transaction,
    by,
    ...real.map(({ personId, closed, added }) => ({
      action: 'assignment.changed',
      subjectType: 'person',
      subjectId: personId,
      aboutPersonId: personId,
      before: closed.map(({ assignmentId: _, ...post }) => post),
      after: added,
      reason,
    })),
  );
  await tell(transaction, 'roles', by.companyId, changedEvents(real));
}

function changedEvents(changes: readonly PersonChange[]) {
  const from = changes.flatMap((change) => [...change.closed, ...change.added].map((post) => post.from)).sort()[0];
  const events = [];
  for (let start = 0; start < changes.length; start += eventPeople) {
    const personIds = changes.slice(start, start + eventPeople).map((change) => change.personId);
    events.push({ type: assignmentsChanged.type, payload: { personIds, from } });
  }
  return events;
}

/**
 * Nobody may be their own manager at any distance on any date. Walks up from each new row with the time in which the whole line
 * holds: a new circle has a new row in it.
 */
async function refuseManagerCircles(
  transaction: Transaction,
  companyId: string,
  personIds: readonly string[],
): Promise<void> {
  const [circle] = await transaction.query<{ employee_code: string; on: string }>(
    `with recursive line as (
       select a.person_id as start, a.manager_id, daterange(a.valid_from, a.valid_to) as holds
       from roles.assignment a
       where a.company_id = $1 and a.person_id = any($2::uuid[]) and a.recorded_to is null
         and a.recorded_from = platform.now() and a.manager_id is not null
       union
       select l.start, a.manager_id, l.holds * daterange(a.valid_from, a.valid_to)
       from line l join roles.assignment a on a.company_id = $1 and a.person_id = l.manager_id and a.recorded_to is null
         and a.manager_id is not null and daterange(a.valid_from, a.valid_to) && l.holds
       where l.manager_id <> l.start
     )
     select p.employee_code, lower(l.holds)::text as "on" from line l
     join roles.person p on p.company_id = $1 and p.person_id = l.start
     where l.manager_id = l.start order by lower(l.holds), p.employee_code limit 1`,
    [companyId, personIds],
  );
  if (!circle) return;
  throw new Problem(
    422,
    'assignment.manager_circle',
    `On ${circle.on} ${circle.employee_code} would report to themself through others; choose another manager.`,
    { employeeCode: circle.employee_code, on: circle.on },
  );
}
