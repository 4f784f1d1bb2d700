import type { DataSource } from 'typeorm';
import { conductorDestination, conductorNews } from '../../../../libs/contracts/cycles/conductor-news.js';
import {
  OutboxRelay,
  type OutboxRow,
  ReceiverUnavailable,
  type RefusedRow,
} from '../../../../libs/platform/outbox/index.js';
import { runInCall } from '../../../../libs/platform/telemetry/index.js';
import type { CycleConductor } from '../conductor-port.js';
import type { CycleRecord } from '../record/set-operations.js';
import { ToldCohorts } from './told-cohorts.js';

/** The same workflow is signalled at most this often; what happens meanwhile is one signal. */
const quietMs = 2_000;
/** Some hundreds of decisions a second at most, drained in a few looks. */
const batchSize = 500;

type Conductor = Pick<CycleConductor, 'start' | 'signalProgress' | 'signalCycle' | 'signalSource'>;

/** Carries the record's news from the outbox to the workflows: one start or signal for all waiting rows of a batch key. */
export class ConductorRelay {
  private readonly lastToldAt = new Map<string, number>();
  private readonly cohorts = new ToldCohorts();

  constructor(
    private readonly conductor: Conductor,
    private readonly record: Pick<CycleRecord, 'readProgress'>,
  ) {}

  drain(database: DataSource, onError: (error: unknown) => void): OutboxRelay {
    return new OutboxRelay({
      database,
      schema: 'cycles',
      destination: conductorDestination,
      batchSize,
      heldBack: () => this.justTold(Date.now()),
      send: (rows) => this.send(rows),
      onError,
    });
  }

  /** Rows that are refused fail alone; while Temporal is away all of them wait. */
  async send(rows: readonly OutboxRow[]): Promise<RefusedRow[]> {
    const refused: RefusedRow[] = [];
    for (const group of groups(rows)) {
      try {
        await this.tell(group);
      } catch (error) {
        if (error instanceof ReceiverUnavailable) throw error;
        refused.push(...group.map((row) => ({ eventId: row.event_id, error })));
      }
    }
    return refused;
  }

  private async tell(group: readonly [OutboxRow, ...OutboxRow[]]): Promise<void> {
    const last = group.at(-1) ?? group[0];
    // The click that came last stands for the batch in the logs.
    await runInCall({ requestId: last.request_id ?? last.event_id, companyId: last.company_id }, () =>
      this.deliver(last),
    );
    if (last.batch_key !== null) this.lastToldAt.set(last.batch_key, Date.now());
  }

  private async deliver(row: OutboxRow): Promise<void> {
    const { company_id: companyId, payload } = row;
    switch (row.type) {
      case 'cycle.launch':
        return this.conductor.start({ companyId, ...conductorNews['cycle.launch'].parse(payload) });
      case 'cycle.moved':
        return this.conductor.signalCycle({ companyId, ...conductorNews['cycle.moved'].parse(payload) });
      case 'source.moved':
        return this.conductor.signalSource({ companyId, ...conductorNews['source.moved'].parse(payload) });
      case 'cohort.moved':
        return this.cohortMoved({ companyId, ...conductorNews['cohort.moved'].parse(payload) });
      default:
        throw new Error(`the outbox holds news of type "${row.type}" that the conductor does not know`);
    }
  }

  private async cohortMoved(cohort: { companyId: string; cycleId: string; cohortNo: number }): Promise<void> {
    const key = `${cohort.cycleId}/${cohort.cohortNo}`;
    const progress = await this.record.readProgress(cohort);
    const now = Date.now();
    if (!this.cohorts.isNews(key, progress, now)) return;
    await this.conductor.signalProgress(cohort);
    this.cohorts.remember(key, progress, now);
  }

  private justTold(now: number): string[] {
    for (const [key, at] of this.lastToldAt) if (now - at >= quietMs) this.lastToldAt.delete(key);
    return [...this.lastToldAt.keys()];
  }
}

/** Rows of one type and batch key together, in the order of their first. */
function groups(rows: readonly OutboxRow[]): [OutboxRow, ...OutboxRow[]][] {
  const byKey = new Map<string, [OutboxRow, ...OutboxRow[]]>();
  for (const row of rows) {
    const key = JSON.stringify([row.type, row.batch_key ?? row.event_id]);
    const group = byKey.get(key);
    if (group) group.push(row);
    else byKey.set(key, [row]);
  }
  return [...byKey.values()];
}
