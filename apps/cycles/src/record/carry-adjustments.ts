import type { PersonScoreResult } from '../../../../libs/contracts/metrics/messages.js';
import { totalWithAdjustments } from '../../../../libs/domain/scoring/adjustments.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { CycleAddress } from './set-operations.js';

/** A result with what counts of it: the total that carried adjustments make. */
export type CountedResult = PersonScoreResult & {
  readonly nowTotal: string | null;
  readonly nowTotalUnrounded: string | null;
  readonly nowGrade: string | null;
};

export const asComputed = (result: PersonScoreResult): CountedResult => ({
  ...result,
  nowTotal: result.total,
  nowTotalUnrounded: result.totalUnrounded,
  nowGrade: result.grade,
});

interface CountingAdjustment {
  readonly personId: string;
  readonly appraisalId: string;
  readonly decisionId: string;
  readonly segmentNo: number;
  readonly kpiId: string;
  readonly computed: string | null;
  readonly score: string;
}

/**
 * People's adjustments outlive a new run where it computes their lines the same; where it does not, they were about another figure and
 * count no more. Answers the results with what then counts.
 */
export async function carryAdjustments(
  transaction: Transaction,
  cycle: CycleAddress,
  personIds: readonly string[],
  results: readonly PersonScoreResult[],
): Promise<CountedResult[]> {
  const adjustments = await readCounting(transaction, cycle, personIds);
  for (const result of adjustments.length === 0 ? [] : results) {
    const own = adjustments.filter(({ personId }) => personId === result.personId);
    const carried = own.filter((one) => computesTheSame(result, one));
    await moveToRun(transaction, cycle.companyId, result.runNo, own, carried);
  }
  return results.map((result) => countedWith(result, adjustments));
}

/** The same without writing it: what would count. */
export async function countWith(
  transaction: Transaction,
  cycle: CycleAddress,
  personIds: readonly string[],
  results: readonly PersonScoreResult[],
): Promise<CountedResult[]> {
  const adjustments = await readCounting(transaction, cycle, personIds);
  return results.map((result) => countedWith(result, adjustments));
}

const readCounting = (
  transaction: Transaction,
  { companyId, cycleId }: CycleAddress,
  personIds: readonly string[],
): Promise<CountingAdjustment[]> =>
  transaction.query<CountingAdjustment>(
    `select a.person_id as "personId", a.appraisal_id as "appraisalId", d.decision_id as "decisionId", d.segment_no as "segmentNo",
            d.kpi_id as "kpiId", l.score::text as computed, d.score_after::text as score
     from cycles.appraisal a
     join cycles.adjustment d on d.company_id = a.company_id and d.appraisal_id = a.appraisal_id and d.run_no = a.run_no and d.voided_at is null
     join cycles.appraisal_line l on l.company_id = a.company_id and l.appraisal_id = a.appraisal_id and l.run_no = a.run_no
       and l.segment_no = d.segment_no and l.kpi_id = d.kpi_id
     where a.company_id = $1 and a.cycle_id = $2 and a.person_id = any($3)`,
    [companyId, cycleId, personIds],
  );

const countedWith = (result: PersonScoreResult, adjustments: readonly CountingAdjustment[]): CountedResult =>
  withAdjustments(
    result,
    adjustments.filter((one) => one.personId === result.personId && computesTheSame(result, one)),
  );

const computesTheSame = ({ lines }: PersonScoreResult, { segmentNo, kpiId, computed }: CountingAdjustment): boolean =>
  lines.some((line) => line.segmentNo === segmentNo && line.kpiId === kpiId && line.score === computed);

function withAdjustments(result: PersonScoreResult, carried: readonly CountingAdjustment[]): CountedResult {
  if (carried.length === 0 || result.status !== 'scored' || result.rules === null) return asComputed(result);
  const segments = result.segments.map((segment) => ({
    ...segment,
    lines: result.lines.filter(({ segmentNo }) => segmentNo === segment.segmentNo),
  }));
  const { total, totalUnrounded, grade } = totalWithAdjustments(segments, carried, result.rules);
  return { ...result, nowTotal: total, nowTotalUnrounded: totalUnrounded, nowGrade: grade };
}

async function moveToRun(
  transaction: Transaction,
  companyId: string,
  runNo: number,
  own: readonly CountingAdjustment[],
  carried: readonly CountingAdjustment[],
): Promise<void> {
  const [first] = own;
  if (!first) return;
  const { appraisalId } = first;
  const ended = await transaction.query<{ runNo: number }>(
    `update cycles.adjustment set voided_at = platform.now()
     where company_id = $1 and appraisal_id = $2 and voided_at is null returning run_no as "runNo"`,
    [companyId, appraisalId],
  );
  await transaction.query(
    `insert into cycles.adjustment (company_id, appraisal_id, decision_id, run_no, segment_no, kpi_id, score_before, score_after, reason,
                                    by_person_id, adjusted_at)
     select company_id, appraisal_id, decision_id, $3, segment_no, kpi_id, score_before, score_after, reason, by_person_id, adjusted_at
     from cycles.adjustment d
     join jsonb_to_recordset($5::jsonb) as c("decisionId" uuid, "segmentNo" integer, "kpiId" text)
       on (d.decision_id, d.segment_no, d.kpi_id) = (c."decisionId", c."segmentNo", c."kpiId")
     where company_id = $1 and appraisal_id = $2 and run_no = $4`,
    [companyId, appraisalId, runNo, ended[0]?.runNo ?? 0, JSON.stringify(carried)],
  );
}
