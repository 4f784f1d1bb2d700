import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpSource } from '../../../../libs/contracts/metrics/source-config.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { AllowList } from './allow-list.js';
import { HttpConnector } from './http-connector.js';
import type { SourceTotal } from './port.js';

type Handler = (request: IncomingMessage, response: ServerResponse, call: number) => void;

const october = { from: '2026-10-01', to: '2026-11-01' };
const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ id: `T${from + index}` }));

describe('the HTTP connector', () => {
  let server: Server;
  let handler: Handler;
  let requests: { url: string; authorization: string | undefined; at: number }[];
  let port: number;

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push({ url: request.url ?? '', authorization: request.headers.authorization, at: Date.now() });
      handler(request, response, requests.length);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    requests = [];
  });
  afterAll(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  );

  const json = (response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };

  async function fetchAll(
    dataset: Record<string, unknown> = {},
    source: Record<string, unknown> = {},
    allow = `127.0.0.1:${port},127.0.0.0/8`,
  ): Promise<{ ids: string[]; totals: readonly SourceTotal[] }> {
    const config = httpSource.parse({
      kind: 'http',
      mode: 'snapshot',
      inputs: ['touches_effective'],
      baseUrl: 'env:KAOHE_SOURCE_OA_URL',
      auth: { type: 'bearer', token: 'env:KAOHE_SOURCE_OA_TOKEN' },
      timeoutMs: 200,
      maxAttempts: 3,
      datasets: [
        {
          datasetId: 'touches',
          names: { 'zh-Hant': '觸達', 'zh-Hans': '触达', en: 'Touches' },
          path: '/oa/touches',
          query: { from: '{from}', to: '{to}', last: '{toInclusive}', since: '{fromInstant}' },
          mapping: {
            rowKey: ['id'],
            employeeCode: 'code',
            occurredOn: { column: 'day', as: 'date' },
            observations: [{ input: 'touches_effective', value: { constant: '1' } }],
          },
          ...dataset,
        },
      ],
      ...source,
    });
    const connector = new HttpConnector(config, {
      environment: { KAOHE_SOURCE_OA_URL: `http://127.0.0.1:${port}`, KAOHE_SOURCE_OA_TOKEN: 'secret' },
      allowList: new AllowList(allow),
      zone: 'Asia/Shanghai',
      retry: { firstDelayMs: 20, random: () => 1 },
    });
    const delivery = connector.fetch(october);
    const ids: string[] = [];
    for await (const row of delivery.rows) ids.push(String(row.raw.id));
    return { ids, totals: delivery.totals() };
  }

  async function refused(work: Promise<unknown>): Promise<Problem> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof Problem) return error;
    throw new Error(`expected a Problem, saw ${String(error)}`);
  }

  it('asks for the period with its credentials and takes the source’s totals', async () => {
    handler = (_, response) => json(response, { items: rows(0, 2), totals: { touches: 2 } });
    const { ids, totals } = await fetchAll({ totals: { touches_effective: 'totals.touches' } });
    expect(ids).toEqual(['T0', 'T1']);
    expect(totals).toEqual([{ datasetId: 'touches', measure: 'touches_effective', total: '2' }]);
    expect(requests).toEqual([
      expect.objectContaining({
        url: '/oa/touches?from=2026-10-01&to=2026-11-01&last=2026-10-31&since=2026-09-30T16%3A00%3A00Z',
        authorization: 'Bearer secret',
      }),
    ]);
  });

  it('refuses a stated total that it cannot read', async () => {
    handler = (_, response) => json(response, { items: [], totals: {} });
    const problem = await refused(fetchAll({ totals: { touches_effective: 'totals.touches' } }));
    expect(problem.code).toBe('source.total_unreadable');
  });

  it('follows numbered pages until a short one', async () => {
    handler = (request, response) => {
      const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('p'));
      json(response, { items: page < 3 ? rows(page * 2, page * 2 + 2) : rows(6, 7) });
    };
    const paging = { kind: 'page', pageParameter: 'p', size: 2 };
    expect((await fetchAll({ paging })).ids).toEqual(['T2', 'T3', 'T4', 'T5', 'T6']);
  });

  it('follows cursors until there is none', async () => {
    handler = (request, response) => {
      const cursor = Number(new URL(request.url ?? '', 'http://x').searchParams.get('cursor') ?? 0);
      json(response, { items: rows(cursor, cursor + 2), meta: { next: cursor < 4 ? cursor + 2 : null } });
    };
    expect((await fetchAll({ paging: { kind: 'cursor', nextPath: 'meta.next' } })).ids).toHaveLength(6);
  });

  it('follows Link headers', async () => {
    handler = (request, response, call) => {
      const more = call === 1 ? { link: `<${request.url}&page=2>; rel="next", </first>; rel="first"` } : undefined;
      json(response, rows(call, call + 1), more);
    };
    expect((await fetchAll({ itemsPath: '', paging: { kind: 'link' } })).ids).toEqual(['T1', 'T2']);
  });

  it('does not follow pages to another host', async () => {
    handler = (_, response) => json(response, rows(0, 1), { link: '<http://elsewhere.example/x>; rel="next"' });
    const problem = await refused(fetchAll({ itemsPath: '', paging: { kind: 'link' } }));
    expect(problem.code).toBe('source.page_elsewhere');
  });

  it('stops when a source answers the same page for ever', async () => {
    handler = (_, response) => json(response, { items: rows(0, 2) });
    const problem = await refused(fetchAll({ paging: { kind: 'page', size: 2 } }));
    expect(problem.code).toBe('source.pages_repeat');
    expect(requests).toHaveLength(2);
  });

  it('stops when a cursor comes back to where it was', async () => {
    let serial = 0;
    handler = (_, response, call) => {
      serial += 1;
      json(response, { items: rows(serial, serial + 1), next: call % 2 === 0 ? 'a' : 'b' });
    };
    expect((await refused(fetchAll({ paging: { kind: 'cursor' } }))).code).toBe('source.pages_repeat');
  });

  it('stops at the greatest number of pages', async () => {
    handler = (_, response, call) => json(response, { items: rows(call, call + 1), next: `c${call}` });
    const problem = await refused(fetchAll({ paging: { kind: 'cursor' } }, { maxPages: 4 }));
    expect(problem.code).toBe('source.pages_repeat');
    expect(requests).toHaveLength(4);
  });

  it('tries again after errors of the server, waiting longer each time', async () => {
    handler = (_, response, call) => (call < 3 ? response.writeHead(500).end() : json(response, { items: rows(0, 1) }));
    expect((await fetchAll()).ids).toEqual(['T0']);
    const [first, second, third] = requests.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(19);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(39);
  });

  it('waits as long as a busy source asks for', async () => {
    handler = (_, response, call) =>
      call === 1 ? response.writeHead(429, { 'retry-after': '1' }).end() : json(response, { items: [] });
    await fetchAll();
    expect((requests[1]?.at ?? 0) - (requests[0]?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('gives up after the last try, saying what it saw', async () => {
    handler = (_, response) => response.writeHead(503).end();
    const problem = await refused(fetchAll());
    expect(problem).toMatchObject({
      status: 503,
      code: 'source.unreachable',
      values: { attempts: 3, reason: 'HTTP 503' },
    });
    expect(requests).toHaveLength(3);
  });

  it.each([
    ['never answers', () => undefined],
    ['stops in the middle', (response: ServerResponse) => response.writeHead(200).write('{"items": [')],
  ])('does not wait for a source that %s', async (_, answer) => {
    handler = (_request, response) => void answer(response);
    const problem = await refused(fetchAll({}, { maxAttempts: 1 }));
    expect(problem.values?.reason).toBe('no answer within 200 ms');
  });

  it('tries again when the connection breaks or the answer is cut', async () => {
    handler = (_, response, call) => {
      if (call === 1) response.destroy();
      else if (call === 2) response.writeHead(200).end('{"items": [');
      else json(response, { items: rows(0, 1) });
    };
    expect((await fetchAll()).ids).toEqual(['T0']);
  });

  it.each([
    [401, 'source.not_authorised'],
    [302, 'source.refused'],
    [404, 'source.refused'],
  ])('does not repeat what will not change: HTTP %d', async (status, code) => {
    handler = (_, response) => response.writeHead(status, { location: 'http://127.0.0.1/' }).end();
    const problem = await refused(fetchAll());
    expect(problem).toMatchObject({ status: 422, code });
    expect(requests).toHaveLength(1);
  });

  it('refuses an answer without rows where they should be', async () => {
    handler = (_, response) => json(response, { items: [1, 2] });
    expect((await refused(fetchAll())).code).toBe('source.reply_unexpected');
  });

  it('goes nowhere that is not listed', async () => {
    expect((await refused(fetchAll({}, {}, 'oa.example.com'))).code).toBe('source.address_not_allowed');
    expect((await refused(fetchAll({}, {}, '127.0.0.1'))).code).toBe('source.address_private');
    expect(requests).toHaveLength(0);
  });

  it('names a variable that is not set, and sends nothing', async () => {
    const problem = await refused(fetchAll({}, { auth: { type: 'bearer', token: 'env:KAOHE_SOURCE_OTHER' } }));
    expect(problem).toMatchObject({ code: 'source.variable_missing', values: { name: 'KAOHE_SOURCE_OTHER' } });
    expect(requests).toHaveLength(0);
  });
});
