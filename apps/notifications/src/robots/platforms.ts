import type { RobotKind } from '../../../../libs/contracts/notifications/channels.js';

/** What a platform lets one robot send. */
export interface Limits {
  /** Messages at once after a rest. */
  readonly burst: number;
  /** What comes back in a minute; with the burst never more than the platform's own limit in any minute. */
  readonly perMinute: number;
  /** Bytes of text, so that the whole request stays within the platform's limit. */
  readonly maxTextBytes: number;
  /** Minutes of the hour at which everybody's schedules fire and the platform sheds load. */
  readonly busyMinutes: readonly number[];
}

interface Platform {
  readonly host: string;
  readonly limits: Limits;
}

export const platforms: Readonly<Record<RobotKind, Platform>> = {
  // 100 a minute, 5 a second, 20 KB a request.
  feishu: { host: 'open.feishu.cn', limits: { burst: 3, perMinute: 97, maxTextBytes: 16_000, busyMinutes: [0, 30] } },
  // 20 a minute, 20,000 bytes a request.
  dingtalk: {
    host: 'oapi.dingtalk.com',
    limits: { burst: 5, perMinute: 15, maxTextBytes: 16_000, busyMinutes: [] },
  },
  // 20 a minute, 2,048 bytes of text.
  wecom: { host: 'qyapi.weixin.qq.com', limits: { burst: 5, perMinute: 15, maxTextBytes: 2_048, busyMinutes: [] } },
};
