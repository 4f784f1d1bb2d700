import type { z } from 'zod';
import type { collectionState } from '../../../../libs/contracts/metrics/messages.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';

export type CollectionState = z.output<typeof collectionState>;

interface StateRow extends Omit<CollectionState, 'lastLoadedAt' | 'signedOffAt' | 'frozenAt'> {
  readonly lastLoadedAt: Date | null;
  readonly signedOffAt: Date | null;
  readonly frozenAt: Date | null;
}

/** Where each source of a cycle stands. Rows and observations are those that count for the period, whichever batch brought them. */
export async function readStates(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  sourceId: string | null = null,
): Promise<readonly CollectionState[]> {
  const rows = await transaction.query<StateRow>(
    `select cs.source_id as "sourceId", coalesce(b.batches, 0) as batches, coalesce(r.rows, 0) as rows,
            coalesce(o.observations, 0) as observations, coalesce(q.quarantined, 0) as quarantined,
            b.last_loaded_at as "lastLoadedAt", t.reconciled, so.signed_off_at as "signedOffAt", so.person_id as "signedOffBy",
            c.frozen_at as "frozenAt"
     from metrics.collection c
     join metrics.collection_source cs on cs.company_id = c.company_id and cs.cycle_id = c.cycle_id
     left join metrics.collection_snapshot sn on sn.company_id = c.company_id and sn.cycle_id = c.cycle_id
       and sn.source_id = cs.source_id and sn.snapshot_no = 1
     left join lateral (
       select count(*)::int as batches, max(loaded_at) as last_loaded_at from metrics.batch b
       where b.company_id = c.company_id and b.cycle_id = c.cycle_id and b.source_id = cs.source_id) b on true
     left join lateral (
       select count(*)::int as rows from metrics.source_row r
       where r.company_id = c.company_id and r.source_id = cs.source_id and r.accepted_revision is not null
         and r.occurred_on >= c.period_from and r.occurred_on < c.period_to
         and r.accepted_revision <= coalesce(sn.revision, r.accepted_revision)
         and (r.retired_revision is null or r.retired_revision > sn.revision)) r on true
     left join lateral (
       select count(*)::int as observations from metrics.observation o
       where o.company_id = c.company_id and o.source_id = cs.source_id and o.occurred_on >= c.period_from and o.occurred_on < c.period_to
         and o.revision_from <= coalesce(sn.revision, o.revision_from)
         and (o.revision_to is null or o.revision_to > sn.revision)) o on true
     left join lateral (
       select count(*)::int as quarantined from metrics.quarantined_row q
       where q.company_id = c.company_id and q.cycle_id = c.cycle_id and q.source_id = cs.source_id and q.state = 'open') q on true
     left join lateral (
       select bool_and(agrees) as reconciled from (
         select distinct on (rc.dataset_id, rc.measure) rc.source_total in (rc.loaded_total, rc.loaded_total + rc.quarantined_total) as agrees
         from metrics.batch b join metrics.reconciliation rc on rc.company_id = b.company_id and rc.batch_id = b.batch_id
         where b.company_id = c.company_id and b.cycle_id = c.cycle_id and b.source_id = cs.source_id
         order by rc.dataset_id, rc.measure, b.batch_no desc) a) t on true
     left join metrics.sign_off so on so.company_id = c.company_id and so.cycle_id = c.cycle_id and so.source_id = cs.source_id
       and so.withdrawn_at is null
     where c.company_id = $1 and c.cycle_id = $2 and ($3::text is null or cs.source_id = $3) order by cs.source_id`,
    [companyId, cycleId, sourceId],
  );
  return rows.map((row) => ({
    ...row,
    lastLoadedAt: row.lastLoadedAt?.toISOString() ?? null,
    signedOffAt: row.signedOffAt?.toISOString() ?? null,
    frozenAt: row.frozenAt?.toISOString() ?? null,
  }));
}

export async function readHeldReasons(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
): Promise<readonly { sourceId: string; reason: string; rows: number }[]> {
  return transaction.query(
    `select source_id as "sourceId", reason, count(*)::int as rows from metrics.quarantined_row
     where company_id = $1 and cycle_id = $2 and state = 'open' group by source_id, reason order by source_id, reason`,
    [companyId, cycleId],
  );
}
