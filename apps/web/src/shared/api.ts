import type { z } from 'zod';
import type { Operation, ReplyOf } from '../../../../libs/contracts/route.js';

export interface ProblemDetails {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly values?: Readonly<Record<string, string | number | null>>;
  readonly requestId?: string;
}

export class ApiProblem extends Error {
  constructor(readonly problem: ProblemDetails) {
    super(problem.detail);
  }
}

type Part<S extends z.ZodType, K extends string> =
  z.input<S> extends Record<string, never> ? { [P in K]?: undefined } : { [P in K]: z.input<S> };
/** What an operation needs from the page: its parts, and the headers its contract asks for. */
export type ApiRequest<O extends Operation> = Part<O['params'], 'params'> &
  Partial<Part<O['query'], 'query'>> &
  Part<O['body'], 'body'> & { readonly version?: number; readonly idempotencyKey?: string };

/** Asks the server by contract. An answer that is not well is an `ApiProblem`, also when there is none at all. */
export async function api<O extends Operation>(operation: O, request: ApiRequest<O>): Promise<ReplyOf<O>> {
  const response = await send(operation, request);
  if (response.ok) return (await response.json()) as ReplyOf<O>;
  throw new ApiProblem(await problemOf(response));
}

/** The file an operation answers with, under the name the server gave it. */
export async function fetchFile<O extends Operation>(
  operation: O,
  request: ApiRequest<O>,
): Promise<{ content: Blob; name: string }> {
  const response = await send(operation, request);
  if (!response.ok) throw new ApiProblem(await problemOf(response));
  const header = response.headers.get('Content-Disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  const plain = /filename="?([^";]+)/i.exec(header)?.[1];
  return { content: await response.blob(), name: encoded ? decodeURIComponent(encoded) : (plain ?? 'download') };
}

/** Sends a file to an operation that takes one. */
export async function uploadFile<O extends Operation>(
  operation: O,
  request: Omit<ApiRequest<O>, 'body'>,
  file: File,
): Promise<ReplyOf<O>> {
  const form = new FormData();
  form.set('file', file);
  const response = await sendRaw(urlOf(operation, request), {
    method: operation.method,
    body: form,
    ...(operation.idempotent ? { headers: { 'Idempotency-Key': crypto.randomUUID() } } : {}),
  });
  if (response.ok) return (await response.json()) as ReplyOf<O>;
  throw new ApiProblem(await problemOf(response));
}

export function apiPath(operation: Operation, params: Readonly<Record<string, unknown>> = {}): string {
  return `/api/v1${operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))}`;
}

interface Sent {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly version?: number;
  readonly idempotencyKey?: string;
}

function urlOf(operation: Operation, { params, query }: Pick<Sent, 'params' | 'query'>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>))
    if (value !== undefined) search.set(name, String(value));
  const path = apiPath(operation, params as Record<string, unknown>);
  return search.size === 0 ? path : `${path}?${search}`;
}

async function send(operation: Operation, request: Sent): Promise<Response> {
  return sendRaw(urlOf(operation, request), {
    method: operation.method,
    headers: {
      ...(operation.method === 'GET' ? {} : { 'Content-Type': 'application/json' }),
      ...(operation.idempotent ? { 'Idempotency-Key': request.idempotencyKey ?? crypto.randomUUID() } : {}),
      ...(request.version === undefined ? {} : { 'If-Match': `"${request.version}"` }),
    },
    ...(operation.method === 'GET' ? {} : { body: JSON.stringify(request.body ?? {}) }),
  });
}

async function sendRaw(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...init });
  } catch {
    throw new ApiProblem({ status: 0, code: 'network.unreachable', detail: 'The server did not answer.' });
  }
}

export async function signIn(login: string, password: string): Promise<void> {
  const response = await sendRaw('/api/v1/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  if (!response.ok) throw new ApiProblem(await problemOf(response));
}

export async function signOut(): Promise<void> {
  await sendRaw('/api/v1/session', { method: 'DELETE' });
}

async function problemOf(response: Response): Promise<ProblemDetails> {
  try {
    return (await response.json()) as ProblemDetails;
  } catch {
    return { status: response.status, code: 'internal.unexpected', detail: `The server answered ${response.status}.` };
  }
}
