import type { CycleKind } from '../../../../libs/contracts/values.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';

export interface Collection {
  readonly cycleId: string;
  readonly kind: CycleKind;
  readonly from: string;
  readonly to: string;
  readonly frozenAt: Date | null;
  readonly sourceIds: readonly string[];
}

export async function findCollection(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
): Promise<Collection | null> {
  const [row] = await transaction.query<Collection>(
    `select c.cycle_id as "cycleId", c.kind, c.period_from::text as "from", c.period_to::text as "to", c.frozen_at as "frozenAt",
            array(select s.source_id from metrics.collection_source s
                  where s.company_id = c.company_id and s.cycle_id = c.cycle_id order by 1) as "sourceIds"
     from metrics.collection c where c.company_id = $1 and c.cycle_id = $2`,
    [companyId, cycleId],
  );
  return row ?? null;
}

export async function readCollection(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
): Promise<Collection> {
  const collection = await findCollection(transaction, companyId, cycleId);
  if (!collection) throw notFound('collection', cycleId);
  return collection;
}
