import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../../../libs/platform/http/index.js';

/** A failure that may pass by itself. */
export class PassingFailure extends Error {
  constructor(
    message: string,
    /** What the source asks for (429, 503 with Retry-After). */
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}

export interface RetryOptions {
  readonly maxAttempts: number;
  /** Before the second try; doubles each time. */
  readonly firstDelayMs?: number;
  readonly random?: () => number;
}

const longestDelayMs = 30_000;
/** A source that wants us away for longer is tried again with the whole fetch. */
const longestRetryAfterMs = 60_000;

/** Exponential back-off with jitter over the whole span, so that many fetches do not come back together. */
export async function withRetries<T>(work: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { maxAttempts, firstDelayMs = 500, random = Math.random } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PassingFailure)) throw error;
      if (attempt >= maxAttempts || (error.retryAfterMs ?? 0) > longestRetryAfterMs) throw gaveUp(error, attempt);
      const span = Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs);
      await sleep(Math.max(error.retryAfterMs ?? 0, Math.round(span * random())));
    }
  }
}

const gaveUp = (error: PassingFailure, attempts: number): Problem =>
  new Problem(
    503,
    'source.unreachable',
    `The source did not answer well in ${attempts} tries (${error.message}); try again later.`,
    {
      attempts,
      reason: error.message,
    },
  );

/** Seconds or an HTTP date; what cannot be read is no wish. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
