import { readdirSync, readFileSync } from 'node:fs';

/** CPU-seconds used so far by each group of processes, their descendants included. */
export type CpuSeconds = Readonly<Record<string, number>>;

/** Linux counts in hundredths of a second for programs, whatever its own clock does. */
const ticksPerSecond = 100;

/** null where the system does not tell. */
export function cpuSeconds(groups: Readonly<Record<string, readonly number[]>>): CpuSeconds | null {
  const processes = readProcesses();
  if (processes === null) return null;
  return Object.fromEntries(
    Object.entries(groups).map(([name, roots]) => [name, ticksOf(roots, processes) / ticksPerSecond]),
  );
}

export const cpuBetween = (before: CpuSeconds | null, after: CpuSeconds | null): CpuSeconds | null =>
  before &&
  after &&
  Object.fromEntries(Object.entries(after).map(([name, seconds]) => [name, seconds - (before[name] ?? 0)]));

interface Process {
  readonly parent: number;
  /** Its own and that of the children it has outlived. */
  readonly ticks: number;
}

function readProcesses(): Map<number, Process> | null {
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return new Map(pids.flatMap((pid) => readProcess(pid)));
  } catch {
    return null;
  }
}

function readProcess(pid: string): [number, Process][] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before the fields may hold blanks and brackets.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return [[Number(pid), { parent: Number(fields[1]), ticks }]];
  } catch {
    // It ended meanwhile.
    return [];
  }
}

function ticksOf(roots: readonly number[], processes: ReadonlyMap<number, Process>): number {
  const wanted = new Set(roots);
  const belongs = (pid: number): boolean => {
    for (let at = pid; at > 1; at = processes.get(at)?.parent ?? 0) if (wanted.has(at)) return true;
    return false;
  };
  let ticks = 0;
  for (const [pid, process] of processes) if (belongs(pid)) ticks += process.ticks;
  return ticks;
}
