/** What this server does to a request before it answers properly, as office systems do on bad days. */
export type BadMoment = { readonly status: 429; readonly retryAfterSeconds: number } | { readonly status: 500 };

/** The same requests fail at the first try after each start, and only then: by their address, so that every run sees the same. */
export class BadDays {
  private readonly met = new Set<string>();

  at(path: string, cursor: number): BadMoment | null {
    const request = `${path}#${cursor}`;
    if (this.met.has(request)) return null;
    this.met.add(request);
    if (path.endsWith('/touches') && cursor === 3000) return { status: 429, retryAfterSeconds: 1 };
    if (path.endsWith('/touches') && cursor === 7000) return { status: 500 };
    if (path.endsWith('/tickets') && cursor === 0) return { status: 500 };
    return null;
  }
}
