import { robotKinds } from '../../../../libs/contracts/notifications/channels.js';
import { withinBytes } from './within-bytes.js';
import { type RobotNews, writeRequest } from './write-request.js';

const news: RobotNews = {
  title: '2026年10月考核已發起',
  lines: ['第一句。', '*第二句* [不是](連結)。'],
  action: '查看',
  url: 'https://kaohe.example/cycles/1',
};
const nowMs = 1577262236757;
const addresses = {
  feishu: 'https://open.feishu.cn/open-apis/bot/v2/hook/token',
  dingtalk: 'https://oapi.dingtalk.com/robot/send?access_token=token',
  wecom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=key',
};
const write = (kind: (typeof robotKinds)[number], secret: string | null, told = news) => {
  const { url, body } = writeRequest(told, {
    kind,
    address: new URL(addresses[kind]),
    secret,
    locale: 'zh-Hant',
    nowMs,
  });
  return { url, body: JSON.parse(body), bytes: Buffer.byteLength(body) };
};

test('Feishu is signed in the body, with whole seconds as text', () => {
  const { url, body } = write('feishu', 'demo');
  expect(url.href).toBe(addresses.feishu);
  expect(body).toMatchObject({
    timestamp: '1577262236',
    sign: expect.stringMatching(/^[\w+/]{43}=$/),
    msg_type: 'post',
  });
  expect(write('feishu', null).body).not.toHaveProperty('sign');
});

test('DingTalk is signed in the address, with milliseconds and the signature escaped', () => {
  const { url, body } = write('dingtalk', 'this is secret');
  expect(url.search).toBe(
    '?access_token=token&timestamp=1577262236757&sign=hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D',
  );
  expect(body.markdown.text).toContain('\\*第二句\\* \\[不是\\](連結)。');
});

test('WeCom says it as plain text with the way at its end', () => {
  expect(write('wecom', null).body).toEqual({
    msgtype: 'text',
    text: { content: `${news.title}\n第一句。\n*第二句* [不是](連結)。\n查看\n${news.url}` },
  });
});

test.each(robotKinds)('a long text stays within the limits of %s and keeps the way there', (kind) => {
  const { body, bytes } = write(kind, 'key', { ...news, lines: ['考'.repeat(20_000)] });
  expect(bytes).toBeLessThanOrEqual(20 * 1_024);
  if (kind === 'wecom') expect(Buffer.byteLength(body.text.content)).toBeLessThanOrEqual(2_048);
  expect(JSON.stringify(body)).toContain(news.url);
});

test('a cut never falls inside a character', () => {
  expect(withinBytes('考核𠮷', 10)).toBe('考核𠮷');
  expect(withinBytes('考核𠮷𠮷', 10)).toBe('考核…');
});
