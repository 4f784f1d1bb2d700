import type { DataSource } from 'typeorm';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { audit } from '../audit.js';
import { type MetricsCall, scopeOf } from '../caller.js';
import { readCollection } from './collection-rows.js';

/** Remembers each source's revision: the figures as of it are the cycle's for ever. A second freeze answers the first. */
export async function freezeCollection(
  database: DataSource,
  call: MetricsCall,
  cycleId: string,
): Promise<{ frozenAt: string }> {
  return inTransaction(database, scopeOf(call), async (transaction) => {
    await lockSources(transaction, call.companyId, cycleId);
    const { frozenAt } = await readCollection(transaction, call.companyId, cycleId);
    if (frozenAt) return { frozenAt: frozenAt.toISOString() };
    await transaction.query(
      `insert into metrics.collection_snapshot (company_id, cycle_id, snapshot_no, source_id, revision)
       select c.company_id, c.cycle_id, 1, c.source_id, coalesce(s.revision, 0)
       from metrics.collection_source c left join metrics.source s using (company_id, source_id)
       where c.company_id = $1 and c.cycle_id = $2`,
      [call.companyId, cycleId],
    );
    const [frozen] = await transaction.query<{ frozenAt: Date }>(
      `update metrics.collection set frozen_at = platform.now() where company_id = $1 and cycle_id = $2 returning frozen_at as "frozenAt"`,
      [call.companyId, cycleId],
    );
    const answer = { frozenAt: (frozen?.frozenAt ?? new Date(0)).toISOString() };
    await audit(transaction, call, {
      action: 'collection.frozen',
      subjectType: 'collection',
      subjectId: cycleId,
      after: { cycleId, ...answer, snapshotNo: 1 },
    });
    return answer;
  });
}

/** Loads hold the same locks: one that has begun is in or out as a whole. Always in one order, so that two freezes cannot block each other. */
async function lockSources(transaction: Transaction, companyId: string, cycleId: string): Promise<void> {
  await transaction.query(
    `select from metrics.source where company_id = $1 and source_id in (
       select source_id from metrics.collection_source where company_id = $1 and cycle_id = $2)
     order by source_id for update`,
    [companyId, cycleId],
  );
}
