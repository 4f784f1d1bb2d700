import type pg from 'pg';
import { type CpuSeconds, cpuBetween } from './cpu.js';

export interface Metered {
  readonly seconds: number;
  /** By group of processes; null where the system does not tell. */
  readonly cpu: CpuSeconds | null;
  readonly walBytes: number;
}

interface Place {
  readonly owner: pg.Pool;
  cpu(): CpuSeconds | null;
}

/** Wall time, CPU time and write-ahead log of one piece of work. */
export async function meter(place: Place, work: () => Promise<unknown>): Promise<Metered> {
  const walBefore = await walPosition(place.owner);
  const cpuBefore = place.cpu();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1_000;
  const cpu = cpuBetween(cpuBefore, place.cpu());
  return { seconds, cpu, walBytes: (await walPosition(place.owner)) - walBefore };
}

/** Of all groups together. */
export const totalCpu = ({ cpu }: Metered): number =>
  cpu === null ? Number.NaN : Object.values(cpu).reduce((sum, seconds) => sum + seconds, 0);

async function walPosition(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ bytes: string }>(
    `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::text as bytes`,
  );
  return Number(rows[0]?.bytes);
}
