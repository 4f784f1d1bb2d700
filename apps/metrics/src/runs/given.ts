import type { computeRun } from '../../../../libs/contracts/metrics/messages.js';
import type { RequestOf } from '../../../../libs/contracts/route.js';
import type { MonthTotal } from '../../../../libs/domain/scoring/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Collection } from '../collections/collection-rows.js';
import type { Standards } from './standards.js';

type Request = RequestOf<typeof computeRun>;

/** What a run was given beside figures and standards; kept with it, so that it can be computed again. */
export interface Given {
  readonly exclusions: Request['exclusions'];
  readonly specials: NonNullable<Request['specials']>;
  /** Last scores by person and KPI, for the policy `carry_last`. */
  readonly carried: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By person, for standards that compose longer cycles of months. */
  readonly monthTotals: Readonly<Record<string, readonly MonthTotal[]>>;
}

export async function gatherGiven(
  transaction: Transaction,
  companyId: string,
  collection: Collection,
  request: Request,
  standards: Standards,
): Promise<Given> {
  const versions = [...standards.values()].map(({ version }) => version);
  const carries = versions.some(({ kpis }) => kpis.some(({ missing }) => missing.policy === 'carry_last'));
  const composes =
    collection.kind !== 'month' && versions.some(({ composition }) => composition && composition.kind !== 'own_period');
  const { personIds } = request;
  return {
    exclusions: request.exclusions,
    specials: request.specials ?? [],
    carried: carries ? await lastScores(transaction, companyId, collection, personIds) : {},
    monthTotals: composes ? await monthTotals(transaction, companyId, collection, personIds) : {},
  };
}

/** Of the cycle of the same kind that ended where this one begins: each person's latest run there, the last position's line. */
async function lastScores(
  transaction: Transaction,
  companyId: string,
  { kind, from }: Collection,
  personIds: readonly string[],
): Promise<Given['carried']> {
  const rows = await transaction.query<{ personId: string; scores: Record<string, string> }>(
    `select person_id as "personId", jsonb_object_agg(kpi_id, score::text) as scores from (
       select distinct on (l.person_id, l.kpi_id) l.person_id, l.kpi_id, l.score
       from metrics.collection c join metrics.score_run r on r.company_id = c.company_id and r.cycle_id = c.cycle_id
       join metrics.score_line l on l.company_id = r.company_id and l.run_id = r.run_id
       where c.company_id = $1 and c.kind = $2 and c.period_to = $3 and l.person_id = any($4::uuid[]) and l.score is not null
       order by l.person_id, l.kpi_id, r.computed_at desc, r.run_no desc, l.segment_no desc) latest
     group by person_id`,
    [companyId, kind, from, personIds],
  );
  return Object.fromEntries(rows.map(({ personId, scores }) => [personId, scores]));
}

async function monthTotals(
  transaction: Transaction,
  companyId: string,
  { from, to }: Collection,
  personIds: readonly string[],
): Promise<Given['monthTotals']> {
  const rows = await transaction.query<{ personId: string; totals: MonthTotal[] }>(
    `select person_id as "personId", jsonb_agg(jsonb_build_object('month', month, 'total', total) order by month) as totals from (
       select distinct on (s.person_id, c.period_from) s.person_id, to_char(c.period_from, 'YYYY-MM') as month,
              s.total_unrounded::text as total
       from metrics.collection c join metrics.score_run r on r.company_id = c.company_id and r.cycle_id = c.cycle_id
       join metrics.score_result s on s.company_id = r.company_id and s.run_id = r.run_id
       where c.company_id = $1 and c.kind = 'month' and c.period_from >= $2 and c.period_to <= $3 and s.person_id = any($4::uuid[])
         and s.status = 'scored'
       order by s.person_id, c.period_from, r.computed_at desc, r.run_no desc) latest
     group by person_id`,
    [companyId, from, to, personIds],
  );
  return Object.fromEntries(rows.map(({ personId, totals }) => [personId, totals]));
}
