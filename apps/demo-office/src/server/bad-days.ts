/** What an office system answers on a bad day instead of a page. */
export interface BadMoment {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const busy: BadMoment = { status: 429, headers: { 'Retry-After': '1' }, body: { error: 'too many requests' } };
const broken: BadMoment = { status: 500, body: { error: 'try again' } };

/** The first try of these requests fails after each start, by path and cursor, so that every run sees the same. */
const moments: ReadonlyMap<string, BadMoment> = new Map([
  ['/oa/touches#3000', busy],
  ['/oa/touches#7000', broken],
  ['/tickets/tickets#400', broken],
]);

export class BadDays {
  private readonly met = new Set<string>();

  at(path: string, cursor: number): BadMoment | null {
    const request = `${path}#${cursor}`;
    if (this.met.has(request)) return null;
    this.met.add(request);
    return moments.get(request) ?? null;
  }
}
