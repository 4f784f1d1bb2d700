import 'reflect-metadata';
import cookieParser from 'cookie-parser';
import express from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { z } from 'zod';
import { type Operation, operation } from '../../../libs/contracts/route.js';
import { Problem } from '../../../libs/platform/http/index.js';
import type { Call, ServiceClient } from '../../../libs/platform/messaging/index.js';
import { openApiDocument } from './openapi.js';
import { operationRouter } from './operation-router.js';
import { operations } from './operations.js';
import { problemMiddleware } from './problem-answer.js';
import { requestContext, sameOriginOnly } from './request-context.js';
import { type Session, Sessions, sessionCookie } from './sessions.js';

const companyId = '018f0000-0000-7000-8000-000000000001';
const accountId = '018f0000-0000-7000-8000-000000000002';
const noteId = '018f0000-0000-7000-8000-000000000003';
const session = (grants: Session['actor']['grants']): Session => ({
  companyId,
  actor: { accountId, personId: null, sessionId: accountId, grants, sourceIds: [] },
  locale: 'en',
  timeZone: 'Asia/Shanghai',
});
const sessions: Record<string, Session> = { hr: session(['hr']), employee: session([]) };

const notes: Operation[] = [
  operation({
    subject: 'notes.list',
    method: 'GET',
    path: '/notes',
    summary: 'Notes',
    policy: { allow: 'signed_in' },
    query: z.strictObject({ limit: z.coerce.number().int().max(10).default(5) }),
    reply: z.strictObject({ items: z.array(z.string()) }),
  }),
  operation({
    subject: 'notes.read',
    method: 'GET',
    path: '/notes/:noteId',
    summary: 'A note',
    policy: { allow: 'signed_in' },
    params: z.strictObject({ noteId: z.uuid() }),
    reply: z.strictObject({ text: z.string() }),
  }),
  operation({
    subject: 'notes.template',
    method: 'GET',
    path: '/notes/template',
    summary: 'An empty note',
    policy: { allow: 'signed_in' },
    reply: z.strictObject({ text: z.string() }),
  }),
  operation({
    subject: 'notes.change',
    method: 'PUT',
    path: '/notes/:noteId',
    summary: 'Change a note',
    policy: { allow: ['hr'] },
    params: z.strictObject({ noteId: z.uuid() }),
    body: z.strictObject({ text: z.string() }),
    reply: z.strictObject({ version: z.int() }),
    idempotent: true,
    ifMatch: true,
  }),
];

interface Asked {
  readonly subject: string;
  readonly input: unknown;
  readonly call: Call;
}

function edge(answer: (asked: Asked) => unknown = () => ({ version: 4 })) {
  const asked: Asked[] = [];
  const client = {
    ask: async (served: { subject: string }, input: unknown, call: Call) => {
      if (served.subject === 'roles.resolveSession') {
        return { session: sessions[(input as { token: string }).token] ?? null };
      }
      const question = { subject: served.subject, input, call };
      asked.push(question);
      return answer(question);
    },
  } as unknown as ServiceClient;
  const app = express();
  app.use(requestContext(pino({ level: 'silent' })), sameOriginOnly, cookieParser(), express.json());
  app.use('/api/v1', operationRouter(notes, client, new Sessions(client)), problemMiddleware);
  return { asked, http: request(app) };
}

const as = (token: string): [string, string] => ['Cookie', `${sessionCookie}=${token}`];
const path = `/api/v1/notes/${noteId}`;

describe('the edge', () => {
  test('asks nobody anything for a caller without a session', async () => {
    const { http, asked } = edge();
    const answer = await http.get('/api/v1/notes');
    expect([answer.status, answer.body.code]).toEqual([401, 'session.missing']);
    expect(answer.type).toBe('application/problem+json');
    expect(asked).toEqual([]);
  });

  test('takes a fixed path for itself, not for the parameter of a contract that stands before it', async () => {
    const { http, asked } = edge();
    await http.get('/api/v1/notes/template').set(...as('employee'));
    await http.get(path).set(...as('employee'));
    expect(asked.map(({ subject }) => subject)).toEqual(['notes.template', 'notes.read']);
  });

  test('refuses an account without the grant before the service is asked', async () => {
    const { http, asked } = edge();
    const answer = await http
      .put(path)
      .set(...as('employee'))
      .send({ text: 'x' });
    expect([answer.status, answer.body.code]).toEqual([403, 'access.denied']);
    expect(asked).toEqual([]);
  });

  test('hands the parsed request on with the actor and the request id, and gives the version back as ETag', async () => {
    const { http, asked } = edge();
    const answer = await http
      .put(path)
      .set(...as('hr'))
      .set({ 'Idempotency-Key': 'key-00000001', 'If-Match': '"3"', 'X-Request-Id': 'click-0001' })
      .send({ text: 'x' });
    expect([answer.status, answer.get('etag'), answer.get('x-request-id')]).toEqual([200, '"4"', 'click-0001']);
    expect(asked).toEqual([
      {
        subject: 'notes.change',
        input: { params: { noteId }, query: {}, body: { text: 'x' }, idempotencyKey: 'key-00000001', ifMatch: 3 },
        call: { requestId: 'click-0001', companyId, actor: sessions.hr?.actor, locale: 'en' },
      },
    ]);
  });

  test.each([
    [
      'an unknown field',
      { text: 'x', more: 1 },
      { 'Idempotency-Key': 'key-00000001', 'If-Match': '"3"' },
      400,
      'request.invalid',
    ],
    ['a missing Idempotency-Key', { text: 'x' }, { 'If-Match': '"3"' }, 428, 'request.idempotency_key_missing'],
    ['a missing If-Match', { text: 'x' }, { 'Idempotency-Key': 'key-00000001' }, 428, 'request.if_match_missing'],
    ['another site’s page', { text: 'x' }, { Origin: 'https://evil.example' }, 403, 'request.cross_origin'],
  ])('refuses %s', async (_what, body, headers, status, code) => {
    const { http, asked } = edge();
    const answer = await http
      .put(path)
      .set(...as('hr'))
      .set(headers)
      .send(body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(asked).toEqual([]);
  });

  test('names the refused field', async () => {
    const { http } = edge();
    const answer = await http.get('/api/v1/notes?limit=99').set(...as('employee'));
    expect(answer.body.errors).toEqual([expect.objectContaining({ pointer: '/query/limit', code: 'too_big' })]);
  });

  test('passes a service’s refusal on, with when to come back', async () => {
    const { http } = edge(() => {
      throw new Problem(503, 'service.unavailable', 'away');
    });
    const answer = await http.get('/api/v1/notes').set(...as('employee'));
    expect([answer.status, answer.get('retry-after')]).toEqual([503, '5']);
  });

  test('says nothing of an unexpected failure but the request id', async () => {
    const { http } = edge(() => {
      throw new Error('secret of the house');
    });
    const answer = await http.get('/api/v1/notes').set(...as('employee'));
    expect([answer.status, answer.body.code]).toEqual([500, 'internal.unexpected']);
    expect(answer.text).not.toContain('secret');
    expect(answer.body.requestId).toBe(answer.get('x-request-id'));
  });
});

describe('the whole of the contracts', () => {
  test('has one operation a method and path, and one a subject', () => {
    const places = operations.map((each) => `${each.method} ${each.path.replace(/:\w+/g, ':')}`);
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
    expect(new Set(operations.map((each) => each.subject)).size).toBe(operations.length);
  });

  test('is described by OpenAPI operation by operation', () => {
    const { paths } = openApiDocument(operations) as { paths: Record<string, Record<string, { operationId: string }>> };
    const described = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map((method) => method.operationId),
    );
    expect(described).toEqual(expect.arrayContaining(operations.map((each) => each.subject)));
  });

  test('changes nothing without a key or a version where a person decides', () => {
    const decide = operations.find((each) => each.subject === 'cycles.decideTask');
    expect([decide?.idempotent, decide?.ifMatch]).toEqual([true, true]);
  });
});
