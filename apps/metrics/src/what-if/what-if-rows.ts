import type { DataSource } from 'typeorm';
import type { WhatIf, WhatIfPerson } from '../../../../libs/contracts/metrics/http.js';
import type { CycleKind } from '../../../../libs/contracts/values.js';
import type { StandardVersion } from '../../../../libs/domain/scoring/index.js';
import { runStatement, type Transaction } from '../../../../libs/platform/database/index.js';

export interface WhatIfRow {
  readonly whatIfId: string;
  readonly standardId: string;
  readonly document: StandardVersion;
  readonly cycleIds: readonly string[];
  readonly state: WhatIf['state'];
  readonly people: number;
  readonly done: number;
  readonly failure: string | null;
  readonly askedAt: Date;
}

export async function findWhatIf(
  transaction: Transaction,
  companyId: string,
  whatIfId: string,
): Promise<WhatIfRow | undefined> {
  const [row] = await transaction.query<WhatIfRow>(
    `select what_if_id as "whatIfId", standard_id as "standardId", document, cycle_ids as "cycleIds", state, people, done, failure,
            asked_at as "askedAt"
     from metrics.what_if where company_id = $1 and what_if_id = $2`,
    [companyId, whatIfId],
  );
  return row;
}

/** The last cycles of a kind that scored somebody by the standard. */
export const lastScoredCycles = async (
  transaction: Transaction,
  companyId: string,
  { standardId, kind, limit }: { standardId: string; kind: CycleKind; limit: number },
): Promise<string[]> =>
  (
    await transaction.query<{ cycle_id: string }>(
      `select c.cycle_id from metrics.collection c
       where c.company_id = $1 and c.kind = $2 and c.last_run_no > 0
         and exists (select from metrics.collection_segment g where g.company_id = $1 and g.cycle_id = c.cycle_id and g.standard_id = $3)
       order by c.period_from desc, c.cycle_id desc limit $4`,
      [companyId, kind, standardId, limit],
    )
  ).map(({ cycle_id }) => cycle_id);

/** A person's latest result in a cycle, of those whom the standard measured there. */
const latest = `
  select distinct on (r.person_id) r.person_id, r.run_id, r.total, r.grade, s.run_no, s.snapshot_no
  from metrics.score_result r
  join metrics.score_run s on s.company_id = r.company_id and s.run_id = r.run_id
  where r.company_id = $1 and s.cycle_id = $2
    and exists (select from metrics.collection_segment g
                where g.company_id = $1 and g.cycle_id = $2 and g.person_id = r.person_id and g.standard_id = $3)
  order by r.person_id, s.run_no desc`;

export async function countMeasured(
  transaction: Transaction,
  companyId: string,
  cycleIds: readonly string[],
  standardId: string,
): Promise<number> {
  let people = 0;
  for (const cycleId of cycleIds) {
    const [row] = await transaction.query<{ people: number }>(`select count(*)::int as people from (${latest}) l`, [
      companyId,
      cycleId,
      standardId,
    ]);
    people += row?.people ?? 0;
  }
  return people;
}

export interface Measured {
  readonly personId: string;
  readonly runId: string;
  readonly snapshotNo: number;
  readonly total: string | null;
  readonly grade: string | null;
}

/** Those of a cycle whom the trial has not reached yet, run by run. */
export const readUntried = (
  transaction: Transaction,
  companyId: string,
  { whatIfId, standardId }: WhatIfRow,
  cycleId: string,
): Promise<Measured[]> =>
  transaction.query<Measured>(
    `select l.person_id as "personId", l.run_id as "runId", l.snapshot_no as "snapshotNo", l.total::text, l.grade from (${latest}) l
     where not exists (select from metrics.what_if_person t
                       where t.company_id = $1 and t.what_if_id = $4 and t.cycle_id = $2 and t.person_id = l.person_id)
     order by l.run_no, l.person_id`,
    [companyId, cycleId, standardId, whatIfId],
  );

export async function keepTried(
  transaction: Transaction,
  companyId: string,
  whatIfId: string,
  people: readonly WhatIfPerson[],
): Promise<void> {
  await transaction.query(
    `with kept as (
       insert into metrics.what_if_person (company_id, what_if_id, cycle_id, person_id, employee_code, name, department_names,
                                           position_names, total_before, grade_before, total_after, grade_after)
       select $1, $2, p."cycleId", p."personId", p."employeeCode", p.name, p."departmentNames", p."positionNames",
              p."totalBefore", p."gradeBefore", p."totalAfter", p."gradeAfter"
       from jsonb_to_recordset($3::jsonb) as p("cycleId" uuid, "personId" uuid, "employeeCode" text, name text, "departmentNames" jsonb,
         "positionNames" jsonb, "totalBefore" numeric, "gradeBefore" text, "totalAfter" numeric, "gradeAfter" text)
       on conflict do nothing returning person_id)
     update metrics.what_if set done = done + (select count(*) from kept) where company_id = $1 and what_if_id = $2`,
    [companyId, whatIfId, JSON.stringify(people)],
  );
}

const means = `count(*)::int as people, round(avg(p.total_before), 2)::text as "meanBefore", round(avg(p.total_after), 2)::text as "meanAfter",
  (count(*) filter (where p.grade_before is distinct from p.grade_after))::int as regraded`;
const ofWhatIf = 'p.company_id = $1 and p.what_if_id = $2';

export async function readFindings(
  transaction: Transaction,
  companyId: string,
  whatIfId: string,
): Promise<Pick<WhatIf, 'cycles' | 'departments' | 'grades'>> {
  const parameters = [companyId, whatIfId];
  return {
    cycles: await transaction.query(
      `select p.cycle_id as "cycleId", c.kind, c.period_from::text as "from", c.period_to::text as "to", ${means}
       from metrics.what_if_person p join metrics.collection c on c.company_id = p.company_id and c.cycle_id = p.cycle_id
       where ${ofWhatIf} group by p.cycle_id, c.kind, c.period_from, c.period_to order by c.period_from desc, p.cycle_id`,
      parameters,
    ),
    departments: await transaction.query(
      `select p.department_names as names, ${means} from metrics.what_if_person p where ${ofWhatIf}
       group by p.department_names order by count(*) desc, p.department_names::text`,
      parameters,
    ),
    grades: await transaction.query(
      `select p.grade_before as "from", p.grade_after as "to", count(*)::int as people from metrics.what_if_person p where ${ofWhatIf}
       group by p.grade_before, p.grade_after order by p.grade_before nulls last, p.grade_after nulls last`,
      parameters,
    ),
  };
}

export type MovedRow = WhatIfPerson & { readonly moved: string };

export const readMoved = (
  transaction: Transaction,
  companyId: string,
  whatIfId: string,
  after: { readonly moved: string; readonly cycleId: string; readonly personId: string } | null,
  limit: number,
): Promise<MovedRow[]> =>
  transaction.query<MovedRow>(
    `select p.cycle_id as "cycleId", p.person_id as "personId", p.employee_code as "employeeCode", p.name,
            p.department_names as "departmentNames", p.position_names as "positionNames", p.total_before::text as "totalBefore",
            p.grade_before as "gradeBefore", p.total_after::text as "totalAfter", p.grade_after as "gradeAfter", p.moved::text
     from metrics.what_if_person p
     where ${ofWhatIf} and ($3::numeric is null or (-p.moved, p.cycle_id, p.person_id) > (-$3::numeric, $4::uuid, $5::uuid))
     order by p.moved desc, p.cycle_id, p.person_id limit $6`,
    [companyId, whatIfId, after?.moved ?? null, after?.cycleId ?? null, after?.personId ?? null, limit],
  );

export interface Waiting {
  readonly companyId: string;
  readonly whatIfId: string;
}

/** A process that died gives it back after this long. In the machine's time: no deadline. */
const heldFor = `interval '1 minute'`;

export async function takeWaiting(database: DataSource): Promise<Waiting | null> {
  const [row] = await runStatement<Waiting>(
    database,
    `update metrics.what_if_waiting w set taken_until = now() + ${heldFor}
     from (select company_id, what_if_id from metrics.what_if_waiting where taken_until is null or taken_until <= now()
           order by what_if_id limit 1 for update skip locked) due
     where w.company_id = due.company_id and w.what_if_id = due.what_if_id
     returning w.company_id as "companyId", w.what_if_id as "whatIfId"`,
  );
  return row ?? null;
}

/** Held on while it goes on. */
export const holdWaiting = (database: DataSource, { companyId, whatIfId }: Waiting): Promise<unknown> =>
  runStatement(
    database,
    `update metrics.what_if_waiting set taken_until = now() + ${heldFor} where company_id = $1 and what_if_id = $2`,
    [companyId, whatIfId],
  );

export async function endWhatIf(
  transaction: Transaction,
  { companyId, whatIfId }: Waiting,
  failure: string | null,
): Promise<void> {
  await transaction.query(
    `update metrics.what_if set state = $3, failure = $4, finished_at = platform.now() where company_id = $1 and what_if_id = $2`,
    [companyId, whatIfId, failure === null ? 'done' : 'failed', failure],
  );
  await transaction.query('delete from metrics.what_if_waiting where company_id = $1 and what_if_id = $2', [
    companyId,
    whatIfId,
  ]);
}
