import {
  collectionStatus,
  fetchSource as fetchFromMetrics,
  freezeCollection,
} from '../../../../libs/contracts/metrics/messages.js';
import type { AnswerOf } from '../../../../libs/contracts/route.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type CycleRow, lockCycle, moveCycle, readCycle, refuseState, timesOf } from './cycle-row.js';
import { remindDue } from './deadlines.js';
import { boardMoved } from './events.js';
import { type RecordPorts, type Services, systemCall } from './ports.js';
import type { CycleAddress } from './set-operations.js';
import { closeTasks, tellOpened, timedColumns, timedParameters, timedValues } from './task-rows.js';

type SourceStatus = AnswerOf<typeof collectionStatus>['sources'][number];

/** Safe to repeat: metrics makes no new batch of the same rows. */
export async function fetchSource(
  { services }: RecordPorts,
  { companyId, cycleId, sourceId }: CycleAddress & { sourceId: string },
): Promise<{ outcome: 'loaded' | 'unchanged' | 'awaiting_upload' }> {
  const { outcome } = await services.ask(fetchFromMetrics, { cycleId, sourceId }, systemCall(companyId));
  return { outcome };
}

/** Brings the data owners' tasks in line with what metrics knows. Safe to repeat: each source and owner has one task. */
export async function waitingSources(
  { database, services, calendars }: RecordPorts,
  address: CycleAddress,
): Promise<{ waiting: readonly string[] }> {
  const { companyId, cycleId } = address;
  const cycle = await inTransaction(database, { companyId }, (transaction) => readCycle(transaction, address));
  if (cycle.state !== 'collecting') return { waiting: [] };
  const { sources } = await services.ask(collectionStatus, { cycleId }, systemCall(companyId));
  const clock = await calendars.clockOf(companyId, cycle.timeZone);
  const waiting = sources.filter(({ signedOffAt }) => signedOffAt === null).map(({ sourceId }) => sourceId);
  await inTransaction(database, { companyId }, async (transaction) => {
    const locked = await lockCycle(transaction, address);
    if (locked.state !== 'collecting') return;
    const changed = await rememberStatus(transaction, locked, sources);
    const signedOff = sources.filter(({ signedOffAt }) => signedOffAt !== null).map(({ sourceId }) => sourceId);
    await closeTasks(transaction, locked, 'source_signed_off', { stage: 'collect', sourceIds: signedOff });
    const { dueAt: _, ...times } = timesOf(locked, 'collect', clock);
    // A source's owner has until the cut-off, whatever moved it.
    await openSourceTasks(transaction, locked, waiting, { ...times, dueAt: locked.cutOffAt.toISOString() });
    await remindDue(transaction, locked, null);
    if (changed) await tell(transaction, 'cycles', companyId, [boardMoved(cycleId)]);
  });
  return { waiting };
}

async function rememberStatus(
  transaction: Transaction,
  { companyId, cycleId }: CycleRow,
  sources: readonly SourceStatus[],
): Promise<boolean> {
  const changed = await transaction.query(
    `update cycles.cycle_source c set status = s, signed_off_at = (s ->> 'signedOffAt')::timestamptz
     from jsonb_array_elements($3::jsonb) s
     where c.company_id = $1 and c.cycle_id = $2 and c.source_id = s ->> 'sourceId' and c.status is distinct from s
     returning c.source_id`,
    [companyId, cycleId, JSON.stringify(sources)],
  );
  return changed.length > 0;
}

/** A sign-off that was withdrawn opens its owners' tasks again. */
async function openSourceTasks(
  transaction: Transaction,
  cycle: CycleRow,
  sourceIds: readonly string[],
  times: ReturnType<typeof timesOf>,
): Promise<void> {
  const opened = await transaction.query<{ assignee_id: string }>(
    `insert into cycles.task as t (company_id, cycle_id, source_id, stage, assignee_id, ${timedColumns})
     select $1, $2, s.source_id, 'collect', owner_id, ${timedParameters(4)}
     from cycles.cycle_source s cross join unnest(s.owner_ids) as owner_id
     where s.company_id = $1 and s.cycle_id = $2 and s.source_id = any($3)
     on conflict (company_id, cycle_id, source_id, assignee_id) where source_id is not null
     do update set closed_at = null, outcome = null, due_at = excluded.due_at where t.closed_at is not null
     returning assignee_id`,
    [cycle.companyId, cycle.cycleId, sourceIds, ...timedValues(cycle.now, times)],
  );
  const counts = new Map<string, number>();
  for (const { assignee_id } of opened) counts.set(assignee_id, (counts.get(assignee_id) ?? 0) + 1);
  await tellOpened(
    transaction,
    cycle,
    [...counts].map(([personId, count]) => ({ personId, stage: 'collect', count, dueAt: times.dueAt })),
  );
}

/** Safe to repeat: a second freeze answers the first, and a cycle past `collecting` is left alone. */
export async function freezeInputs({ database, services }: RecordPorts, address: CycleAddress): Promise<void> {
  const { companyId, cycleId } = address;
  const cycle = await inTransaction(database, { companyId }, (transaction) => readCycle(transaction, address));
  if (cycle.state !== 'collecting') {
    if (cycle.state === 'launching' || cycle.state === 'cancelled') throw refuseState(cycle, 'collecting');
    return;
  }
  await refuseBeforeCutOff(services, cycle);
  await services.ask(freezeCollection, { cycleId }, systemCall(companyId));
  const { sources } = await services.ask(collectionStatus, { cycleId }, systemCall(companyId));
  await inTransaction(database, { companyId }, async (transaction) => {
    const locked = await lockCycle(transaction, address);
    if (locked.state !== 'collecting') return;
    await rememberStatus(transaction, locked, sources);
    const signedOff = sources.filter(({ signedOffAt }) => signedOffAt !== null).map(({ sourceId }) => sourceId);
    await closeTasks(transaction, locked, 'source_signed_off', { stage: 'collect', sourceIds: signedOff });
    await closeTasks(transaction, locked, 'cut_off', { stage: 'collect' });
    await moveCycle(transaction, locked, 'scoring', { column: 'frozen_at' });
  });
}

/** A sign-off may have been withdrawn since the workflow heard of it. */
async function refuseBeforeCutOff(services: Services, { companyId, cycleId, cutOffAt, now }: CycleRow): Promise<void> {
  if (now >= cutOffAt) return;
  const { sources } = await services.ask(collectionStatus, { cycleId }, systemCall(companyId));
  const open = sources.filter(({ signedOffAt }) => signedOffAt === null).map(({ sourceId }) => sourceId);
  if (open.length === 0) return;
  throw new Problem(
    409,
    'cycle.sources_open',
    `${open.join(', ')} are not signed off, and the cut-off is at ${cutOffAt.toISOString()}; until then they may still change.`,
    { sources: open.join(', '), cutOffAt: cutOffAt.toISOString() },
  );
}
