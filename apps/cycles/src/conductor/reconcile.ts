import type { DataSource } from 'typeorm';
import { conductorDestination } from '../../../../libs/contracts/cycles/conductor-news.js';
import { inTransaction, runStatement } from '../../../../libs/platform/database/index.js';
import type { CycleAddress } from '../record/set-operations.js';

export interface Reconciliation {
  readonly open: number;
  /** Cycles whose workflow was missing. */
  readonly started: readonly string[];
  /** News that waited and is due now. */
  readonly waiting: number;
}

interface Conductor {
  restart(cycle: CycleAddress, paused: boolean): Promise<boolean>;
  signalCycle(cycle: CycleAddress): Promise<void>;
}

/**
 * Brings Temporal in line with the record: every open cycle runs, paused if it was; what waits to be told is told now. A cycle's workflow
 * starts its parts itself; one that is new tells its story from the beginning, and the record answers at once for what is done. Safe to
 * repeat at any time.
 */
export async function reconcile(
  database: DataSource,
  conductor: Conductor,
  companyIds: readonly string[],
): Promise<Reconciliation> {
  let open = 0;
  const started: string[] = [];
  for (const companyId of companyIds) {
    for (const { cycle_id: cycleId, paused } of await openCycles(database, companyId)) {
      open += 1;
      if (await conductor.restart({ companyId, cycleId }, paused)) started.push(cycleId);
      // A workflow that runs looks for parts that are missing.
      else await conductor.signalCycle({ companyId, cycleId });
    }
  }
  return { open, started, waiting: await sendWaitingNow(database) };
}

const openCycles = (database: DataSource, companyId: string): Promise<{ cycle_id: string; paused: boolean }[]> =>
  inTransaction(database, { companyId }, (transaction) =>
    transaction.query(
      `select cycle_id, paused_at is not null as paused from cycles.cycle
       where company_id = $1 and state not in ('closed', 'cancelled') order by cycle_id`,
      [companyId],
    ),
  );

/** News that waits out a back-off, or was given up, is due now. */
async function sendWaitingNow(database: DataSource): Promise<number> {
  const rows = await runStatement(
    database,
    `update cycles.outbox set next_attempt_at = now(), parked_at = null where destination = $1 and sent_at is null returning 1`,
    [conductorDestination],
  );
  return rows.length;
}

/**
 * After NATS lost its stream: events told since then are told again. Receivers keep an inbox, so that what reached them has no second
 * effect.
 */
export async function retellEvents(database: DataSource, since: Date): Promise<number> {
  const [row] = await runStatement<{ retold: number }>(
    database,
    `with retold as (
       update cycles.outbox set sent_at = null, next_attempt_at = now()
       where destination = 'event' and sent_at >= $1 returning 1)
     select count(*)::int as retold from retold`,
    [since.toISOString()],
  );
  return row?.retold ?? 0;
}
