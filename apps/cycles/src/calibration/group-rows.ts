import type { CalibrationGroup } from '../../../../libs/contracts/cycles/calibration.js';
import type { LocalisedText } from '../../../../libs/contracts/values.js';
import { beforeCalibration, type GradeCounts } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { type Reach, reachParameters, seenInCycle } from '../reading/reach.js';

export interface GroupRow {
  readonly groupId: string;
  readonly cycleId: string;
  readonly departmentNames: LocalisedText;
  readonly taskId: string | null;
  readonly dueAt: Date | null;
  readonly people: number;
  readonly arrived: number;
  readonly moved: number;
  /** In the stage now. */
  readonly there: number;
  /** Whose grade is still to come. */
  readonly coming: number;
}

const gone = `a.stage in ('excluded', 'cancelled')`;
/** In the session or past it: over `cycles.appraisal a`, with the stages before as `parameter`. */
export const arrivedWhen = (parameter: string): string =>
  `a.grade is not null and a.stage <> all(${parameter}::text[]) and a.stage not in ('blocked', 'excluded', 'cancelled')`;

/** The groups of a cycle of which the reader sees somebody, or one of them; counts are of the people the reader sees. */
export const readGroups = (
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  reach: Reach,
  groupId: string | null = null,
): Promise<GroupRow[]> =>
  transaction.query<GroupRow>(
    `select g.group_id as "groupId", g.cycle_id as "cycleId", g.department_names as "departmentNames", t.task_id as "taskId",
            t.due_at as "dueAt", n.people, n.arrived, n.moved, n.there, n.coming
     from cycles.calibration_group g
     join (select a.calibration_group_id as group_id, count(*)::int as people,
                  count(*) filter (where ${arrivedWhen('$6')})::int as arrived,
                  count(*) filter (where a.grade_before_calibration <> a.grade)::int as moved,
                  count(*) filter (where a.stage = 'calibration')::int as there,
                  count(*) filter (where a.stage = any($6::text[]))::int as coming
           from cycles.appraisal a where ${seenInCycle} and not ${gone} and ($4::uuid is null or a.person_id <> $4)
           group by a.calibration_group_id) n using (group_id)
     left join cycles.task t on t.company_id = g.company_id and t.calibration_group_id = g.group_id and t.closed_at is null
     where g.company_id = $1 and g.cycle_id = $2 and ($7::uuid is null or g.group_id = $7)
     order by g.department_names ->> 'en', g.group_id`,
    [...reachParameters(companyId, cycleId, reach), beforeCalibration, groupId],
  );

export const stateOf = ({ taskId, there, coming, arrived }: GroupRow): CalibrationGroup['state'] => {
  if (taskId !== null) return 'open';
  return there + coming === 0 && arrived > 0 ? 'closed' : 'waiting';
};

export const groupOf = (row: GroupRow): CalibrationGroup => ({
  groupId: row.groupId,
  departmentNames: row.departmentNames,
  state: stateOf(row),
  people: row.people,
  arrived: row.arrived,
  moved: row.moved,
  taskId: row.taskId,
  dueAt: row.dueAt?.toISOString() ?? null,
});

/** How many of the whole group who have arrived have which grade: what quotas are held against. */
export async function countGrades(transaction: Transaction, companyId: string, groupId: string): Promise<GradeCounts> {
  const rows = await transaction.query<{ grade: string; people: number }>(
    `select a.grade, count(*)::int as people from cycles.appraisal a
     where a.company_id = $1 and a.calibration_group_id = $2 and ${arrivedWhen('$3')} group by a.grade`,
    [companyId, groupId, beforeCalibration],
  );
  return Object.fromEntries(rows.map(({ grade, people }) => [grade, people]));
}
