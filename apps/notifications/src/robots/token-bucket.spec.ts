import { robotKinds } from '../../../../libs/contracts/notifications/channels.js';
import { platforms } from './platforms.js';
import { type Bucket, busyUntil, takeToken } from './token-bucket.js';

const start = Date.parse('2026-11-03T10:01:00Z');

/** The moments at which a robot with endless news sends, in milliseconds. */
function sendingTimes(kind: (typeof robotKinds)[number], forMs: number): number[] {
  const { limits } = platforms[kind];
  let bucket: Bucket = { tokens: limits.burst, filledAt: new Date(start) };
  const times: number[] = [];
  for (let at = start; at < start + forMs; ) {
    const answer = takeToken(bucket, limits, new Date(at));
    if ('waitMs' in answer) at += answer.waitMs;
    else {
      bucket = answer.taken;
      times.push(at);
    }
  }
  return times;
}

const mostWithin = (times: readonly number[], windowMs: number): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length));

test.each([
  ['feishu', 100, 5],
  ['dingtalk', 20, 20],
  ['wecom', 20, 20],
] as const)(
  '%s gets at most %i messages in any minute and %i in any second, and nearly as many',
  (kind, minute, second) => {
    const times = sendingTimes(kind, 180_000);
    expect(mostWithin(times, 60_000)).toBeLessThanOrEqual(minute);
    expect(mostWithin(times, 1_000)).toBeLessThanOrEqual(second);
    expect(times.length).toBeGreaterThan(2 * minute);
  },
);

test('a clock that was set back neither fills nor empties the bucket', () => {
  const { limits } = platforms.wecom;
  const bucket = { tokens: 1, filledAt: new Date(start) };
  expect(takeToken(bucket, limits, new Date(start - 600_000))).toMatchObject({ taken: { tokens: 0 } });
  expect(takeToken({ ...bucket, tokens: 0 }, limits, new Date(start - 600_000))).toEqual({ waitMs: 4_000 });
});

test.each([
  ['2026-11-03T10:00:00Z', '2026-11-03T10:01:00.000Z'],
  ['2026-11-03T10:30:59Z', '2026-11-03T10:31:00.000Z'],
  ['2026-11-03T10:31:00Z', undefined],
  ['2026-11-03T10:29:59Z', undefined],
])('Feishu at %s waits until %s', (now, until) => {
  expect(busyUntil(platforms.feishu.limits, new Date(now))?.toISOString()).toBe(until);
  expect(busyUntil(platforms.dingtalk.limits, new Date(now))).toBeNull();
});
