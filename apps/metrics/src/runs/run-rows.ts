import type { z } from 'zod';
import type { scoreRun } from '../../../../libs/contracts/metrics/http.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';

export type ScoreRun = z.output<typeof scoreRun>;

/** Newest first. */
export async function readRuns(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  page: { beforeNo: string | null; limit: number },
): Promise<ScoreRun[]> {
  const rows = await transaction.query<Omit<ScoreRun, 'computedAt'> & { computedAt: Date }>(
    `select r.run_id as "runId", r.run_no as "runNo", r.request_key as "requestKey", c.kind, r.people, r.scored, r.blocked,
            r.scoring_rules as "scoringRules", r.snapshot_no as "snapshotNo", r.computed_at as "computedAt"
     from metrics.score_run r join metrics.collection c using (company_id, cycle_id)
     where r.company_id = $1 and r.cycle_id = $2 and ($3::int is null or r.run_no < $3) order by r.run_no desc limit $4`,
    [companyId, cycleId, page.beforeNo, page.limit],
  );
  return rows.map((row) => ({ ...row, computedAt: row.computedAt.toISOString() }));
}
