import type { AppraisalRow } from '../../../../libs/contracts/cycles/http.js';
import type { Actor, CycleKind, LocalisedText } from '../../../../libs/contracts/values.js';
import type { AppraisalFacts } from '../../../../libs/domain/access/about-appraisal.js';
import { canSeeScores } from '../../../../libs/domain/access/can-see-scores.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { NameOf } from './people-names.js';

/** An appraisal as it stands, with what the access questions need of it. */
export interface StandingRow extends AppraisalFacts {
  readonly appraisalId: string;
  readonly cycleId: string;
  readonly kind: CycleKind;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly name: string;
  readonly employeeCode: string;
  readonly departmentNames: LocalisedText;
  readonly positionNames: LocalisedText;
  readonly reviewerId: string;
  readonly round: number;
  readonly version: number;
  readonly cohortNo: number;
  readonly runNo: number | null;
  readonly total: string | null;
  readonly grade: string | null;
  readonly calibratedFrom: string | null;
}

/** Over `cycles.appraisal a join cycles.cycle c`. */
export const standingColumns = `a.appraisal_id as "appraisalId", a.cycle_id as "cycleId", c.kind, c.period_from::text as "periodFrom",
  c.period_to::text as "periodTo", a.person_id as "personId", a.name, a.employee_code as "employeeCode",
  a.department_names as "departmentNames", a.position_names as "positionNames", a.manager_id as "managerId",
  a.manager_path as "managerPath", a.reviewer_id as "reviewerId", a.stage, a.round, a.version, a.cohort_no as "cohortNo",
  a.run_no as "runNo", a.total::text, a.grade,
  nullif(a.grade_before_calibration, a.grade) as "calibratedFrom", a.released_at is not null as released`;

/** Where one appraisal is read by itself: lists and tasks open nothing by a copy. */
export const copiedTo = `array(select distinct p.to_person_id from cycles.copy p
  where p.company_id = a.company_id and p.appraisal_id = a.appraisal_id) as "copiedTo"`;

/** Whoever holds or did a task about it that somebody gave them, said what they think of one, or stands or stood in for whom one waits for. What follows the organisation opens nothing by itself. */
export const entrustedTo = `array(
  select h.to_person_id from cycles.handover h
  join cycles.task t on t.company_id = h.company_id and t.task_id = h.task_id
    and h.to_person_id = case when t.closed_at is null then t.assignee_id else t.closed_by end
  where h.company_id = a.company_id and h.appraisal_id = a.appraisal_id and h.how <> 'followed'
  union select s.substitute_id from cycles.task t cross join lateral unnest(cycles.stand_ins(t.company_id, t.assignee_id)) s (substitute_id)
  where t.company_id = a.company_id and t.appraisal_id = a.appraisal_id and t.closed_at is null and t.delegated_by is null
    and t.stage in ('manager_review', 'second_review', 'interview')
  union select d.by_person_id from cycles.task t
  join cycles.decision d on d.company_id = t.company_id and d.task_id = t.task_id and d.by_person_id <> t.assignee_id
  where t.company_id = a.company_id and t.appraisal_id = a.appraisal_id and t.stage in ('manager_review', 'second_review', 'interview')
  union select h.from_person_id from cycles.handover h
  where h.company_id = a.company_id and h.appraisal_id = a.appraisal_id and h.how = 'answered') as "entrustedTo"`;

export async function findStanding(
  transaction: Transaction,
  companyId: string,
  appraisalId: string,
): Promise<StandingRow | undefined> {
  const [row] = await transaction.query<StandingRow>(
    `select ${standingColumns}, ${copiedTo}, ${entrustedTo} from cycles.appraisal a
     join cycles.cycle c on c.company_id = a.company_id and c.cycle_id = a.cycle_id
     where a.company_id = $1 and a.appraisal_id = $2`,
    [companyId, appraisalId],
  );
  return row;
}

/** Everybody of a cohort, by employee code. */
export const readCohort = (
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  cohortNo: number,
): Promise<StandingRow[]> =>
  transaction.query<StandingRow>(
    `select ${standingColumns}, ${copiedTo} from cycles.appraisal a
     join cycles.cycle c on c.company_id = a.company_id and c.cycle_id = a.cycle_id
     where a.company_id = $1 and a.cycle_id = $2 and a.cohort_no = $3 order by a.employee_code, a.appraisal_id`,
    [companyId, cycleId, cohortNo],
  );

export const personOf = ({ personId, name, employeeCode, departmentNames, positionNames }: StandingRow) => ({
  personId,
  name,
  employeeCode,
  departmentNames,
  positionNames,
});

export function appraisalRowOf(row: StandingRow, actor: Actor, nameOf: NameOf): AppraisalRow {
  const scores = canSeeScores(actor, row);
  return {
    appraisalId: row.appraisalId,
    cycleId: row.cycleId,
    kind: row.kind,
    period: { from: row.periodFrom, to: row.periodTo },
    person: personOf(row),
    manager: row.managerId === null ? null : { personId: row.managerId, name: nameOf(row.managerId) },
    stage: row.stage,
    round: row.round,
    version: row.version,
    cohortNo: row.cohortNo,
    total: scores ? row.total : null,
    grade: scores ? row.grade : null,
    calibratedFrom: scores ? row.calibratedFrom : null,
    released: row.released,
  };
}
