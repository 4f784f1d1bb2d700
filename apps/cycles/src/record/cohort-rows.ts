import { cohortSize, packCohorts } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { CycleRow } from './cycle-row.js';

/** Packs everybody of a new cycle and writes its cohorts; answers each reviewer's cohort. */
export async function packInto(
  transaction: Transaction,
  { companyId, cycleId }: CycleRow,
  reviewed: readonly { readonly reviewerId: string }[],
): Promise<ReadonlyMap<string, number>> {
  const teams = new Map<string, number>();
  for (const { reviewerId } of reviewed) teams.set(reviewerId, (teams.get(reviewerId) ?? 0) + 1);
  const cohortOf = packCohorts([...teams].map(([reviewerId, people]) => ({ reviewerId, people })));
  const people: number[] = [];
  for (const [reviewerId, count] of teams) {
    const index = (cohortOf.get(reviewerId) ?? 1) - 1;
    people[index] = (people[index] ?? 0) + count;
  }
  await transaction.query(
    `insert into cycles.cohort (company_id, cycle_id, cohort_no, people)
     select $1, $2, c.no, c.people from unnest($3::int[]) with ordinality as c (people, no)`,
    [companyId, cycleId, people],
  );
  return cohortOf;
}

/** Where somebody who joins goes: to their reviewer's team if it has room, else to the emptiest cohort with room, else to a new one. */
export async function cohortForOne(
  transaction: Transaction,
  { companyId, cycleId }: CycleRow,
  reviewerId: string,
): Promise<{ cohortNo: number; newCohort: boolean }> {
  const [room] = await transaction.query<{ cohort_no: number }>(
    `select c.cohort_no from cycles.cohort c
     where c.company_id = $1 and c.cycle_id = $2 and c.people < $4
     order by exists (select from cycles.appraisal a where a.company_id = $1 and a.cycle_id = $2
                      and a.cohort_no = c.cohort_no and a.reviewer_id = $3) desc, c.people, c.cohort_no
     limit 1`,
    [companyId, cycleId, reviewerId, cohortSize],
  );
  const cohortNo = room?.cohort_no;
  if (cohortNo !== undefined) {
    await transaction.query(
      'update cycles.cohort set people = people + 1 where company_id = $1 and cycle_id = $2 and cohort_no = $3',
      [companyId, cycleId, cohortNo],
    );
    return { cohortNo, newCohort: false };
  }
  const [added] = await transaction.query<{ cohort_no: number }>(
    `insert into cycles.cohort (company_id, cycle_id, cohort_no, people)
     select $1, $2, coalesce(max(cohort_no), 0) + 1, 1 from cycles.cohort where company_id = $1 and cycle_id = $2
     returning cohort_no`,
    [companyId, cycleId],
  );
  return { cohortNo: added?.cohort_no ?? 1, newCohort: true };
}
