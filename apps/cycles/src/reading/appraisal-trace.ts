import { entriesOf } from '../../../../libs/contracts/audit/messages.js';
import type { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { lineEvidence, type PersonScoreResult } from '../../../../libs/contracts/metrics/messages.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { type CyclesCall, scopeOf } from '../caller.js';
import type { RecordPorts } from '../record/ports.js';
import { adjustmentOf, decisionOf } from './appraisal-sheet.js';
import { namesFor } from './people-names.js';
import { adjustmentJson, decisionsOf, type KeptAdjustment, type KeptDecision } from './sheet-rows.js';

type Http = typeof cyclesHttp;
type Trace = ReplyOf<Http['appraisalTrace']>;
type Line = Trace['lines'][number];

/** So many of a line's rows stand in a trace; the line's evidence lists all. */
const firstRows = 3;
/** Lines metrics is asked for side by side. */
const atOnce = 8;

interface TracedRow {
  readonly personId: string;
  readonly decisions: readonly KeptDecision[];
  readonly adjustments: readonly KeptAdjustment[];
  readonly lines: readonly (Omit<Line, 'sourceRows' | 'standardId' | 'standardVersion'> & { readonly runId: string })[];
  readonly runs: readonly { readonly runNo: number; readonly segments: PersonScoreResult['segments'] }[];
}

/** The history page by page; what was decided and computed comes whole, with the first page. A gap would look like an absence: it fails instead. */
export async function readAppraisalTrace(
  ports: RecordPorts,
  call: CyclesCall,
  appraisalId: string,
  { cursor, limit }: InputOf<Http['appraisalTrace']>['query'],
): Promise<Trace> {
  const subjects = [{ type: 'appraisal', id: appraisalId }];
  const { entries, next } = await ports.services.ask(
    entriesOf,
    { subjects, limit, ...(cursor === undefined ? {} : { after: cursor }) },
    call,
  );
  if (cursor !== undefined) return { entries, decisions: [], adjustments: [], lines: [], next };
  const row = await inTransaction(ports.database, scopeOf(call), (transaction) =>
    readTraced(transaction, call.companyId, appraisalId),
  );
  const lines = await tracedLines(ports, call, row);
  const people = [
    ...row.decisions.flatMap(({ by, insteadOf }) => [by, insteadOf]),
    ...row.adjustments.map(({ by }) => by),
  ];
  const nameOf = await namesFor(ports, call, people);
  return {
    entries,
    decisions: row.decisions.map((decision) => decisionOf(decision, nameOf)),
    adjustments: row.adjustments.map((adjustment) => adjustmentOf(adjustment, nameOf)),
    lines,
    next,
  };
}

const statement = `select a.person_id as "personId", ${decisionsOf} as decisions,
    (select coalesce(jsonb_agg(${adjustmentJson} order by d.adjusted_at, d.segment_no, d.kpi_id), '[]')
     from cycles.task t join cycles.decision made on made.company_id = t.company_id and made.task_id = t.task_id
     join cycles.adjustment d on d.company_id = made.company_id and d.decision_id = made.decision_id
     where t.company_id = a.company_id and t.appraisal_id = a.appraisal_id) as adjustments,
    (select coalesce(jsonb_agg(jsonb_build_object('runNo', l.run_no, 'runId', r.run_id, 'segmentNo', l.segment_no, 'kpiId', l.kpi_id,
       'actual', l.actual::text, 'score', l.score::text, 'observations', l.evidence_count)
       order by l.run_no, l.segment_no, l.line_no), '[]')
     from cycles.appraisal_line l
     join cycles.appraisal_result r on r.company_id = l.company_id and r.appraisal_id = l.appraisal_id and r.run_no = l.run_no
     where l.company_id = a.company_id and l.appraisal_id = a.appraisal_id) as lines,
    (select coalesce(jsonb_agg(jsonb_build_object('runNo', r.run_no, 'segments', r.segments)), '[]')
     from cycles.appraisal_result r where r.company_id = a.company_id and r.appraisal_id = a.appraisal_id) as runs
  from cycles.appraisal a where a.company_id = $1 and a.appraisal_id = $2`;

async function readTraced(transaction: Transaction, companyId: string, appraisalId: string): Promise<TracedRow> {
  const [row] = await transaction.query<TracedRow>(statement, [companyId, appraisalId]);
  if (!row) throw new Error(`the appraisal ${appraisalId} was there a moment ago`);
  return row;
}

async function tracedLines(
  ports: RecordPorts,
  call: CyclesCall,
  { personId, lines, runs }: TracedRow,
): Promise<Line[]> {
  const traced: Line[] = [];
  for (let from = 0; from < lines.length; from += atOnce) {
    const part = lines.slice(from, from + atOnce).map(async ({ runId, ...line }): Promise<Line[]> => {
      const segment = runs
        .find(({ runNo }) => runNo === line.runNo)
        ?.segments.find(({ segmentNo }) => segmentNo === line.segmentNo);
      if (!segment) return [];
      const { standardId, standardVersion } = segment;
      const sourceRows =
        line.observations === 0 ? [] : await firstSourceRows(ports, call, { runId, personId, ...line });
      return [{ ...line, standardId, standardVersion, sourceRows }];
    });
    traced.push(...(await Promise.all(part)).flat());
  }
  return traced;
}

async function firstSourceRows(
  { services }: RecordPorts,
  call: CyclesCall,
  { runId, personId, segmentNo, kpiId }: { runId: string; personId: string; segmentNo: number; kpiId: string },
): Promise<Line['sourceRows']> {
  const address = { runId, personId, segmentNo, kpiId };
  const { items } = await services.ask(lineEvidence, { ...address, limit: firstRows }, call);
  return items.map(({ observationId, sourceId, batchNo, batchSha256, rowNo, value }) => ({
    observationId,
    sourceId,
    batchNo,
    batchSha256,
    rowNo,
    value,
  }));
}
