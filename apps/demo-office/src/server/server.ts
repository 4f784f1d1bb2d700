import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { OfficeSystem } from '../office/records.js';
import { pageOf, pageRequest } from './answers.js';
import { BadDays } from './bad-days.js';

/** The OA and the ticket system in one process, by the first part of the path. */
export interface OfficeSystems {
  readonly oa: OfficeSystem;
  readonly tickets: OfficeSystem;
}

export function officeServer(systems: OfficeSystems, token: string): Server {
  const badDays = new BadDays();
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://office');
    if (url.pathname === '/health') return answer(response, 200, { status: 'ok' });
    if (!isBearer(request, token)) return answer(response, 401, { error: 'send the bearer token' });
    if (request.method !== 'GET') return answer(response, 405, { error: 'this API is read only' });
    answerPage(systems, badDays, url, response);
  });
}

function answerPage(systems: OfficeSystems, badDays: BadDays, url: URL, response: ServerResponse): void {
  const [, systemName = '', collectionName = ''] = url.pathname.split('/');
  const system = systemName === 'oa' || systemName === 'tickets' ? systems[systemName] : undefined;
  const collection = system?.collections.find((one) => one.name === collectionName);
  if (!system || !collection) return answer(response, 404, { error: `no collection at ${url.pathname}` });
  const page = pageRequest(url.searchParams);
  if (!page) return answer(response, 400, { error: 'from and to as YYYY-MM-DD, cursor and limit as whole numbers' });
  const bad = badDays.at(url.pathname, page.cursor);
  if (bad?.status === 429) {
    response.setHeader('Retry-After', String(bad.retryAfterSeconds));
    return answer(response, 429, { error: 'too many requests' });
  }
  if (bad) return answer(response, bad.status, { error: 'try again' });
  answer(response, 200, pageOf(system, collection, page));
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function isBearer(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
