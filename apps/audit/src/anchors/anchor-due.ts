import type { StreamHead } from '../chain/read-only.js';
import type { Anchor } from './anchor.js';

const hourMs = 3_600_000;

/** Whether chains are to be anchored now: an hour after the last time, and at once where a chain has begun that no anchor knows. Nothing sealed is nothing to anchor. */
export function anchorIsDue(
  newest: Pick<Anchor, 'at' | 'streams'> | undefined,
  heads: readonly StreamHead[],
  nowMs: number,
): boolean {
  if (heads.length === 0) return false;
  if (!newest || nowMs - Date.parse(newest.at) >= hourMs) return true;
  return heads.some(({ companyId }) => !newest.streams.some((stream) => stream.companyId === companyId));
}
