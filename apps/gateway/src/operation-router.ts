import { randomUUID } from 'node:crypto';
import { type NextFunction, type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { fileReference, type Operation } from '../../../libs/contracts/route.js';
import { forbidden, Problem } from '../../../libs/platform/http/index.js';
import {
  type Call,
  type FileDescription,
  malformed,
  receiveFile,
  type ServiceClient,
  sendFile,
} from '../../../libs/platform/messaging/index.js';
import { anonymousCall, callOf, requestIdOf, type Session, type Sessions } from './sessions.js';
import { receiveUpload } from './upload.js';

/** Serves every operation alike: who is it → may they → is the request well formed → ask the owning service → answer. */
export function operationRouter(operations: readonly Operation[], client: ServiceClient, sessions: Sessions): Router {
  const router = Router();
  // A fixed path wins over a parameter at the same place, whatever order the contracts stand in.
  const ordered = operations.toSorted((a, b) => (sortable(a) < sortable(b) ? -1 : 1));
  for (const operation of ordered) {
    const serve = async (request: Request, response: Response): Promise<void> => {
      const call = await admit(operation, request, sessions);
      const answer = await ask(operation, request, client, call);
      await reply(operation, answer, response, client, call);
    };
    router[verb(operation.method)](operation.path, (request: Request, response: Response, next: NextFunction) => {
      serve(request, response).catch(next);
    });
  }
  return router;
}

/** By code units: to a locale a tilde comes before every letter. */
const sortable = ({ path }: Operation): string => path.replaceAll(':', '~');

const verb = (method: Operation['method']): 'get' | 'post' | 'put' | 'patch' | 'delete' =>
  method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';

async function admit(operation: Operation, request: Request, sessions: Sessions): Promise<Call> {
  const { allow } = operation.policy;
  if (allow === 'public') return anonymousCall(requestIdOf(request));
  const session = await sessions.of(request);
  if (allow !== 'signed_in' && !hasOneOf(session, allow)) {
    throw forbidden('access.denied', 'Your account may not do this; ask an administrator if it should.');
  }
  return callOf(session, requestIdOf(request));
}

const hasOneOf = (session: Session, allowed: readonly string[]): boolean =>
  session.actor.grants.some((grant) => allowed.includes(grant));

async function ask(operation: Operation, request: Request, client: ServiceClient, call: Call): Promise<unknown> {
  const uploading = operation.transfer === 'upload';
  const input = {
    params: parsed(operation, 'params', operation.params, request.params),
    query: parsed(operation, 'query', operation.query, request.query),
    body: uploading ? {} : parsed(operation, 'body', operation.body, request.body ?? {}),
    ...(operation.idempotent ? { idempotencyKey: idempotencyKey(request) } : {}),
    ...(operation.ifMatch ? { ifMatch: versionIn(request) } : {}),
  };
  if (!uploading) return client.ask(operation, input, call);
  const upload = await receiveUpload(request);
  const described = await sendFile(
    client,
    owner(operation),
    { ...upload, fileId: randomUUID(), size: upload.content.length },
    call,
  );
  return client.ask(operation, { ...input, upload: described }, call);
}

const owner = (operation: Operation): string => operation.subject.split('.')[0] ?? '';

function parsed(operation: Operation, part: string, schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) issue.path.unshift(part);
  throw malformed(operation.subject, result.error);
}

function idempotencyKey(request: Request): string {
  const key = request.get('idempotency-key');
  if (key && /^[\x21-\x7e]{8,100}$/.test(key)) return key;
  throw new Problem(
    428,
    'request.idempotency_key_missing',
    'Send an Idempotency-Key of 8 to 100 visible characters; a fresh UUID serves.',
  );
}

function versionIn(request: Request): number {
  const match = /^"?(\d{1,15})"?$/.exec(request.get('if-match') ?? '');
  if (match) return Number(match[1]);
  throw new Problem(428, 'request.if_match_missing', 'Send If-Match with the version that was read, e.g. "3".');
}

async function reply(
  operation: Operation,
  answer: unknown,
  response: Response,
  client: ServiceClient,
  call: Call,
): Promise<void> {
  if (operation.transfer === 'download') {
    await stream(fileReference.parse(answer), owner(operation), response, client, call);
    return;
  }
  const version = (answer as { version?: unknown } | null)?.version;
  if (typeof version === 'number') response.set('ETag', `"${version}"`);
  response.set('Cache-Control', 'no-store').json(answer);
}

async function stream(
  file: FileDescription,
  service: string,
  response: Response,
  client: ServiceClient,
  call: Call,
): Promise<void> {
  response.set({
    'Content-Type': file.contentType,
    'Content-Length': String(file.size),
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'Cache-Control': 'no-store',
  });
  for await (const part of receiveFile(client, service, file, call)) {
    if (!response.write(part)) await new Promise((resolve) => response.once('drain', resolve));
  }
  response.end();
}
