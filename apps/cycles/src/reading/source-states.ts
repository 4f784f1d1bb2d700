import type { z } from 'zod';
import { collectionState, collectionStatus } from '../../../../libs/contracts/metrics/messages.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { type CyclesCall, scopeOf } from '../caller.js';
import type { RecordPorts } from '../record/ports.js';

type SourceState = z.output<typeof collectionState>;

/** A board does not wait longer for metrics: it shows what the cycle remembers. */
const patienceMs = 1_500;

export async function sourceStates(ports: RecordPorts, call: CyclesCall, cycleId: string): Promise<SourceState[]> {
  try {
    const { sources } = await ports.services.ask({ ...collectionStatus, timeoutMs: patienceMs }, { cycleId }, call);
    return sources;
  } catch {
    return remembered(ports, call, cycleId);
  }
}

async function remembered({ database }: RecordPorts, call: CyclesCall, cycleId: string): Promise<SourceState[]> {
  const rows = await inTransaction(database, scopeOf(call), (transaction) =>
    transaction.query<{ sourceId: string; status: unknown; signedOffAt: Date | null; frozenAt: Date | null }>(
      `select s.source_id as "sourceId", s.status, s.signed_off_at as "signedOffAt", c.frozen_at as "frozenAt"
       from cycles.cycle_source s join cycles.cycle c on c.company_id = s.company_id and c.cycle_id = s.cycle_id
       where s.company_id = $1 and s.cycle_id = $2 order by s.source_id`,
      [call.companyId, cycleId],
    ),
  );
  return rows.map(({ sourceId, status, signedOffAt, frozenAt }) => {
    const told = collectionState.safeParse(status);
    if (told.success) return told.data;
    return {
      sourceId,
      batches: 0,
      rows: 0,
      observations: 0,
      quarantined: 0,
      lastLoadedAt: null,
      reconciled: null,
      signedOffAt: signedOffAt?.toISOString() ?? null,
      signedOffBy: null,
      frozenAt: frozenAt?.toISOString() ?? null,
    };
  });
}
