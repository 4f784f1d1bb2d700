import type { population } from '../../../../libs/contracts/roles/messages.js';
import type { AnswerOf, RequestOf } from '../../../../libs/contracts/route.js';
import type { LocalisedText } from '../../../../libs/contracts/values.js';
import type { CycleKind, StandardVersion } from '../../../../libs/domain/scoring/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Post } from '../organisation/timeline.js';
import { readStandardsOn } from '../standards/standard-rows.js';
import { readTargets, type SetTarget } from '../targets/target-rows.js';
import { wantedTargets } from '../targets/wanted-targets.js';
import { type LinePlace, reportingLine } from './reporting-line.js';
import { segmentsOf } from './segments.js';

type Asked = RequestOf<typeof population>;
type Answer = AnswerOf<typeof population>;
type Member = Answer['members'][number];

interface PersonRow {
  readonly personId: string;
  readonly employeeCode: string;
  readonly name: string;
  readonly hiredOn: string;
  readonly leftOn: string | null;
  readonly posts: readonly Post[];
}

/** Everybody employed within the period, as known now, with what each is measured by and who reviews. */
export async function readPopulation(transaction: Transaction, companyId: string, asked: Asked): Promise<Answer> {
  const rows = await readPeople(transaction, companyId, asked);
  const shown = rows.slice(0, asked.limit);
  const places = await readPlaces(transaction, companyId, asked.to);
  const departments = await readNames(transaction, companyId, 'department');
  const positions = await readNames(transaction, companyId, 'position');
  // A cycle keeps the version in effect when its period began, also for who joins later in it.
  const measures = measuresOf(await readStandardsOn(transaction, companyId, asked.from), asked.kind);
  const targets = await readTargets(transaction, companyId, asked);

  const members = shown.flatMap(({ posts, ...person }): Member[] => {
    const segments = segmentsOf(posts, asked.from, asked.to).map((segment) => {
      const standard = measures.get(segment.positionId)?.standard;
      return {
        ...segment,
        standardId: standard?.standardId ?? null,
        standardVersion: standard?.version ?? null,
      };
    });
    const last = segments.at(-1);
    if (!last) return [];
    const missing = segments.flatMap(({ positionId }) =>
      (measures.get(positionId)?.wantedKpis ?? []).filter(
        (kpiId) => !targets.some((target) => isTargetOf(target, { kpiId, positionId, personId: person.personId })),
      ),
    );
    return [
      {
        ...person,
        departmentId: last.departmentId,
        departmentNames: departments.get(last.departmentId) ?? unnamed,
        positionId: last.positionId,
        positionNames: positions.get(last.positionId) ?? unnamed,
        ...mutable(reportingLine(person.personId, places)),
        segments,
        missingTargets: [...new Set(missing)],
      },
    ];
  });
  return { members, next: rows.length > asked.limit ? (shown.at(-1)?.personId ?? null) : null };
}

const unnamed: LocalisedText = { 'zh-Hant': '', 'zh-Hans': '', en: '' };
const mutable = (line: ReturnType<typeof reportingLine>) => ({
  managerId: line.managerId,
  managerPath: [...line.managerPath],
});

interface Measure {
  readonly standard: StandardVersion;
  readonly wantedKpis: readonly string[];
}

function measuresOf(standards: readonly StandardVersion[], kind: CycleKind): Map<string, Measure> {
  return new Map(
    standards.flatMap((standard) => {
      const wanted = wantedTargets(standard, kind);
      return Object.keys(standard.positions).map((positionId): [string, Measure] => [
        positionId,
        {
          standard,
          wantedKpis: wanted.filter((target) => target.positionId === positionId).map((target) => target.kpiId),
        },
      ]);
    }),
  );
}

const isTargetOf = (
  target: SetTarget,
  { kpiId, positionId, personId }: { kpiId: string; positionId: string; personId: string },
): boolean =>
  target.kpiId === kpiId &&
  target.positionId === positionId &&
  (target.personId === null || target.personId === personId);

/** A named department stands for those below it too; the one at the period's end counts. */
const readPeople = (
  transaction: Transaction,
  companyId: string,
  { from, to, departmentIds, personIds, after, limit }: Asked,
): Promise<PersonRow[]> =>
  transaction.query(
    `with recursive wanted_department as (
       select department_id from roles.department where company_id = $1 and department_id = any($4::uuid[])
       union
       select d.department_id from roles.department d join wanted_department w on d.parent_id = w.department_id
       where d.company_id = $1
     )
     select p.person_id as "personId", p.employee_code as "employeeCode", p.name,
            e.hired_on::text as "hiredOn", e.left_on::text as "leftOn", t.posts
     from roles.person p
     join lateral (
       select hired_on, left_on from roles.employment where company_id = $1 and person_id = p.person_id
     ) e on true
     join lateral (
       select jsonb_agg(jsonb_build_object('from', a.valid_from, 'to', a.valid_to, 'positionId', a.position_id,
                                           'departmentId', a.department_id, 'managerId', a.manager_id) order by a.valid_from) as posts,
              (array_agg(a.department_id order by a.valid_from desc))[1] as last_department
       from roles.assignment a
       where a.company_id = $1 and a.person_id = p.person_id and a.recorded_to is null
         and a.valid_from < $3::date and (a.valid_to is null or a.valid_to > $2::date)
     ) t on t.posts is not null
     where p.company_id = $1
       and ($4::uuid[] is null or t.last_department in (select department_id from wanted_department))
       and ($5::uuid[] is null or p.person_id = any($5::uuid[]))
       and ($6::uuid is null or p.person_id > $6)
     order by p.person_id limit $7`,
    [companyId, from, to, departmentIds ?? null, personIds ?? null, after ?? null, limit + 1],
  );

/** Everybody's last manager before the period's end, and who is still there. */
async function readPlaces(
  transaction: Transaction,
  companyId: string,
  to: string,
): Promise<ReadonlyMap<string, LinePlace>> {
  // One pass over the rows: right after a big import the planner knows too little for anything cleverer.
  const rows = await transaction.query<LinePlace & { personId: string }>(
    `select person_id as "personId",
            (array_agg(manager_id order by valid_from desc) filter (where valid_from < $2::date))[1] as "managerId",
            bool_or(valid_to is null) or max(valid_to) > greatest($2::date - 1, (select roles.today())) as employed
     from roles.assignment where company_id = $1 and recorded_to is null
     group by person_id having min(valid_from) < $2::date`,
    [companyId, to],
  );
  return new Map(rows.map(({ personId, ...place }) => [personId, place]));
}

async function readNames(
  transaction: Transaction,
  companyId: string,
  table: 'department' | 'position',
): Promise<Map<string, LocalisedText>> {
  const rows = await transaction.query<{ id: string; names: LocalisedText }>(
    `select ${table}_id as id, names from roles.${table} where company_id = $1`,
    [companyId],
  );
  return new Map(rows.map((row) => [row.id, row.names]));
}
