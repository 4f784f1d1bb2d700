import type { AppraisalState } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { type StandingRow, standingColumns } from './appraisal-rows.js';
import { type Reach, reachParameters, seenInCycle } from './reach.js';

const from = `cycles.appraisal a join cycles.cycle c on c.company_id = a.company_id and c.cycle_id = a.cycle_id`;

/** By employee code: appraisal_by_code is in this order. */
export const readStandingPage = (
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  reach: Reach,
  page: {
    readonly stage: AppraisalState | null;
    readonly managerId: string | null;
    readonly afterCode: string | null;
    readonly afterId: string | null;
    readonly limit: number;
  },
): Promise<StandingRow[]> =>
  transaction.query<StandingRow>(
    `select ${standingColumns} from ${from}
     where ${seenInCycle} and ($6::text is null or a.stage = $6) and ($7::uuid is null or a.manager_id = $7)
       and ($8::text is null or (a.employee_code, a.appraisal_id) > ($8, $9::uuid))
     order by a.employee_code, a.appraisal_id limit $10`,
    [
      ...reachParameters(companyId, cycleId, reach),
      page.stage,
      page.managerId,
      page.afterCode,
      page.afterId,
      page.limit,
    ],
  );

/** A person has one appraisal a cycle: few, whatever the company's size. */
export const readOwnAppraisals = (
  transaction: Transaction,
  companyId: string,
  personId: string | null,
  page: { readonly afterCycleId: string | null; readonly limit: number },
): Promise<StandingRow[]> =>
  transaction.query<StandingRow>(
    `select ${standingColumns} from ${from}
     where a.company_id = $1 and a.person_id = $2 and ($3::uuid is null or (c.period_from, c.cycle_id) <
       ((select k.period_from from cycles.cycle k where k.company_id = $1 and k.cycle_id = $3), $3))
     order by c.period_from desc, c.cycle_id desc limit $4`,
    [companyId, personId, page.afterCycleId, page.limit],
  );
