import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { CycleAddress } from '../record/set-operations.js';
import type { CycleReport } from '../reports/report-model.js';

type Person = CycleReport['people'][number];
type Line = CycleReport['lines'][number];

/** Whoever is in the cycle to its end, by employee code. */
const reported = `a.company_id = $1 and a.cycle_id = $2 and a.stage not in ('excluded', 'cancelled')`;

export const readReportedPeople = (
  transaction: Transaction,
  { companyId, cycleId }: CycleAddress,
): Promise<(Omit<Person, 'managerName'> & { readonly managerId: string | null })[]> =>
  transaction.query(
    `select a.employee_code as "employeeCode", a.name, a.department_names as "departmentNames", a.position_names as "positionNames",
       a.manager_id as "managerId", a.total::text, r.total::text as "totalBeforeAdjustments", a.grade,
       nullif(a.grade_before_calibration, a.grade) as "calibratedFrom", a.run_no as "runNo",
       a.stage as state, case when k.deemed then 'deemed' when not k.deemed then 'acknowledged' end as acknowledged
     from cycles.appraisal a
     left join cycles.appraisal_result r on r.company_id = a.company_id and r.appraisal_id = a.appraisal_id and r.run_no = a.run_no
     left join cycles.acknowledgement k on k.company_id = a.company_id and k.appraisal_id = a.appraisal_id and k.voided_at is null
     where ${reported} order by a.employee_code, a.appraisal_id`,
    [companyId, cycleId],
  );

export const readReportedLines = (transaction: Transaction, { companyId, cycleId }: CycleAddress): Promise<Line[]> =>
  transaction.query(
    `select a.employee_code as "employeeCode", a.name, l.segment_no as "segmentNo", l.kpi_id as "kpiId", l.names,
       l.target::text, l.actual::text, l.raw_weight::text as "rawWeight", trim_scale(l.effective_weight * 100)::text as "effectiveWeightPercent",
       l.score::text, d.score_after::text as "adjustedScore", d.reason as "adjustmentReason", l.state,
       l.evidence_count as "evidenceCount"
     from cycles.appraisal a
     join cycles.appraisal_line l on l.company_id = a.company_id and l.appraisal_id = a.appraisal_id and l.run_no = a.run_no
     left join cycles.adjustment d on d.company_id = l.company_id and d.appraisal_id = l.appraisal_id and d.run_no = l.run_no
       and d.segment_no = l.segment_no and d.kpi_id = l.kpi_id and d.voided_at is null
     where ${reported} order by a.employee_code, a.appraisal_id, l.segment_no, l.line_no`,
    [companyId, cycleId],
  );

interface Counted {
  readonly publishedAt: Date | null;
  readonly decisions: CycleReport['decisions'];
}

/** Approvals, adjustments and acceptances that count; every return; the people taken out. */
export async function countDecisions(transaction: Transaction, { companyId, cycleId }: CycleAddress): Promise<Counted> {
  const [counted] = await transaction.query<Counted>(
    `select c.published_at as "publishedAt", jsonb_build_object(
       'approved', d.approved, 'returned', d.returned, 'adjusted', j.adjusted, 'deemed', p.deemed, 'excluded', p.excluded) as decisions
     from cycles.cycle c
     cross join lateral (
       select count(*) filter (where verb = 'approve' and voided_at is null) as approved, count(*) filter (where verb = 'return') as returned
       from cycles.decision where company_id = $1 and cycle_id = $2) d
     cross join lateral (
       select count(*) as adjusted from cycles.appraisal a
       join cycles.adjustment j on j.company_id = a.company_id and j.appraisal_id = a.appraisal_id and j.run_no = a.run_no
         and j.voided_at is null
       where ${reported}) j
     cross join lateral (
       select count(*) filter (where k.deemed) as deemed, count(*) filter (where a.stage = 'excluded') as excluded
       from cycles.appraisal a
       left join cycles.acknowledgement k on k.company_id = a.company_id and k.appraisal_id = a.appraisal_id and k.voided_at is null
       where a.company_id = $1 and a.cycle_id = $2) p
     where c.company_id = $1 and c.cycle_id = $2`,
    [companyId, cycleId],
  );
  if (!counted) throw new Error(`the cycle ${cycleId} was there a moment ago`);
  return counted;
}
