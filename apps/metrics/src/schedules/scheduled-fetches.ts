import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { scheduledFetchFailed } from '../../../../libs/contracts/metrics/events.js';
import type { FetchFailure } from '../../../../libs/contracts/metrics/source-schedule.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { processLogger, runInCall } from '../../../../libs/platform/telemetry/index.js';
import { BatchesService } from '../batches/batches.service.js';
import type { MetricsCall } from '../caller.js';
import { ORGANISATION, type Organisation } from '../organisation/organisation.js';
import { findSource, type Source } from '../sources/source-rows.js';
import { giveLookBack, holdLonger, type Look, postponeLook, renewEveryMs, takeLook } from './look-rows.js';
import { PLANNING, type Planning } from './planning.js';
import { type FetchResult, readNow, readOpenCollections, readSchedule, writeFetchResult } from './schedule-rows.js';
import { latestDue, nextLook } from './times.js';

/** Other systems' words can be long. */
const mostDetail = 500;

/** Reads sources when their schedules say so. Several processes may do it: each look is held by one of them. */
@Injectable()
export class ScheduledFetches {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(ORGANISATION) private readonly organisation: Organisation,
    @Inject(PLANNING) private readonly planning: Planning,
    @Inject(BatchesService) private readonly batches: BatchesService,
  ) {}

  /** Takes one source whose time has come; answers false when there is none. */
  async lookOnce(): Promise<boolean> {
    const look = await takeLook(this.database);
    if (!look) return false;
    const { companyId } = look;
    const call: MetricsCall = { requestId: randomUUID(), companyId, actor: null, locale: 'en' };
    await runInCall({ requestId: call.requestId, companyId }, () => this.attend(look, call));
    return true;
  }

  private async attend(look: Look, call: MetricsCall): Promise<void> {
    const renewing = setInterval(() => {
      holdLonger(this.database, look).catch((error: unknown) => warn(look, error, 'a look could not be held longer'));
    }, renewEveryMs);
    try {
      const zone = await this.organisation.zone(call);
      const result = (await this.isDue(look, call, zone)) ? await this.fetch(look, call) : null;
      await this.finish(look, zone, result);
    } catch (error) {
      warn(look, error, 'a scheduled fetch waits');
      await postponeLook(this.database, look);
    } finally {
      clearInterval(renewing);
    }
  }

  /** Times that were missed while nobody looked are one. */
  private async isDue({ companyId, sourceId, lookAt }: Look, call: MetricsCall, zone: string): Promise<boolean> {
    const { source, schedule, now } = await inTransaction(this.database, { companyId }, async (transaction) => ({
      source: await findSource(transaction, companyId, sourceId),
      schedule: (await readSchedule(transaction, companyId, sourceId)).schedule,
      now: await readNow(transaction),
    }));
    if (schedule === null || source === null || !isFetched(source)) return false;
    const calendar = await this.planning.calendar(call);
    return latestDue(schedule, zone, calendar, { from: lookAt, to: now }) !== null;
  }

  /** For every cycle that collects it now; null: none does. One cycle's failure keeps no other waiting. */
  private async fetch({ companyId, sourceId }: Look, call: MetricsCall): Promise<FetchResult | null> {
    const open = await inTransaction(this.database, { companyId }, (transaction) =>
      readOpenCollections(transaction, companyId, sourceId),
    );
    const collecting = open.length > 0 ? await this.planning.collecting(call, open) : [];
    const results: FetchResult[] = [];
    for (const cycleId of open.filter((one) => collecting.includes(one))) {
      results.push(await this.fetchFor(cycleId, sourceId, call));
    }
    const worst = (['failed', 'loaded', 'unchanged'] as const).find((outcome) =>
      results.some((result) => result.outcome === outcome),
    );
    return results.find(({ outcome }) => outcome === worst) ?? null;
  }

  private async fetchFor(cycleId: string, sourceId: string, call: MetricsCall): Promise<FetchResult> {
    try {
      const { outcome } = await this.batches.fetchForCycle({ cycleId, sourceId }, call);
      return { outcome: outcome === 'loaded' ? 'loaded' : 'unchanged', failure: null };
    } catch (error) {
      processLogger().warn({ sourceId, cycleId, err: String(error) }, 'a scheduled fetch failed');
      return { outcome: 'failed', failure: failureOf(error) };
    }
  }

  /** By the schedule as it stands now: somebody may have changed it meanwhile. */
  private finish(look: Look, zone: string, result: FetchResult | null): Promise<void> {
    const { companyId, sourceId } = look;
    return inTransaction(this.database, { companyId }, async (transaction) => {
      const { schedule } = await readSchedule(transaction, companyId, sourceId);
      const next = schedule && nextLook(schedule, zone, await readNow(transaction));
      if (!(await giveLookBack(transaction, look, next))) return;
      if (result && (await writeFetchResult(transaction, companyId, sourceId, result))) {
        await tellOwners(transaction, look, result);
      }
    });
  }
}

const isFetched = ({ enabled, configuration }: Source): boolean => enabled && configuration.kind !== 'file';

async function tellOwners(
  transaction: Transaction,
  { companyId, sourceId }: Look,
  { failure }: FetchResult,
): Promise<void> {
  const source = await findSource(transaction, companyId, sourceId);
  if (!source || !failure) return;
  await tell(transaction, 'metrics', companyId, [
    { type: scheduledFetchFailed.type, payload: { sourceId, names: source.names, code: failure.code } },
  ]);
}

function failureOf(error: unknown): FetchFailure {
  const problem =
    error instanceof Problem
      ? error
      : new Problem(500, 'internal.unexpected', 'Something failed that should not; the logs of that time tell more.');
  const values = Object.entries(problem.values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.slice(0, mostDetail) : value,
  ]);
  return { code: problem.code, detail: problem.message.slice(0, mostDetail), values: Object.fromEntries(values) };
}

const warn = ({ sourceId }: Look, error: unknown, message: string): void =>
  processLogger().warn({ sourceId, err: String(error) }, message);
