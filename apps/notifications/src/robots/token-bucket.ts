import type { Limits } from './platforms.js';

export interface Bucket {
  readonly tokens: number;
  readonly filledAt: Date;
}

/** The bucket after one token was taken, or how long until there is one. */
export function takeToken(
  bucket: Bucket,
  limits: Pick<Limits, 'burst' | 'perMinute'>,
  now: Date,
): { readonly taken: Bucket } | { readonly waitMs: number } {
  const perMs = limits.perMinute / 60_000;
  // A clock that was set back gives nothing and takes nothing.
  const restedMs = Math.max(0, now.getTime() - bucket.filledAt.getTime());
  const tokens = Math.min(limits.burst, bucket.tokens + restedMs * perMs);
  if (tokens < 1) return { waitMs: Math.ceil((1 - tokens) / perMs) };
  return { taken: { tokens: tokens - 1, filledAt: now } };
}

/** Until when nothing is sent because the platform is busy at this minute; null: it is not. */
export function busyUntil({ busyMinutes }: Pick<Limits, 'busyMinutes'>, now: Date): Date | null {
  if (!busyMinutes.includes(now.getUTCMinutes())) return null;
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000 + 60_000);
}
