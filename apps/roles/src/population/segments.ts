import type { Segment } from '../../../../libs/contracts/roles/messages.js';
import { daysBetween, earlier, isBefore, later } from '../organisation/dates.js';
import type { Timeline } from '../organisation/timeline.js';

export type PostSegment = Omit<Segment, 'standardId' | 'standardVersion'>;

/**
 * A person's period by positions. A new team or manager in the same position makes no new segment: the score follows the
 * standard, and a split would only push both parts under the least days that count. Department and manager are those at its end.
 */
export function segmentsOf(timeline: Timeline, from: string, to: string): PostSegment[] {
  const segments: PostSegment[] = [];
  for (const post of timeline) {
    if (post.from >= to || !isBefore(from, post.to)) continue;
    const start = later(post.from, from);
    const end = earlier(post.to, to) ?? to;
    const last = segments.at(-1);
    const continues = last?.to === start && last.positionId === post.positionId;
    const segmentFrom = continues ? last.from : start;
    if (continues) segments.pop();
    segments.push({
      segmentNo: segments.length + 1,
      from: segmentFrom,
      to: end,
      days: daysBetween(segmentFrom, end),
      positionId: post.positionId,
      departmentId: post.departmentId,
      managerId: post.managerId,
    });
  }
  return segments;
}
