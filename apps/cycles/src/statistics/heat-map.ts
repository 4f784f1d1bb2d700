import type { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { HeatOrder } from '../../../../libs/contracts/cycles/statistics.js';
import type { ReplyOf } from '../../../../libs/contracts/route.js';
import type { Locale } from '../../../../libs/contracts/values.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { type Reach, reachParameters, seenInCycle } from '../reading/reach.js';
import { scoreNow } from './score-now.js';
import { withTotal } from './spread.js';

type Row = ReplyOf<(typeof cyclesHttp)['cycleHeatMap']>['items'][number];

/** Of several segments a KPI shows the longest that counts. */
export const readHeatMap = (
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  reach: Reach,
  page: {
    readonly managerId: string | null;
    readonly order: HeatOrder;
    readonly locale: Locale;
    /** What the last row of the page before is ordered by. */
    readonly afterKey: string | null;
    readonly afterId: string | null;
    readonly limit: number;
  },
): Promise<Row[]> =>
  transaction.query<Row>(
    `select a.appraisal_id as "appraisalId", a.total::text, a.grade,
       jsonb_build_object('personId', a.person_id, 'name', a.name, 'employeeCode', a.employee_code, 'positionNames', a.position_names) as person,
       coalesce((
         select jsonb_agg(jsonb_build_object('kpiId', k.kpi_id, 'names', k.names, 'rawWeight', k.raw_weight, 'score', k.score) order by k.line_no)
         from (select distinct on (l.kpi_id) l.kpi_id, l.names, l.line_no, l.raw_weight::text, ${scoreNow}::text as score
               from cycles.appraisal_line l
               join cycles.appraisal_result r on r.company_id = l.company_id and r.appraisal_id = l.appraisal_id and r.run_no = l.run_no
               cross join lateral jsonb_to_recordset(r.segments) as s("segmentNo" integer, days integer, counted boolean)
               where l.company_id = a.company_id and l.appraisal_id = a.appraisal_id and l.run_no = a.run_no
                 and s."segmentNo" = l.segment_no and l.state <> 'not_due'
               order by l.kpi_id, s.counted desc, s.days desc) k), '[]') as lines
     from cycles.appraisal a
     where ${seenInCycle} and ${withTotal} and ($6::uuid is null or a.reviewer_id = $6)
       and ($7::text is null or (${keys[page.order](page.locale)}, a.appraisal_id) > (${after[page.order]}, $8::uuid))
     order by ${keys[page.order](page.locale)}, a.appraisal_id limit $9`,
    [...reachParameters(companyId, cycleId, reach), page.managerId, page.afterKey, page.afterId, page.limit],
  );

/** PostgreSQL's collations of the reader's languages: by pronunciation, by strokes, by alphabet. */
const collations: Readonly<Record<Locale, string>> = {
  'zh-Hans': '"zh-Hans-x-icu"',
  'zh-Hant': '"zh-Hant-x-icu"',
  en: '"en-x-icu"',
};
const keys: Readonly<Record<HeatOrder, (locale: Locale) => string>> = {
  code: () => 'a.employee_code',
  name: (locale) => `a.name collate ${collations[locale]}`,
  total: () => '-a.total',
};
const after: Readonly<Record<HeatOrder, string>> = { code: '$7', name: '$7', total: '-($7::text::numeric)' };
