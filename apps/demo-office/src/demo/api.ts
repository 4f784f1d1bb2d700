import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Operation, ReplyOf } from '../../../../libs/contracts/route.js';

/** An answer other than 2xx, as problem details say it. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(`${status} ${code}: ${detail}`);
  }
}

export interface Asked<O extends Operation> {
  readonly params?: z.input<O['params']>;
  readonly query?: z.input<O['query']>;
  readonly body?: z.input<O['body']>;
  /** The version that was read, for operations that want `If-Match`. */
  readonly version?: number;
  /** Repeats a request as the same one; a fresh key each time where none is given. */
  readonly key?: string;
  /** Changes nothing, though it is a POST: it may be asked again. */
  readonly reads?: boolean;
  readonly file?: { readonly name: string; readonly content: Buffer };
}

/** A service that is being restarted or asks for patience is asked again: the key makes a repetition harmless. */
const patience = { tries: 30, pauseMs: 1_000 };

/** One signed-in person (or nobody yet) at the public API, as a browser would use it. */
export class Api {
  constructor(
    private readonly address: string,
    private readonly cookie = '',
  ) {}

  async signIn(login: string, password: string): Promise<Api> {
    const answer = await this.patiently(() => this.send('POST', '/session', { json: { login, password } }));
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (!cookie) throw new Error(`signing in as ${login} set no cookie`);
    return new Api(this.address, cookie);
  }

  /** Asks one operation of the contracts and holds the answer against its contract. */
  async ask<O extends Operation>(operation: O, asked: Asked<O> = {}): Promise<ReplyOf<O>> {
    const answer = await this.request(operation, asked);
    return operation.reply.parse(await answer.json()) as ReplyOf<O>;
  }

  async download<O extends Operation>(operation: O, asked: Asked<O> = {}): Promise<Buffer> {
    const answer = await this.request(operation, asked);
    return Buffer.from(await answer.arrayBuffer());
  }

  private request<O extends Operation>(operation: O, asked: Asked<O>): Promise<Response> {
    const headers: Record<string, string> = {
      ...(operation.idempotent ? { 'Idempotency-Key': asked.key ?? randomUUID() } : {}),
      ...(asked.version === undefined ? {} : { 'If-Match': `"${asked.version}"` }),
    };
    const path = pathOf(operation, asked);
    const repeatable =
      operation.idempotent ||
      asked.reads ||
      ['GET', 'PUT'].includes(operation.method) ||
      operation.transfer === 'upload';
    const send = () => this.send(operation.method, path, { json: asked.body, file: asked.file, headers });
    return repeatable ? this.patiently(send) : send();
  }

  private async send(
    method: string,
    path: string,
    { json, file, headers = {} }: { json?: unknown; file?: Asked<Operation>['file']; headers?: Record<string, string> },
  ): Promise<Response> {
    const answer = await fetch(`${this.address}/api/v1${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        ...headers,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(file === undefined ? {} : { body: formOf(file) }),
    });
    if (answer.ok) return answer;
    throw problemOf(answer.status, await answer.text());
  }

  private async patiently(send: () => Promise<Response>): Promise<Response> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await send();
      } catch (error) {
        if (tries >= patience.tries || !isPassing(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, patience.pauseMs));
      }
    }
  }
}

/** 503 and 429 pass, and so does a connection that a restart cut. */
const isPassing = (error: unknown): boolean =>
  error instanceof ApiProblem ? error.status === 503 || error.status === 429 : error instanceof TypeError;

function pathOf<O extends Operation>(operation: O, { params, query }: Asked<O>): string {
  const values = (params ?? {}) as Record<string, string | number>;
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? path : `${path}?${search}`;
}

function formOf({ name, content }: NonNullable<Asked<Operation>['file']>): FormData {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(content)]), name);
  return form;
}

function problemOf(status: number, text: string): ApiProblem {
  try {
    const { code, detail, errors } = JSON.parse(text);
    return new ApiProblem(status, String(code), `${detail}${errors ? ` ${JSON.stringify(errors)}` : ''}`);
  } catch {
    return new ApiProblem(status, 'unreadable', text.slice(0, 500));
  }
}

/** All items of a paged list. */
export async function allPages<T>(
  read: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor);
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = page.next;
  }
}
