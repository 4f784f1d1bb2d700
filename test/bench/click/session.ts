import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** One signed-in person with connections kept alive, as lean as a client can be: what is measured is the server. */
export class ClickSession {
  private constructor(
    private readonly address: string,
    private readonly agent: Agent,
    private readonly cookie: string,
  ) {}

  static async open(address: string, agent: Agent, login: string, password: string): Promise<ClickSession> {
    const answer = await fetch(`${address}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (!answer.ok || !cookie) throw new Error(`signing in as ${login} answered ${answer.status}`);
    return new ClickSession(address, agent, cookie);
  }

  get<T>(path: string): Promise<T> {
    return this.send('GET', path, {});
  }

  post<T>(path: string, body: unknown, version?: number): Promise<T> {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    };
    return this.send('POST', path, headers, JSON.stringify(body));
  }

  private send<T>(method: string, path: string, headers: Record<string, string>, body?: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const sent = request(
        `${this.address}/api/v1${path}`,
        { method, agent: this.agent, headers: { cookie: this.cookie, ...headers, ...length } },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', reject);
          answer.on('end', () => {
            const text = Buffer.concat(parts).toString();
            if (answer.statusCode === 200 || answer.statusCode === 201) resolve(JSON.parse(text) as T);
            else reject(new Error(`${method} ${path} answered ${answer.statusCode}: ${text.slice(0, 300)}`));
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
