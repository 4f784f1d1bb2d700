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

/** What the zone's wall clock reads, as if it were UTC. */
function wallClock(instantMs: number, zone: string): number {
  const part: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instantMs)) part[type] = value;
  return Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`);
}

/** The date on the zone's wall at an instant. */
export const dateIn = (zone: string, instant: string): string =>
  new Date(wallClock(Date.parse(instant), zone)).toISOString().slice(0, 10);

/** The instant when the zone's wall clock reads `date` and `time`; a wall time that a change of clocks skips is taken by the offset before it. */
export function instantIn(zone: string, date: string, time = '00:00'): string {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  const offsetAt = (instantMs: number): number => wallClock(instantMs, zone) - instantMs;
  const first = wanted - offsetAt(wanted);
  return new Date(wanted - offsetAt(first)).toISOString();
}
