import { departmentTree, type PopulationMember } from '../../../../libs/contracts/roles/messages.js';
import type { AnswerOf } from '../../../../libs/contracts/route.js';
import { type CalibrationRules, calibrationOf } from '../../../../libs/domain/cycle/index.js';
import { poolSmallGroups } from '../../../../libs/domain/scoring/distribution.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { CycleRow } from './cycle-row.js';
import { type RecordPorts, systemCall } from './ports.js';

type Departments = AnswerOf<typeof departmentTree>['departments'];

/** Of a cycle that calibrates; others need no tree. */
export async function departmentsOf({ services }: RecordPorts, { companyId, route }: CycleRow): Promise<Departments> {
  if (!calibrationOf(route)) return [];
  return (await services.ask(departmentTree, {}, systemCall(companyId))).departments;
}

interface PooledGroup {
  readonly departmentId: string;
  readonly names: Departments[number]['names'];
  readonly departmentIds: readonly string[];
}

/** The groups of a new cycle: each department of enough people, with the small ones below it. */
export async function formCalibrationGroups(
  transaction: Transaction,
  { companyId, cycleId, route }: CycleRow,
  members: readonly PopulationMember[],
  departments: Departments,
): Promise<void> {
  const rules = calibrationOf(route);
  if (!rules) return;
  await transaction.query(
    `insert into cycles.calibration_group (company_id, cycle_id, department_id, department_names, department_ids)
     select $1, $2, (g ->> 'departmentId')::uuid, g -> 'names', array(select jsonb_array_elements_text(g -> 'departmentIds')::uuid)
     from jsonb_array_elements($3::jsonb) g`,
    [companyId, cycleId, JSON.stringify(groupsOf(members, departments, rules))],
  );
}

function groupsOf(
  members: readonly PopulationMember[],
  departments: Departments,
  { minGroup }: CalibrationRules,
): PooledGroup[] {
  const tree = new Map(departments.map((department) => [department.departmentId, department]));
  // A department that was put away meanwhile stands alone.
  for (const { departmentId, departmentNames } of members)
    if (!tree.has(departmentId)) tree.set(departmentId, { departmentId, parentId: null, names: departmentNames });
  const people = new Map<string, number>();
  for (const { departmentId } of members) people.set(departmentId, (people.get(departmentId) ?? 0) + 1);
  const pooled = poolSmallGroups(
    [...tree.values()].map(({ departmentId, parentId }) => ({
      groupId: departmentId,
      parentId,
      people: people.get(departmentId) ?? 0,
    })),
    minGroup,
  );
  const groups = new Map<string, string[]>();
  for (const [departmentId, into] of pooled) groups.set(into, [...(groups.get(into) ?? []), departmentId]);
  return [...groups].flatMap(([departmentId, departmentIds]) => {
    const names = tree.get(departmentId)?.names;
    return names && departmentIds.some((each) => people.has(each)) ? [{ departmentId, names, departmentIds }] : [];
  });
}

/** Whoever has no group yet gets their department's, and where that has none (it is new, or nobody was in it) the one of the most departments. */
export async function joinCalibrationGroups(
  transaction: Transaction,
  { companyId, cycleId, route }: CycleRow,
): Promise<void> {
  if (!calibrationOf(route)) return;
  await transaction.query(
    `update cycles.appraisal a
     set calibration_group_id = coalesce(
       (select g.group_id from cycles.calibration_group g
        where g.company_id = $1 and g.cycle_id = $2 and a.department_id = any(g.department_ids)),
       (select g.group_id from cycles.calibration_group g
        where g.company_id = $1 and g.cycle_id = $2 order by cardinality(g.department_ids) desc, g.group_id limit 1))
     where a.company_id = $1 and a.cycle_id = $2 and a.calibration_group_id is null`,
    [companyId, cycleId],
  );
}
