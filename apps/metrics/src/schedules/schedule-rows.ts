import type {
  FetchFailure,
  SourceFetching,
  SourceSchedule,
} from '../../../../libs/contracts/metrics/source-schedule.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';

/** A schedule and how it went, without what follows from the calendar. */
export type StoredFetching = Omit<SourceFetching, 'next'>;

export const neverScheduled: StoredFetching = { version: 0, schedule: null, last: null, failingSince: null };

interface ScheduleRow {
  readonly sourceId: string;
  readonly version: number;
  readonly schedule: SourceSchedule | null;
  readonly lastFetchAt: Date | null;
  readonly lastOutcome: 'loaded' | 'unchanged' | 'failed' | null;
  readonly failure: FetchFailure | null;
  readonly failingSince: Date | null;
}

export async function readSchedules(
  transaction: Transaction,
  companyId: string,
  sourceId: string | null = null,
): Promise<ReadonlyMap<string, StoredFetching>> {
  const rows = await transaction.query<ScheduleRow>(
    `select source_id as "sourceId", version, schedule, last_fetch_at as "lastFetchAt", last_outcome as "lastOutcome", failure,
            failing_since as "failingSince"
     from metrics.source_schedule where company_id = $1 and ($2::text is null or source_id = $2)`,
    [companyId, sourceId],
  );
  return new Map(rows.map((row) => [row.sourceId, fetchingOf(row)]));
}

const fetchingOf = ({
  version,
  schedule,
  lastFetchAt,
  lastOutcome,
  failure,
  failingSince,
}: ScheduleRow): StoredFetching => ({
  version,
  schedule,
  last: lastFetchAt && lastOutcome ? { at: lastFetchAt.toISOString(), outcome: lastOutcome, failure } : null,
  failingSince: failingSince?.toISOString() ?? null,
});

export async function readSchedule(
  transaction: Transaction,
  companyId: string,
  sourceId: string,
): Promise<StoredFetching> {
  return (await readSchedules(transaction, companyId, sourceId)).get(sourceId) ?? neverScheduled;
}

/** Answers false when `expected` is no longer the current version. */
export async function writeSchedule(
  transaction: Transaction,
  companyId: string,
  sourceId: string,
  schedule: SourceSchedule | null,
  expected: number,
): Promise<boolean> {
  const text = schedule && JSON.stringify(schedule);
  const written =
    expected === 0
      ? await transaction.query(
          `insert into metrics.source_schedule (company_id, source_id, schedule) values ($1, $2, $3)
           on conflict do nothing returning version`,
          [companyId, sourceId, text],
        )
      : await transaction.query(
          `update metrics.source_schedule set schedule = $3, version = version + 1
           where company_id = $1 and source_id = $2 and version = $4 returning version`,
          [companyId, sourceId, text, expected],
        );
  return written.length > 0;
}

/** How a scheduled fetch went. */
export interface FetchResult {
  readonly outcome: 'loaded' | 'unchanged' | 'failed';
  readonly failure: FetchFailure | null;
}

/** Answers whether it is the first failure since it worked. */
export async function writeFetchResult(
  transaction: Transaction,
  companyId: string,
  sourceId: string,
  { outcome, failure }: FetchResult,
): Promise<boolean> {
  const [row] = await transaction.query<{ failsFirst: boolean }>(
    `with before as (
       select failing_since from metrics.source_schedule where company_id = $1 and source_id = $2 for update
     )
     update metrics.source_schedule s set last_fetch_at = platform.now(), last_outcome = $3, failure = $4,
       failing_since = case when $3 = 'failed' then coalesce(s.failing_since, platform.now()) end
     from before where s.company_id = $1 and s.source_id = $2
     returning $3 = 'failed' and before.failing_since is null as "failsFirst"`,
    [companyId, sourceId, outcome, failure && JSON.stringify(failure)],
  );
  return row?.failsFirst ?? false;
}

/** Somebody read it by hand and it worked. */
export async function endFailing(transaction: Transaction, companyId: string, sourceId: string): Promise<void> {
  await transaction.query(
    `update metrics.source_schedule set failing_since = null
     where company_id = $1 and source_id = $2 and failing_since is not null`,
    [companyId, sourceId],
  );
}

export async function readNow(transaction: Transaction): Promise<string> {
  const [row] = await transaction.query<{ now: Date }>('select platform.now() as now');
  return (row?.now ?? new Date()).toISOString();
}

/** Cycles whose figures of this source may still change: neither cut off nor signed off. */
export async function readOpenCollections(
  transaction: Transaction,
  companyId: string,
  sourceId: string,
): Promise<readonly string[]> {
  const rows = await transaction.query<{ cycleId: string }>(
    `select c.cycle_id as "cycleId"
     from metrics.collection c join metrics.collection_source s using (company_id, cycle_id)
     where c.company_id = $1 and s.source_id = $2 and c.frozen_at is null and not exists (
       select from metrics.sign_off o
       where o.company_id = c.company_id and o.cycle_id = c.cycle_id and o.source_id = s.source_id and o.withdrawn_at is null)
     order by c.period_from, c.cycle_id`,
    [companyId, sourceId],
  );
  return rows.map(({ cycleId }) => cycleId);
}
