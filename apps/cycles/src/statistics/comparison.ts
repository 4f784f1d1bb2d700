import type { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../libs/contracts/route.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Reach } from '../reading/reach.js';
import type { CycleRow } from '../record/cycle-row.js';
import { scoreNow } from './score-now.js';

type Comparison = ReplyOf<(typeof cyclesHttp)['appraisalComparison']>;

/** Up to twelve periods of the same kind, this one last. A manager of then or of now sees those of their own line alone,
 * and to whom this one was copied sees this one. */
export async function readPeriods(
  transaction: Transaction,
  cycle: CycleRow,
  { personId, appraisalId }: { readonly personId: string; readonly appraisalId: string },
  reach: Reach,
): Promise<Comparison['periods']> {
  const rows = await transaction.query<Comparison['periods'][number]>(
    `select a.appraisal_id as "appraisalId", jsonb_build_object('from', c.period_from, 'to', c.period_to) as period, a.total::text, a.grade,
       coalesce((
         select jsonb_agg(jsonb_build_object('kpiId', l.kpi_id, 'actual', l.actual::text, 'target', l.target::text,
                                             'score', ${scoreNow}::text) order by l.segment_no, l.line_no)
         from cycles.appraisal_line l
         where l.company_id = a.company_id and l.appraisal_id = a.appraisal_id and l.run_no = a.run_no and l.state <> 'not_due'), '[]') as lines
     from cycles.appraisal a join cycles.cycle c on c.company_id = a.company_id and c.cycle_id = a.cycle_id
     where a.company_id = $1 and a.person_id = $2 and c.kind = $3 and c.period_from <= $4 and a.stage not in ('excluded', 'cancelled')
       and ($5::boolean or a.reviewer_id = $6 or a.manager_id = $6 or $6 = any(a.manager_path) or (a.person_id = $6 and a.released_at is not null) or a.appraisal_id = $7)
     order by c.period_from desc, c.cycle_id desc limit 12`,
    [cycle.companyId, personId, cycle.kind, cycle.periodFrom, reach.all, reach.personId, appraisalId],
  );
  return rows.reverse();
}

/** Fewer would tell on somebody. */
const fewestForMedian = 5;

export async function readPositionMedians(
  transaction: Transaction,
  { companyId, cycleId }: CycleRow,
  appraisalId: string,
): Promise<Comparison['position']> {
  const peers = `from cycles.appraisal a
    where a.company_id = $1 and a.cycle_id = $2 and a.total is not null and a.stage not in ('excluded', 'cancelled')
      and a.position_id = (select p.position_id from cycles.appraisal p where p.company_id = $1 and p.appraisal_id = $3)`;
  const [overall] = await transaction.query<{ people: number; total: string | null }>(
    `select count(*)::int as people, (percentile_disc(0.5) within group (order by a.total))::text as total ${peers}`,
    [companyId, cycleId, appraisalId],
  );
  if (!overall || overall.people < fewestForMedian) return null;
  const lines = await transaction.query<NonNullable<Comparison['position']>['lines'][number]>(
    `select l.kpi_id as "kpiId", (array_agg(l.names))[1] as names,
            (percentile_disc(0.5) within group (order by ${scoreNow}))::text as median
     from cycles.appraisal_line l
     join (select a.company_id, a.appraisal_id, a.run_no ${peers}) a
       on a.company_id = l.company_id and a.appraisal_id = l.appraisal_id and a.run_no = l.run_no
     where l.score is not null group by l.kpi_id having count(*) >= ${fewestForMedian} order by min(l.line_no)`,
    [companyId, cycleId, appraisalId],
  );
  return { ...overall, lines };
}
