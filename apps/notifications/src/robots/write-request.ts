import type { RobotKind } from '../../../../libs/contracts/notifications/channels.js';
import type { Locale } from '../../../../libs/contracts/values.js';
import type { Rendered } from '../rendering/render-message.js';
import { platforms } from './platforms.js';
import { dingtalkSignature, feishuSignature } from './sign.js';
import { withinBytes } from './within-bytes.js';

export interface RobotNews extends Rendered {
  /** Where `action` leads. */
  readonly url: string;
}
export interface RobotRequest {
  readonly url: URL;
  readonly body: string;
}
interface Way {
  readonly kind: RobotKind;
  readonly address: URL;
  readonly secret: string | null;
  readonly locale: Locale;
  readonly nowMs: number;
}

/** The request by which a platform's robot says the news, signed for this moment. */
export function writeRequest(news: RobotNews, way: Way): RobotRequest {
  const body = JSON.stringify(bodies[way.kind](news, way));
  return { url: way.kind === 'dingtalk' ? signedAddress(way) : way.address, body };
}

const bodies: Readonly<Record<RobotKind, (news: RobotNews, way: Way) => unknown>> = {
  feishu: (news, { secret, locale, nowMs }) => ({
    ...(secret === null ? {} : feishuSigned(secret, Math.floor(nowMs / 1_000))),
    msg_type: 'post',
    content: {
      post: {
        // Its languages are few; it shows whichever there is.
        [locale === 'en' ? 'en_us' : 'zh_cn']: {
          title: news.title,
          content: [
            [{ tag: 'text', text: withinBytes(news.lines.join('\n'), platforms.feishu.limits.maxTextBytes) }],
            [{ tag: 'a', text: news.action, href: news.url }],
          ],
        },
      },
    },
  }),
  dingtalk: (news) => ({
    msgtype: 'markdown',
    markdown: {
      title: news.title,
      text: [
        `### ${plain(news.title)}`,
        plain(withinBytes(news.lines.join('\n\n'), platforms.dingtalk.limits.maxTextBytes)),
        `[${plain(news.action)}](${news.url})`,
      ].join('\n\n'),
    },
  }),
  wecom: (news) => {
    const way = `\n${news.action}\n${news.url}`;
    const room = platforms.wecom.limits.maxTextBytes - Buffer.byteLength(way);
    return {
      msgtype: 'text',
      text: { content: withinBytes([news.title, ...news.lines].join('\n'), room) + way },
    };
  },
};

const feishuSigned = (secret: string, seconds: number) => ({
  timestamp: String(seconds),
  sign: feishuSignature(secret, seconds),
});

function signedAddress({ address, secret, nowMs }: Way): URL {
  const url = new URL(address);
  if (secret === null) return url;
  url.searchParams.set('timestamp', String(nowMs));
  url.searchParams.set('sign', dingtalkSignature(secret, nowMs));
  return url;
}

/** Signs that markdown would read as something else. */
const plain = (text: string): string => text.replace(/[\\`*_[\]<>#|~]/g, '\\$&');
