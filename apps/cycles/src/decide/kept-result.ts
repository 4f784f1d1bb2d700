import type { PersonScoreResult } from '../../../../libs/contracts/metrics/messages.js';
import { adjust, type KeptResult, type Refusal, refuse } from '../../../../libs/domain/cycle/index.js';
import type { LineAdjustment } from '../../../../libs/domain/scoring/person.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import type { RecordPorts } from '../record/ports.js';
import type { WrittenAppeal } from './appeals.js';
import type { Adjustment, AppraisalDecision } from './decided-item.js';
import type { AppraisalSituation } from './situation.js';

type Line = KeptResult['segments'][number]['lines'][number] & { readonly segmentNo: number };

/** What new line scores make of the total, a reviewer's or those of an appeal that is upheld; null where none were given. */
export async function adjustmentOf(
  ports: RecordPorts,
  companyId: string,
  row: AppraisalSituation,
  body: AppraisalDecision,
  appeal: WrittenAppeal | null,
): Promise<{ readonly ok: true; readonly adjustment: Adjustment | null } | Refusal> {
  if (body.verb === 'return' && body.toStage === 'second_review')
    return { ok: true, adjustment: await withoutSecondReview(ports, companyId, row) };
  const adjustments = adjustmentsIn(body, appeal);
  const [first] = adjustments;
  if (!first) return { ok: true, adjustment: null };
  const kept = await readKeptResult(ports, companyId, row);
  if (!kept) return refuse('adjustment.line_unknown', { segmentNo: first.segmentNo, kpiId: first.kpiId });
  const adjusted = adjust(kept.result, adjustments, kept.earlier);
  if (!adjusted.ok) return adjusted;
  const { outcome, moved } = adjusted;
  return {
    ok: true,
    adjustment: { moved, total: outcome.total, totalUnrounded: outcome.totalUnrounded, grade: outcome.grade },
  };
}

function adjustmentsIn(body: AppraisalDecision, appeal: WrittenAppeal | null): readonly LineAdjustment[] {
  if (body.verb === 'approve') return body.adjustments ?? [];
  if (body.verb !== 'uphold' || body.score === undefined || !appeal) return [];
  return [{ segmentNo: appeal.segmentNo, kpiId: appeal.kpiId, score: body.score }];
}

/** The total with the first reviewer's adjustments alone; null where they made none. */
function withoutSecondReview(
  { database }: RecordPorts,
  companyId: string,
  row: AppraisalSituation,
): Promise<Adjustment | null> {
  return inTransaction(database, { companyId }, async (transaction) => {
    const first = await transaction.query<LineAdjustment>(
      `select a.segment_no as "segmentNo", a.kpi_id as "kpiId", a.score_after::text as score
       from cycles.adjustment a join cycles.decision d on d.company_id = a.company_id and d.decision_id = a.decision_id
       where a.company_id = $1 and a.appraisal_id = $2 and a.run_no = $3 and d.stage <> 'second_review'
         and (a.voided_at is null or a.voided_at = (select s.decided_at from cycles.decision s
           where s.company_id = $1 and s.appraisal_id = $2 and s.stage = 'second_review' and s.voided_at is null))`,
      [companyId, row.appraisal_id, row.run_no],
    );
    return totalWith(transaction, { companyId, appraisalId: row.appraisal_id, runNo: row.run_no }, first);
  });
}

interface KeptAddress {
  readonly companyId: string;
  readonly appraisalId: string;
  readonly runNo: number | null;
}

/** The total that adjustments which were accepted once make; null where there is none. */
export async function totalWith(
  transaction: Transaction,
  address: KeptAddress,
  adjustments: readonly LineAdjustment[],
): Promise<Adjustment | null> {
  if (adjustments.length === 0) return null;
  const kept = await readKept(transaction, address);
  const adjusted = kept && adjust(kept.result, adjustments);
  if (!adjusted?.ok) throw new Error(`the adjustments of appraisal ${address.appraisalId} fit its result no more`);
  const { total, totalUnrounded, grade } = adjusted.outcome;
  return { moved: [], total, totalUnrounded, grade };
}

const readKeptResult = ({ database }: RecordPorts, companyId: string, row: AppraisalSituation): Promise<Kept | null> =>
  inTransaction(database, { companyId }, (transaction) =>
    readKept(transaction, { companyId, appraisalId: row.appraisal_id, runNo: row.run_no }),
  );

interface Kept {
  readonly result: KeptResult;
  readonly earlier: readonly LineAdjustment[];
}

async function readKept(
  transaction: Transaction,
  { companyId, appraisalId, runNo }: KeptAddress,
): Promise<Kept | null> {
  const address = [companyId, appraisalId, runNo];
  const [result] = await transaction.query<{
    rules: KeptResult['rules'] | null;
    segments: PersonScoreResult['segments'];
  }>(
    'select rules, segments from cycles.appraisal_result where company_id = $1 and appraisal_id = $2 and run_no = $3',
    address,
  );
  if (!result?.rules) return null;
  const lines = await transaction.query<Line>(
    `select segment_no as "segmentNo", kpi_id as "kpiId", dimension, raw_weight::text as "rawWeight", score::text, shown::text, state,
              floor::text, cap::text
       from cycles.appraisal_line where company_id = $1 and appraisal_id = $2 and run_no = $3 order by segment_no, line_no`,
    address,
  );
  const earlier = await transaction.query<LineAdjustment>(
    `select segment_no as "segmentNo", kpi_id as "kpiId", score_after::text as score from cycles.adjustment
       where company_id = $1 and appraisal_id = $2 and run_no = $3 and voided_at is null`,
    address,
  );
  const segments = result.segments.map((segment) => ({
    ...segment,
    lines: lines.filter(({ segmentNo }) => segmentNo === segment.segmentNo),
  }));
  return { result: { rules: result.rules, segments }, earlier };
}

/** HR leaves out what blocks a total and nothing else. */
export async function refuseExclusions(
  { database }: RecordPorts,
  companyId: string,
  row: AppraisalSituation,
  body: AppraisalDecision,
): Promise<Refusal | null> {
  if (body.verb !== 'resolve_gap') return null;
  const known = await inTransaction(database, { companyId }, (transaction) =>
    transaction.query<{ segmentNo: number; kpiId: string; blocks: boolean }>(
      `select l.segment_no as "segmentNo", l.kpi_id as "kpiId",
              exists (select from jsonb_array_elements(r.blocked_by) b
                      where b ->> 'kpiId' = l.kpi_id and coalesce((b ->> 'segmentNo')::integer, l.segment_no) = l.segment_no) or l.state = 'blocked' as blocks
       from cycles.appraisal_line l join cycles.appraisal_result r using (company_id, appraisal_id, run_no)
       where l.company_id = $1 and l.appraisal_id = $2 and l.run_no = $3`,
      [companyId, row.appraisal_id, row.run_no],
    ),
  );
  for (const { segmentNo, kpiId } of body.exclusions) {
    const line = known.find((one) => one.segmentNo === segmentNo && one.kpiId === kpiId);
    if (!line) return refuse('exclusion.line_unknown', { segmentNo, kpiId });
    if (!line.blocks) return refuse('exclusion.line_not_blocked', { segmentNo, kpiId });
  }
  return null;
}
