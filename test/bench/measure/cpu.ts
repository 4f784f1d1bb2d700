import { readdirSync, readFileSync } from 'node:fs';

/** CPU-seconds used so far by each group of processes, their descendants included where those have no group of their own. */
export type CpuSeconds = Readonly<Record<string, number>>;

/** Linux counts in hundredths of a second for programs, whatever its own clock does. */
const ticksPerSecond = 100;

/** null where the system does not tell. */
export function cpuSeconds(groups: Readonly<Record<string, readonly number[]>>): CpuSeconds | null {
  const processes = readProcesses();
  if (processes === null) return null;
  const groupOf = new Map(Object.entries(groups).flatMap(([name, pids]) => pids.map((pid) => [pid, name] as const)));
  const seconds: Record<string, number> = Object.fromEntries(Object.keys(groups).map((name) => [name, 0]));
  for (const [pid, { ticks }] of processes) {
    const name = ownerOf(pid, groupOf, processes);
    if (name !== undefined) seconds[name] = (seconds[name] ?? 0) + ticks / ticksPerSecond;
  }
  return seconds;
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

/** Of the nearest of its ancestors that has a group: what we started is a descendant of ours, too. */
function ownerOf(
  pid: number,
  groupOf: ReadonlyMap<number, string>,
  processes: ReadonlyMap<number, Process>,
): string | undefined {
  for (let at = pid; at > 1; at = processes.get(at)?.parent ?? 0) {
    const name = groupOf.get(at);
    if (name !== undefined) return name;
  }
  return undefined;
}
