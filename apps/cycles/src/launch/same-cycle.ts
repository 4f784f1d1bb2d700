import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Period } from '../record/population.js';

/**
 * Whether somebody would be in two cycles of one kind and period. Cycles of different kinds overlap freely; so do those of one kind
 * over different people.
 */
export async function sameCycleExists(
  transaction: Transaction,
  companyId: string,
  { kind, from }: Period,
  departmentIds: readonly string[] | null,
  personIds: readonly string[],
): Promise<boolean> {
  const [row] = await transaction.query<{ exists: boolean }>(
    `select exists (
       select from cycles.cycle c
       where c.company_id = $1 and c.kind = $2 and c.period_from = $3 and c.state <> 'cancelled'
         and case when c.state = 'launching' then c.department_ids is null or $4::uuid[] is null or c.department_ids && $4
             else exists (select from cycles.appraisal a where a.company_id = $1 and a.cycle_id = c.cycle_id and a.person_id = any($5)
                          and a.stage not in ('excluded', 'cancelled')) end)`,
    [companyId, kind, from, departmentIds, personIds],
  );
  return row?.exists ?? false;
}
