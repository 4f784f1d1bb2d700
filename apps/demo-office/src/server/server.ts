import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { OfficeSystem } from '../office/records.js';
import { pageOf, pageRequest } from './answers.js';
import { BadDays } from './bad-days.js';

/** The OA and the ticket system in one process, by the first part of the path. */
export interface OfficeSystems {
  readonly oa: OfficeSystem;
  readonly tickets: OfficeSystem;
}

interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export function officeServer(systems: OfficeSystems, token: string): Server {
  const badDays = new BadDays();
  return createServer((request, response) => {
    const { status, body, headers } = answerTo(request, systems, token, badDays);
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
    response.end(JSON.stringify(body));
  });
}

function answerTo(request: IncomingMessage, systems: OfficeSystems, token: string, badDays: BadDays): Answer {
  const url = new URL(request.url ?? '/', 'http://office');
  if (url.pathname === '/health') return { status: 200, body: { status: 'ok' } };
  if (!isBearer(request, token)) return { status: 401, body: { error: 'send the bearer token' } };
  if (request.method !== 'GET') return { status: 405, body: { error: 'this API is read only' } };
  return answerPage(systems, badDays, url);
}

function answerPage(systems: OfficeSystems, badDays: BadDays, url: URL): Answer {
  const [, systemName = '', collectionName = ''] = url.pathname.split('/');
  const system = systemName === 'oa' || systemName === 'tickets' ? systems[systemName] : undefined;
  const collection = system?.collections.find((one) => one.name === collectionName);
  if (!system || !collection) return { status: 404, body: { error: `no collection at ${url.pathname}` } };
  const page = pageRequest(url.searchParams);
  if (!page) return { status: 400, body: { error: 'from and to as YYYY-MM-DD, cursor and limit as whole numbers' } };
  return badDays.at(url.pathname, page.cursor) ?? { status: 200, body: pageOf(system, collection, page) };
}

function isBearer(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
