import type { PopulationMember } from '../../../../libs/contracts/roles/messages.js';
import { escalationOf, reviewerOf } from '../../../../libs/domain/cycle/index.js';
import { copyInto, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { currentCall } from '../../../../libs/platform/telemetry/index.js';
import type { CycleRow } from './cycle-row.js';

export interface Enrolled {
  readonly member: PopulationMember;
  readonly reviewerId: string;
  readonly escalatesTo: string | null;
  readonly cohortNo: number;
}

export function assignedReviewer(
  member: PopulationMember,
  hrOwnerId: string,
): { readonly reviewerId: string; readonly escalatesTo: string | null } {
  const reviewer = reviewerOf(member, hrOwnerId);
  if (reviewer === null) {
    throw new Problem(
      409,
      'cycle.owner_without_reviewer',
      `${member.name} owns this cycle and has no manager, so nobody could review them; let another member of HR launch it.`,
      { personId: member.personId, name: member.name },
    );
  }
  const above = escalationOf(member, reviewer.reviewerId);
  return {
    reviewerId: reviewer.reviewerId,
    escalatesTo: above ?? (reviewer.reviewerId === hrOwnerId ? null : hrOwnerId),
  };
}

const columns = [
  'person_id',
  'employee_code',
  'name',
  'department_id',
  'department_names',
  'position_id',
  'position_names',
  'manager_id',
  'manager_path',
  'reviewer_id',
  'review_escalates_to',
  'segments',
  'cohort_no',
];

/** Through a temporary table, because COPY does not reach tables under row-level security. */
export async function insertAppraisals(
  transaction: Transaction,
  cycle: CycleRow,
  people: readonly Enrolled[],
): Promise<void> {
  await transaction.query(`
    create temporary table enrolled (person_id uuid, employee_code text, name text, department_id uuid, department_names jsonb,
      position_id text, position_names jsonb, manager_id uuid, manager_path uuid[], reviewer_id uuid, review_escalates_to uuid,
      segments jsonb, cohort_no integer) on commit drop`);
  await copyInto(
    transaction,
    'enrolled',
    columns,
    people.map(({ member, reviewerId, escalatesTo, cohortNo }) => [
      member.personId,
      member.employeeCode,
      member.name,
      member.departmentId,
      JSON.stringify(member.departmentNames),
      member.positionId,
      JSON.stringify(member.positionNames),
      member.managerId,
      member.managerPath,
      reviewerId,
      escalatesTo,
      JSON.stringify(member.segments),
      cohortNo,
    ]),
  );
  await transaction.query(
    `with opened as (
       insert into cycles.appraisal (company_id, cycle_id, ${columns.join(', ')})
       select $1, $2, ${columns.map((column) => `e.${column}`).join(', ')} from enrolled e
       on conflict (company_id, cycle_id, person_id) do nothing
       returning appraisal_id, person_id, reviewer_id, cohort_no
     )
     insert into audit.entry (company_id, action, subject_type, subject_id, about_person_id, after, request_id)
     select $1, 'appraisal.opened', 'appraisal', o.appraisal_id::text, o.person_id,
            jsonb_build_object('cycleId', $2::text, 'stage', 'collecting', 'reviewerId', o.reviewer_id, 'cohortNo', o.cohort_no), $3
     from opened o`,
    [cycle.companyId, cycle.cycleId, currentCall()?.requestId ?? null],
  );
}
