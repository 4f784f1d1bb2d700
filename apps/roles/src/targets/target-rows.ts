import type { Transaction } from '../../../../libs/platform/database/index.js';

export interface SetTarget {
  readonly standardId: string;
  readonly kpiId: string;
  readonly positionId: string;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly value: string;
  readonly setAt: string;
}

/** The targets of exactly this period, as known now. */
export const readTargets = (
  transaction: Transaction,
  companyId: string,
  period: { from: string; to: string },
): Promise<SetTarget[]> =>
  transaction.query(
    `select t.standard_id as "standardId", t.kpi_id as "kpiId", t.position_id as "positionId", t.person_id as "personId",
            p.name as "personName", t.value::text as value, roles.iso(t.recorded_from) as "setAt"
     from roles.period_target t left join roles.person p using (company_id, person_id)
     where t.company_id = $1 and t.valid_from = $2 and t.valid_to = $3 and t.recorded_to is null
     order by t.standard_id, t.kpi_id, t.position_id, p.employee_code nulls first`,
    [companyId, period.from, period.to],
  );
