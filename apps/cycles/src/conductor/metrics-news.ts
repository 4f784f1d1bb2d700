import { tellConductor } from '../../../../libs/contracts/cycles/conductor-news.js';
import { batchLoaded, sourceSignedOff } from '../../../../libs/contracts/metrics/events.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Event, EventBus } from '../../../../libs/platform/messaging/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';

/**
 * What metrics tells of a source becomes a row of our own outbox, so that it reaches the source's workflow also when Temporal is away at
 * this moment.
 */
export async function hearMetrics(bus: EventBus, wakeRelay: () => void): Promise<void> {
  await bus.consume('cycles_conductor', [sourceSignedOff.type, batchLoaded.type], noteSourceNews, wakeRelay);
}

export async function noteSourceNews(event: Event, transaction: Transaction): Promise<void> {
  const { cycleId, sourceId } =
    event.type === batchLoaded.type
      ? batchLoaded.payload.parse(event.payload)
      : sourceSignedOff.payload.parse(event.payload);
  // A batch of no cycle is data for later.
  if (cycleId === null) return;
  await tell(transaction, 'cycles', event.companyId, [tellConductor.sourceMoved(cycleId, sourceId)]);
}
