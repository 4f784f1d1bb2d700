import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  readonly token: string;
  readonly at: number;
  readonly body: Record<string, never> & { readonly [part: string]: unknown };
  readonly text: string;
}
type Refusal = readonly [status: number, body: Record<string, unknown>];

const hour = 3_600_000;

/**
 * Stands in for the three platforms: knows robots by their token, checks the signature as each platform describes it, and counts a
 * robot's messages by the minute (Feishu: by the second too) as they do.
 */
export class RobotStandIn {
  readonly heard: Heard[] = [];
  readonly refused: unknown[] = [];
  /** Signing keys by token; null: the robot has none. A token that is not here is unknown. */
  readonly robots = new Map<string, string | null>();
  /** Does something else with a request: null, it is treated as usual. */
  instead: ((token: string) => Refusal | 'hang up' | null) | null = null;
  now: () => number = Date.now;
  private server: Server = this.build();
  private port = 0;

  static async start(): Promise<RobotStandIn> {
    const standIn = new RobotStandIn();
    await standIn.listen();
    return standIn;
  }

  get place(): string {
    return `127.0.0.1:${this.port}`;
  }
  readonly address = {
    feishu: (token: string): string => `http://${this.place}/open-apis/bot/v2/hook/${token}`,
    dingtalk: (token: string): string => `http://${this.place}/robot/send?access_token=${token}`,
    wecom: (token: string): string => `http://${this.place}/cgi-bin/webhook/send?key=${token}`,
  };

  textsOf(token: string): string[] {
    return this.heard.filter((one) => one.token === token).map(({ text }) => text);
  }

  async restart(): Promise<void> {
    this.server = this.build();
    await this.listen();
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private listen(): Promise<void> {
    return new Promise((resolve) => {
      this.server.listen(this.port, '127.0.0.1', () => {
        this.port = (this.server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  private build(): Server {
    return createServer((request, response) => void this.answer(request, response));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const text = await textOf(request);
    const token =
      url.searchParams.get('access_token') ?? url.searchParams.get('key') ?? url.pathname.split('/').at(-1) ?? '';
    const other = this.instead?.(token) ?? null;
    if (other === 'hang up') {
      request.socket.destroy();
      return;
    }
    const [status, answer] = other ?? this.treat(url, token, text);
    if (status !== 200 || (answer.code ?? answer.errcode) !== 0) this.refused.push({ token, ...answer });
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '1' });
    response.end(JSON.stringify(answer));
  }

  private treat(url: URL, token: string, text: string): Refusal {
    const body = JSON.parse(text);
    if (url.pathname.startsWith('/open-apis/')) return this.feishu(token, body, text);
    if (url.pathname === '/robot/send') return this.dingtalk(token, url, body, text);
    return this.wecom(token, body, text);
  }

  private feishu(token: string, body: Heard['body'], text: string): Refusal {
    const secret = this.robots.get(token);
    if (secret === undefined)
      return [400, { code: 19001, msg: 'param invalid: incoming webhook access token invalid' }];
    const signed = Number(body.timestamp) * 1_000;
    const expected = createHmac('sha256', `${body.timestamp}\n${secret}`).update('').digest('base64');
    if (secret !== null && (body.sign !== expected || Math.abs(Date.now() - signed) > hour))
      return [200, { code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time' }];
    if (Buffer.byteLength(text) > 20 * 1_024 || body.msg_type !== 'post')
      return [200, { code: 9499, msg: 'Bad Request' }];
    if (this.countOf(token, 60_000) >= 100 || this.countOf(token, 1_000) >= 5)
      return [200, { code: 11232, msg: 'frequency limited psm[lark.oapi.app_platform_runtime]' }];
    return this.take(token, body, text, { code: 0, msg: 'success' });
  }

  private dingtalk(token: string, url: URL, body: Heard['body'], text: string): Refusal {
    const secret = this.robots.get(token);
    if (secret === undefined) return [200, { errcode: 300001, errmsg: 'token is not exist' }];
    const timestamp = url.searchParams.get('timestamp') ?? '';
    const expected = createHmac('sha256', secret ?? '')
      .update(`${timestamp}\n${secret}`)
      .digest('base64');
    if (
      secret !== null &&
      (url.searchParams.get('sign') !== expected || Math.abs(Date.now() - Number(timestamp)) > hour)
    )
      return [200, { errcode: 310000, errmsg: 'sign not match, more: [https://open.dingtalk.com/document/]' }];
    if (this.countOf(token, 60_000) >= 20)
      return [200, { errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' }];
    return this.take(token, body, text, { errcode: 0, errmsg: 'ok' });
  }

  private wecom(token: string, body: Heard['body'], text: string): Refusal {
    if (!this.robots.has(token)) return [200, { errcode: 93000, errmsg: 'invalid webhook url' }];
    const content = (body as { text?: { content?: string } }).text?.content ?? '';
    if (Buffer.byteLength(content) > 2_048)
      return [200, { errcode: 40058, errmsg: 'text.content exceed max length 2048' }];
    if (this.countOf(token, 60_000) >= 20) return [200, { errcode: 45009, errmsg: 'api freq out of limit' }];
    return this.take(token, body, text, { errcode: 0, errmsg: 'ok' });
  }

  private countOf(token: string, withinMs: number): number {
    const from = this.now() - withinMs;
    return this.heard.filter((one) => one.token === token && one.at > from).length;
  }

  private take(token: string, body: Heard['body'], text: string, answer: Record<string, unknown>): Refusal {
    this.heard.push({ token, at: this.now(), body, text });
    return [200, answer];
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
