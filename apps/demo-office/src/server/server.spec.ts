import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultSeed } from '../config.js';
import { oaOf } from '../office/oa.js';
import { ticketsOf } from '../office/tickets.js';
import { officeServer } from './server.js';

const systems = { oa: oaOf(defaultSeed), tickets: ticketsOf(defaultSeed) };
const october = 'from=2026-10-01&to=2026-11-01';
let server: Server;

beforeEach(async () => {
  server = officeServer(systems, 'a-token-of-the-demo');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, token = 'a-token-of-the-demo'): Promise<Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });

interface Page {
  items: { id: string }[];
  next: string | null;
  totals: Record<string, number>;
}

it('gives every record once over its pages, with the totals it states', async () => {
  const ids: string[] = [];
  let totals: Record<string, number> = {};
  for (let cursor: string | null = '0'; cursor !== null; ) {
    const page: Page = await (await ask(`/oa/leads?${october}&limit=100&cursor=${cursor}`)).json();
    ids.push(...page.items.map((item) => item.id));
    totals = page.totals;
    cursor = page.next;
  }
  const leads = systems.oa.collections.find((one) => one.name === 'leads');
  expect(ids).toEqual(leads?.records.map((record) => record.id));
  expect(totals.leads_qualified).toBe(ids.length);
});

it('gives no more than a thousand records a page', async () => {
  const page: Page = await (await ask(`/oa/touches?${october}&limit=50000`)).json();
  expect([page.items.length, page.next]).toEqual([1000, '1000']);
});

it('answers a period it has nothing of with nothing', async () => {
  const page: Page = await (await ask('/oa/leads?from=2026-11-01&to=2026-12-01')).json();
  expect(page).toEqual({ items: [], next: null, totals: { leads_qualified: 0, leads_won: 0 } });
});

it('states the month’s totals for a year that holds it, and none for a part of the month', async () => {
  const year: Page = await (await ask('/oa/leads?from=2026-01-01&to=2027-01-01&limit=1')).json();
  const monthsPage: Page = await (await ask(`/oa/leads?${october}&limit=1`)).json();
  expect(year.totals).toEqual(monthsPage.totals);
  const half: Page = await (await ask('/oa/leads?from=2026-10-01&to=2026-10-16&limit=1')).json();
  expect(half.totals).toEqual({});
});

it('shows nothing without its token, and its health to everybody', async () => {
  expect((await ask(`/oa/leads?${october}`, 'another-token')).status).toBe(401);
  expect((await ask('/health', '')).status).toBe(200);
});

it('fails the same requests at the first try and answers them at the second', async () => {
  const busy = await ask(`/oa/touches?${october}&cursor=3000`);
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '1']);
  expect((await ask(`/oa/touches?${october}&cursor=3000`)).status).toBe(200);
  expect((await ask(`/tickets/tickets?${october}&cursor=400`)).status).toBe(500);
  expect((await ask(`/tickets/tickets?${october}&cursor=400`)).status).toBe(200);
});

it('says what is wrong with a request', async () => {
  expect((await ask('/oa/leads?from=october&to=2026-11-01')).status).toBe(400);
  expect((await ask(`/oa/nothing?${october}`)).status).toBe(404);
});
