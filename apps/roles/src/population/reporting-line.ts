/** Where somebody stands in the reporting line at the period's end. */
export interface LinePlace {
  readonly managerId: string | null;
  /** Still there to review: employed at the period's end and today. */
  readonly employed: boolean;
}

export interface ReportingLine {
  /** Who reviews: the nearest manager who is still there; null for the top alone. */
  readonly managerId: string | null;
  readonly managerPath: readonly string[];
}

/** From a person upward. A manager who left is passed over: the work goes to theirs. A circle ends where it closes. */
export function reportingLine(personId: string, places: ReadonlyMap<string, LinePlace>): ReportingLine {
  const line: string[] = [];
  const passed = new Set([personId]);
  let next = places.get(personId)?.managerId ?? null;
  while (next !== null && !passed.has(next)) {
    passed.add(next);
    const place = places.get(next);
    if (place?.employed) line.push(next);
    next = place?.managerId ?? null;
  }
  const [managerId = null, ...managerPath] = line;
  return { managerId, managerPath };
}
