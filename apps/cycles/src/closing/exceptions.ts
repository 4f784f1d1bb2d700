import type { ClosingException, ClosingExceptionKind } from '../../../../libs/contracts/cycles/http.js';
import { closingExceptionKinds } from '../../../../libs/contracts/cycles/http.js';
import { verbs } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { CycleAddress } from '../record/set-operations.js';

export interface ExceptionRow extends Omit<ClosingException, 'kind' | 'by' | 'at' | 'dueAt'> {
  readonly byPersonId: string | null;
  readonly at: Date | null;
  readonly dueAt: Date | null;
  /** Within the person's exceptions of the kind. */
  readonly nth: number;
}

interface Source {
  /** What else than `cycles.appraisal a` is read. */
  readonly from: string;
  readonly where: string;
  readonly kpiNames?: string;
  readonly state?: string;
  readonly before?: string;
  readonly after?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly at?: string;
  readonly dueAt?: string;
}

const inCycle = `a.stage not in ('excluded', 'cancelled')`;
const ofAppraisal = (alias: string) => `${alias}.company_id = a.company_id and ${alias}.appraisal_id = a.appraisal_id`;

/** Each over `cycles.appraisal a` of the cycle. */
const sources: Readonly<Record<ClosingExceptionKind, Source>> = {
  excluded: {
    from: `left join lateral (
      select k.said ->> 'reason' as reason, k.by_person_id, k.created_at from cycles.command k
      where k.company_id = a.company_id and k.cycle_id = a.cycle_id and k.said ->> 'kind' = 'excludePerson'
        and k.said ->> 'personId' = a.person_id::text order by k.created_at desc limit 1) k on true`,
    where: `a.stage = 'excluded'`,
    reason: 'k.reason',
    by: 'k.by_person_id',
    at: 'k.created_at',
  },
  no_total: { from: '', where: `${inCycle} and a.total is null`, state: 'a.stage' },
  adjusted: {
    from: `join cycles.adjustment d on ${ofAppraisal('d')} and d.run_no = a.run_no and d.voided_at is null
      join cycles.appraisal_line l on ${ofAppraisal('l')} and l.run_no = d.run_no and l.segment_no = d.segment_no and l.kpi_id = d.kpi_id`,
    where: inCycle,
    kpiNames: 'l.names',
    before: 'd.score_before::text',
    after: 'd.score_after::text',
    reason: 'd.reason',
    by: 'd.by_person_id',
    at: 'd.adjusted_at',
  },
  missing_data: {
    from: `join cycles.appraisal_line l on ${ofAppraisal('l')} and l.run_no = a.run_no
        and l.state not in ('scored', 'not_due')
      left join cycles.exclusion e on ${ofAppraisal('e')} and e.segment_no = l.segment_no and e.kpi_id = l.kpi_id`,
    where: inCycle,
    kpiNames: 'l.names',
    state: 'l.state',
    reason: 'e.reason',
    by: 'e.approved_by',
    at: 'e.approved_at',
  },
  returned: {
    from: `join cycles.decision d on ${ofAppraisal('d')} and d.verb = 'return'`,
    where: inCycle,
    state: 'd.stage',
    reason: 'd.comment',
    by: 'd.by_person_id',
    at: 'd.decided_at',
  },
  rescored: {
    from: `join lateral (select r.total from cycles.appraisal_result r where ${ofAppraisal('r')} order by r.run_no limit 1) r on true`,
    where: `${inCycle} and (select count(*) from cycles.appraisal_result r where ${ofAppraisal('r')}) > 1`,
    before: 'r.total::text',
    after: 'a.total::text',
  },
  regraded: {
    from: `join cycles.calibration_move m on ${ofAppraisal('m')} and m.voided_at is null`,
    where: inCycle,
    before: 'm.from_grade',
    after: 'm.to_grade',
    reason: 'm.reason',
    by: 'm.by_person_id',
    at: 'm.moved_at',
  },
  appealed: {
    from: `join cycles.appeal p on ${ofAppraisal('p')}
      join cycles.appraisal_line l on ${ofAppraisal('l')} and l.run_no = p.run_no and l.segment_no = p.segment_no and l.kpi_id = p.kpi_id`,
    where: inCycle,
    kpiNames: 'l.names',
    state: `coalesce(p.outcome, 'open')`,
    reason: 'p.reason',
    by: 'p.handler_id',
    at: 'p.appealed_at',
  },
  decided_late: {
    from: `join cycles.task t on ${ofAppraisal('t')} and t.closed_at > t.due_at and t.outcome = any($3)`,
    where: inCycle,
    state: 't.stage',
    by: 't.closed_by',
    at: 't.closed_at',
    dueAt: 't.due_at',
  },
  deemed: {
    from: `join cycles.acknowledgement k on ${ofAppraisal('k')} and k.deemed and k.voided_at is null`,
    where: inCycle,
    at: 'k.acknowledged_at',
  },
};

const selected = ({ from, where, ...columns }: Source): string => `
  select a.appraisal_id as "appraisalId", a.employee_code as "employeeCode", a.name,
    ${columns.kpiNames ?? 'null::jsonb'} as "kpiNames", ${columns.state ?? 'null::text'} as state,
    ${columns.before ?? 'null::text'} as before, ${columns.after ?? 'null::text'} as after,
    ${columns.reason ?? 'null::text'} as reason, ${columns.by ?? 'null::uuid'} as "byPersonId",
    ${columns.at ?? 'null::timestamptz'} as at, ${columns.dueAt ?? 'null::timestamptz'} as "dueAt",
    (row_number() over (partition by a.appraisal_id order by ${columns.at ?? 'a.appraisal_id'}, ${columns.kpiNames ?? 'a.appraisal_id'}))::int as nth
  from cycles.appraisal a ${from}
  where a.company_id = $1 and a.cycle_id = $2 and $3::text[] is not null and ${where}`;

const addressed = ({ companyId, cycleId }: CycleAddress) => [companyId, cycleId, verbs];

export async function countExceptions(
  transaction: Transaction,
  address: CycleAddress,
): Promise<{ kind: ClosingExceptionKind; count: number }[]> {
  const counts = closingExceptionKinds.map(
    (kind) =>
      `select '${kind}' as kind, count(*)::int as count from cycles.appraisal a ${sources[kind].from}
       where a.company_id = $1 and a.cycle_id = $2 and $3::text[] is not null and ${sources[kind].where}`,
  );
  return transaction.query(counts.join(' union all '), addressed(address));
}

export interface After {
  readonly employeeCode: string;
  readonly appraisalId: string;
  readonly nth: number;
}

/** By employee code, each person's in order of time. */
export const readExceptions = (
  transaction: Transaction,
  address: CycleAddress,
  kind: ClosingExceptionKind,
  page: { readonly after: After | null; readonly limit: number },
): Promise<ExceptionRow[]> =>
  transaction.query<ExceptionRow>(
    `select * from (${selected(sources[kind])}) x
     where $4::text is null or (x."employeeCode", x."appraisalId", x.nth) > ($4, $5::uuid, $6::int)
     order by x."employeeCode", x."appraisalId", x.nth limit $7`,
    [
      ...addressed(address),
      page.after?.employeeCode ?? null,
      page.after?.appraisalId ?? null,
      page.after?.nth ?? null,
      page.limit,
    ],
  );
