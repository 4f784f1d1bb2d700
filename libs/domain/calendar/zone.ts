const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Clocks change on quarters of an hour alone: within one the offset stands. */
const quarterMs = 900_000;
/** A day's worth of quarters for a hundred zones. */
const mostOffsets = 10_000;
const offsets = new Map<string, number>();

/** How far the zone's wall clock is ahead of UTC at an instant. */
function offsetAt(instantMs: number, zone: string): number {
  const quarter = Math.floor(instantMs / quarterMs);
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const part: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(quarter * quarterMs)) part[type] = value;
  const read = Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`);
  const offset = read - quarter * quarterMs;
  if (offsets.size >= mostOffsets) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** What the zone's wall clock reads, as if it were UTC. */
const wallClock = (instantMs: number, zone: string): number => instantMs + offsetAt(instantMs, zone);

/** The date on the zone's wall at an instant. */
export const dateIn = (zone: string, instant: string): string =>
  new Date(wallClock(Date.parse(instant), zone)).toISOString().slice(0, 10);

/** The instant when the zone's wall clock reads `date` and `time`; a wall time that a change of clocks skips is taken by the offset before it. */
export function instantIn(zone: string, date: string, time = '00:00'): string {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  const first = wanted - offsetAt(wanted, zone);
  return new Date(wanted - offsetAt(first, zone)).toISOString();
}
