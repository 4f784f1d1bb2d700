import type pg from 'pg';

/** PostgreSQL's own counters, of everybody's sessions. */
export interface Counters {
  /** Of our database. */
  readonly commits: number;
  /** Of Temporal's databases. */
  readonly temporalCommits: number;
  /** Of the whole server. */
  readonly walBytes: number;
  readonly atMs: number;
}

/** An idle session tells its counts after at most ten seconds. */
const settledMs = 11_000;

export interface Counted {
  readonly commits: number;
  readonly temporalCommits: number;
  readonly walBytes: number;
}

/** What a piece of work costs in PostgreSQL, by `pg_stat_database` and `pg_stat_wal`; what the idle services and Temporal do meanwhile is measured first and taken off. */
export async function countInPostgres(owner: pg.Pool, work: () => Promise<unknown>): Promise<Counted> {
  await sleep(settledMs);
  const idleFrom = await readCounters(owner);
  await sleep(settledMs);
  const before = await readCounters(owner);
  await work();
  await sleep(settledMs);
  const after = await readCounters(owner);
  const idleShare = (after.atMs - before.atMs) / (before.atMs - idleFrom.atMs);
  // Less than nothing: the idle system did more just before than in the whole of the work, so nothing can be said.
  const net = (read: (counters: Counters) => number): number => {
    const own = read(after) - read(before) - (read(before) - read(idleFrom)) * idleShare;
    return own < 0 ? Number.NaN : own;
  };
  return {
    commits: net((counters) => counters.commits),
    temporalCommits: net((counters) => counters.temporalCommits),
    walBytes: net((counters) => counters.walBytes),
  };
}

async function readCounters(owner: pg.Pool): Promise<Counters> {
  const { rows } = await owner.query<{ commits: string; temporal: string; wal: string }>(
    `select sum(xact_commit) filter (where datname = current_database())::text as commits,
            sum(xact_commit) filter (where datname like 'temporal%')::text as temporal,
            (select wal_bytes::text from pg_stat_wal) as wal
     from pg_stat_database`,
  );
  const [row] = rows;
  return {
    commits: Number(row?.commits),
    temporalCommits: Number(row?.temporal),
    walBytes: Number(row?.wal),
    atMs: performance.now(),
  };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
