import { z } from 'zod';
import type { Operation } from '../../../libs/contracts/route.js';
import { credentials } from './session.controller.js';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document, made from the contracts the routes are served by. */
export function openApiDocument(operations: readonly Operation[]): Json {
  const paths: Record<string, Json> = {
    '/api/v1/session': { post: signInPath, delete: signOutPath },
    '/api/v1/events': { get: eventsPath },
    '/api/health': { get: healthPath },
  };
  for (const operation of operations) {
    const path = `/api/v1${operation.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kaohe',
      version: '1',
      description:
        'Appraisal cycles: standards, sources, scores, reviews and their evidence. Decimals travel as strings.',
    },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-kaohe_session' } },
      schemas: { Problem: problemSchema },
    },
    security: [{ session: [] }],
  };
}

function describe(operation: Operation): Json {
  const { allow } = operation.policy;
  return {
    operationId: operation.subject,
    tags: [operation.subject.split('.')[0]],
    summary: operation.summary,
    'x-allowed': allow,
    ...(allow === 'public' ? { security: [] } : {}),
    parameters: [
      ...parameters(operation.params, 'path'),
      ...parameters(operation.query, 'query'),
      ...(operation.idempotent
        ? [header('Idempotency-Key', 'A fresh key for each intended change; the same key answers the same.')]
        : []),
      ...(operation.ifMatch ? [header('If-Match', 'The version that was read, e.g. "3".')] : []),
    ],
    ...requestBody(operation),
    responses: { '200': success(operation), default: problemResponse },
  };
}

function parameters(schema: z.ZodType, place: 'path' | 'query'): Json[] {
  const object = jsonSchema(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(object.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (object.required ?? []).includes(name),
    schema: property,
  }));
}

const header = (name: string, description: string): Json => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

function requestBody(operation: Operation): Json {
  if (operation.transfer === 'upload') {
    const file = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: file } } } };
  }
  if (operation.method === 'GET' || operation.method === 'DELETE') return {};
  return {
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(operation.body, 'input') } } },
  };
}

function success(operation: Operation): Json {
  if (operation.transfer === 'download') {
    return {
      description: 'The file',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    };
  }
  return { description: 'Done', content: { 'application/json': { schema: jsonSchema(operation.reply, 'output') } } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable: translate by it.' },
    detail: { type: 'string' },
    values: { type: 'object' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    requestId: { type: 'string' },
  },
};
const problemResponse: Json = {
  description: 'What happened, the value seen, the next step (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const signInPath: Json = {
  operationId: 'session.signIn',
  tags: ['session'],
  summary: 'Sign in; the answer sets the session cookie',
  security: [],
  requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(credentials, 'input') } } },
  responses: { '204': { description: 'Signed in' }, default: problemResponse },
};
const signOutPath: Json = {
  operationId: 'session.signOut',
  tags: ['session'],
  summary: 'Sign out',
  responses: { '204': { description: 'Signed out' }, default: problemResponse },
};
const eventsPath: Json = {
  operationId: 'events.stream',
  tags: ['notifications'],
  summary: 'Server-sent events: new notifications, and with `cycle` that cycle’s board (HR, auditor)',
  parameters: [{ name: 'cycle', in: 'query', required: false, schema: { type: 'string', format: 'uuid' } }],
  responses: {
    '200': { description: 'The stream', content: { 'text/event-stream': { schema: { type: 'string' } } } },
    default: problemResponse,
  },
};
const healthPath: Json = {
  operationId: 'health',
  tags: ['health'],
  summary: 'Whether every part is well',
  security: [],
  responses: { '200': { description: 'All parts are well' }, '503': { description: 'At least one is not' } },
};
