import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Post } from './timeline.js';

export interface KnownPost extends Post {
  readonly assignmentId: string;
}

/** Timelines as known now. The people's rows are locked: two changes of one person take turns. */
export async function lockTimelines(
  transaction: Transaction,
  companyId: string,
  personIds: readonly string[],
): Promise<Map<string, KnownPost[]>> {
  await transaction.query(
    `select person_id from roles.person where company_id = $1 and person_id = any($2::uuid[]) order by person_id for update`,
    [companyId, personIds],
  );
  const rows = await transaction.query<KnownPost & { personId: string }>(
    `select person_id as "personId", assignment_id as "assignmentId", valid_from::text as "from", valid_to::text as "to",
            position_id as "positionId", department_id as "departmentId", manager_id as "managerId"
     from roles.assignment where company_id = $1 and person_id = any($2::uuid[]) and recorded_to is null
     order by person_id, valid_from`,
    [companyId, personIds],
  );
  const timelines = new Map<string, KnownPost[]>(personIds.map((personId) => [personId, []]));
  for (const { personId, ...post } of rows) timelines.get(personId)?.push(post);
  return timelines;
}
