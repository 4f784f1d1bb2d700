import type { CalibratedPerson, GradeMove } from '../../../../libs/contracts/cycles/calibration.js';
import type { Actor, LocalisedText } from '../../../../libs/contracts/values.js';
import type { AppraisalFacts } from '../../../../libs/domain/access/about-appraisal.js';
import { canSeeScores } from '../../../../libs/domain/access/can-see-scores.js';
import type { AppraisalState } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { isoInstant } from '../reading/iso-instant.js';
import type { NameOf } from '../reading/people-names.js';
import type { Reach } from '../reading/reach.js';
import { type SessionAddress, seenInSession, sessionParameters } from './session-figures.js';

export interface KeptMove extends Omit<GradeMove, 'by'> {
  readonly by: string;
}

export interface PersonRow {
  readonly appraisalId: string;
  readonly personId: string;
  readonly name: string;
  readonly employeeCode: string;
  readonly positionNames: LocalisedText;
  readonly departmentNames: LocalisedText;
  readonly reviewerId: string;
  readonly stage: AppraisalState;
  readonly version: number;
  readonly total: string | null;
  readonly grade: string | null;
  readonly gradeBefore: string | null;
  readonly scale: readonly string[];
  readonly moves: readonly KeptMove[];
  /** The appraisal before, with what the access questions need of it. */
  readonly previous: (AppraisalFacts & { readonly grade: string }) | null;
}

/** Over `cycles.appraisal a`: the moves of its grade, in order. */
export const gradeMovesOf = `(select coalesce(jsonb_agg(jsonb_build_object('from', v.from_grade, 'to', v.to_grade, 'reason', v.reason,
    'by', v.by_person_id, 'at', v.moved_at, 'voided', v.voided_at is not null) order by v.moved_at, v.move_id), '[]')
  from cycles.calibration_move v where v.company_id = a.company_id and v.appraisal_id = a.appraisal_id)`;

export const gradeMoveOf = (move: KeptMove, nameOf: NameOf): GradeMove => ({
  ...move,
  by: { personId: move.by, name: nameOf(move.by) },
  at: isoInstant(move.at),
});

export const readPeople = (
  transaction: Transaction,
  address: SessionAddress,
  reach: Reach,
  page: {
    readonly grade: string | null;
    readonly reviewerId: string | null;
    readonly afterTotal: string | null;
    readonly afterId: string | null;
    readonly limit: number;
  },
): Promise<PersonRow[]> =>
  transaction.query<PersonRow>(
    `select a.appraisal_id as "appraisalId", a.person_id as "personId", a.name, a.employee_code as "employeeCode",
            a.position_names as "positionNames", a.department_names as "departmentNames", a.reviewer_id as "reviewerId", a.stage, a.version,
            a.total::text, a.grade, nullif(a.grade_before_calibration, a.grade) as "gradeBefore",
            coalesce((select jsonb_agg(b ->> 'grade' order by no) from cycles.appraisal_result r
                      cross join lateral jsonb_array_elements(r.rules -> 'grades') with ordinality as g(b, no)
                      where r.company_id = a.company_id and r.appraisal_id = a.appraisal_id and r.run_no = a.run_no), '[]') as scale,
            ${gradeMovesOf} as moves, before.facts as previous
     from cycles.appraisal a
     join cycles.cycle c on c.company_id = a.company_id and c.cycle_id = a.cycle_id
     left join lateral (
       select jsonb_build_object('personId', p.person_id, 'managerId', p.manager_id, 'managerPath', p.manager_path,
                'reviewerId', p.reviewer_id, 'stage', p.stage, 'released', true, 'grade', p.grade) as facts
       from cycles.appraisal p join cycles.cycle pc on pc.company_id = p.company_id and pc.cycle_id = p.cycle_id
       where p.company_id = a.company_id and p.person_id = a.person_id and pc.kind = c.kind and pc.period_from < c.period_from
         and p.released_at is not null and p.grade is not null
       order by pc.period_from desc limit 1) before on true
     where ${seenInSession} and ($8::text is null or a.grade = $8) and ($9::uuid is null or a.reviewer_id = $9)
       and ($10::numeric is null or (-a.total, a.appraisal_id) > (-$10::numeric, $11::uuid))
     order by -a.total, a.appraisal_id limit $12`,
    [...sessionParameters(address, reach), page.grade, page.reviewerId, page.afterTotal, page.afterId, page.limit],
  );

export function personOf(row: PersonRow, actor: Actor, open: boolean, nameOf: NameOf): CalibratedPerson {
  const { personId, name, employeeCode, positionNames, previous } = row;
  return {
    appraisalId: row.appraisalId,
    person: { personId, name, employeeCode, positionNames },
    departmentNames: row.departmentNames,
    reviewer: { personId: row.reviewerId, name: nameOf(row.reviewerId) },
    stage: row.stage,
    version: row.version,
    total: row.total,
    grade: row.grade,
    gradeBefore: row.gradeBefore,
    // Whoever manages somebody since this cycle sees nothing of the cycles before.
    lastGrade: previous && canSeeScores(actor, previous) ? previous.grade : null,
    scale: [...row.scale],
    moves: row.moves.map((move) => gradeMoveOf(move, nameOf)),
    mayMove: open && row.stage === 'calibration',
  };
}
