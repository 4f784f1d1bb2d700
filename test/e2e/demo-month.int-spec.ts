import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { people } from '../../apps/demo-office/src/company/people.js';
import { figuresOwner, systemsOwner } from '../../apps/demo-office/src/company/staff.js';
import { defaultSeed } from '../../apps/demo-office/src/config.js';
import { Board } from '../../apps/demo-office/src/demo/board.js';
import { uploadSurveys } from '../../apps/demo-office/src/demo/collect.js';
import { sameFigure } from '../../apps/demo-office/src/demo/numbers.js';
import { Office } from '../../apps/demo-office/src/demo/office.js';
import { setUp } from '../../apps/demo-office/src/demo/set-up.js';
import { erpOf } from '../../apps/demo-office/src/erp/erp.js';
import { erpReaderUrl, erpUrl, loadErp } from '../../apps/demo-office/src/erp/load.js';
import { expectedActuals } from '../../apps/demo-office/src/expected/expected.js';
import { monthlyKpisOf } from '../../apps/demo-office/src/expected/kpis.js';
import { filesOf } from '../../apps/demo-office/src/files.js';
import { month } from '../../apps/demo-office/src/month.js';
import { oaOf } from '../../apps/demo-office/src/office/oa.js';
import { ticketsOf } from '../../apps/demo-office/src/office/tickets.js';
import { officeServer } from '../../apps/demo-office/src/server/server.js';
import { sourceIds } from '../../apps/demo-office/src/source-definitions.js';
import { gatewayConfig } from '../../apps/gateway/src/config.js';
import { startGateway } from '../../apps/gateway/src/start-gateway.js';
import { MetricsModule } from '../../apps/metrics/src/app.module.js';
import { metricsConfig } from '../../apps/metrics/src/config.js';
import { RolesModule } from '../../apps/roles/src/app.module.js';
import { rolesProgram } from '../../apps/roles/src/command.js';
import { metricsHttp } from '../../libs/contracts/metrics/http.js';
import {
  collectionExceptions,
  computeRun,
  fetchSource,
  freezeCollection,
  openCollection,
  type PersonScoreResult,
  replayRuns,
  runResults,
} from '../../libs/contracts/metrics/messages.js';
import { companies } from '../../libs/contracts/roles/messages.js';
import { loadConfig, serviceConfig } from '../../libs/platform/config/index.js';
import { type Call, natsConnectionOptions, ServiceClient } from '../../libs/platform/messaging/index.js';
import { startService } from '../../libs/platform/service/index.js';
import { emptyDatabase, freshBus, freshDatabase, type TestDatabase } from '../support/servers.js';

const password = 'tall-bamboo-quiet-river';
const token = randomBytes(16).toString('hex');
const folder = mkdtempSync(join(tmpdir(), 'kaohe-month-'));
const cycleId = randomUUID();
const ends: (() => Promise<unknown>)[] = [];

let erp: Omit<TestDatabase, 'urlOf'>;
let office: Office;
let client: ServiceClient;
let call: Call;

beforeAll(async () => {
  erp = await emptyDatabase();
  ends.push(() => erp.drop());
  await loadErp(erp.url, password, erpOf(defaultSeed));
  for (const file of await filesOf(defaultSeed)) {
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), file.content);
  }
  const officePort = await startOffice();
  const database = await freshDatabase();
  ends.push(() => database.drop());
  const bus = await freshBus();
  const env = {
    ...bus,
    KAOHE_LOG_LEVEL: 'fatal',
    KAOHE_HEALTH_PORT: '0',
    KAOHE_DEMO_PASSWORD: password,
    KAOHE_SOURCE_ERP_URL: erpReaderUrl(erp.url, password),
    KAOHE_SOURCE_OA_URL: `http://127.0.0.1:${officePort}`,
    KAOHE_SOURCE_OA_TOKEN: token,
    KAOHE_SOURCE_TICKETS_URL: `http://127.0.0.1:${officePort}`,
    KAOHE_SOURCE_TICKETS_TOKEN: token,
    KAOHE_CONNECTOR_ALLOW: `127.0.0.1:${officePort},127.0.0.0/8`,
  };
  const rolesEnv = { ...env, KAOHE_SERVICE_DATABASE_URL: database.urlOf('roles') };
  for (const words of [
    ['company', 'create', '--name', '示範公司'],
    ['standards', 'load'],
  ]) {
    await rolesProgram({ env: rolesEnv, say: () => undefined }).parseAsync(words, { from: 'user' });
  }
  const forRoles = loadConfig(serviceConfig, rolesEnv);
  ended((await startService({ name: 'roles', module: RolesModule.with(forRoles), config: forRoles })).app);
  const forMetrics = metricsConfig({ ...env, KAOHE_SERVICE_DATABASE_URL: database.urlOf('metrics') });
  ended((await startService({ name: 'metrics', module: MetricsModule.with(forMetrics), config: forMetrics })).app);
  const gateway = ended(await startGateway(loadConfig(gatewayConfig, { ...env, PORT: '0', KAOHE_PARTS: '' })));
  client = new ServiceClient(natsConnectionOptions(forMetrics, 'test'));
  await client.connect();
  ends.push(() => client.close());
  const system: Call = { requestId: 'test', companyId: randomUUID(), actor: null, locale: 'en' };
  const [company] = (await client.ask(companies, {}, system)).companies;
  call = { ...system, companyId: company?.companyId ?? '' };
  office = new Office(
    { address: await gateway.getUrl(), password, adminLogin: 'admin', folder },
    new Board(() => undefined),
  );
}, 120_000);

afterAll(async () => {
  for (const end of ends.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

function ended(app: INestApplication): INestApplication {
  ends.push(() => app.close());
  return app;
}

async function startOffice(): Promise<number> {
  const server: Server = officeServer({ oa: oaOf(defaultSeed), tickets: ticketsOf(defaultSeed) }, token);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

it('the demo company comes in by the public API, and coming in twice changes nothing', async () => {
  await setUp(office);
  await setUp(office);
  expect(office.board.failures()).toEqual([]);
}, 120_000);

it('its four sources are read, and what does not fit is held back by name', async () => {
  const period = { kind: 'month' as const, from: month.from, to: month.to };
  await client.ask(
    openCollection,
    { cycleId, period, sourceIds: [...sourceIds], personIds: people.map((person) => office.idOf(person.code)) },
    call,
  );
  const outcomes = await Promise.all(
    ['erp', 'oa', 'tickets'].map((sourceId) => client.ask(fetchSource, { cycleId, sourceId }, call)),
  );
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['loaded', 'loaded', 'loaded']);
  await uploadSurveys(office, cycleId);
  const { items } = await (await office.as(figuresOwner)).ask(metricsHttp.listCycleSources, { params: { cycleId } });
  const held = Object.fromEntries(
    [
      ...items,
      ...(await (await office.as(systemsOwner)).ask(metricsHttp.listCycleSources, { params: { cycleId } })).items,
    ].map((source) => [
      source.sourceId,
      Object.fromEntries(source.quarantinedByReason.map(({ reason, rows }) => [reason, rows])),
    ]),
  );
  expect(held).toEqual({
    erp: { duplicate_row: 6, unknown_person: expect.any(Number) },
    oa: { duplicate_row: 12, unknown_person: 7, out_of_period: 3 },
    tickets: { unknown_person: 5, not_a_time: 2 },
    survey: {
      unknown_person: 2,
      out_of_period: 1,
      unknown_choice: 1,
      not_a_number: 1,
      out_of_range: 1,
      duplicate_row: 4,
    },
  });
  const { reconciliations } = await client.ask(collectionExceptions, { cycleId }, call);
  const unexplained = reconciliations.filter((one) => one.explained === null);
  expect(unexplained.map((one) => `${one.sourceId} ${one.measure}`)).toEqual(['tickets tickets_received']);
  expect(office.board.failures()).toEqual([]);
}, 120_000);

it('every actual of everybody equals the one computed by SQL straight from the sources', async () => {
  await client.ask(freezeCollection, { cycleId }, call);
  const personIds = people.map((person) => office.idOf(person.code));
  const run = await client.ask(computeRun, { cycleId, requestKey: 'test/first', personIds, exclusions: [] }, call);
  expect([run.scored, run.blocked]).toEqual([people.length - 1, 1]);
  const results = await allResults(run.runId);
  const standards = join(process.cwd(), 'apps/roles/standards');
  const kpis = readdirSync(standards)
    .filter((file) => file.endsWith('.v1.json'))
    .flatMap((file) => monthlyKpisOf(JSON.parse(readFileSync(join(standards, file), 'utf8'))));
  const expected = await expectedActuals(erpUrl(erp.url), folder, kpis);
  const actuals = new Map(
    results.flatMap(({ personId, lines }) => lines.map((line) => [`${personId} ${line.kpiId}`, line.actual])),
  );
  const wrong = expected
    .map((one) => ({ ...one, kaohe: actuals.get(`${office.idOf(one.employeeCode)} ${one.kpiId}`) ?? null }))
    .filter((one) => !sameFigure(one.actual, one.kaohe));
  expect(wrong).toEqual([]);
  expect(expected.length).toBeGreaterThan(250);
  const totals = results.map((result) => Number(result.total)).filter((total) => total > 0);
  expect(Math.min(...totals)).toBeGreaterThan(50);
  expect(Math.max(...totals)).toBeLessThan(120);
}, 120_000);

it('the run computes again to the last digit', async () => {
  const replay = await client.ask(replayRuns, { cycleId }, call);
  expect(replay).toMatchObject({ runs: 1, people: people.length, differences: [] });
}, 60_000);

async function allResults(runId: string): Promise<PersonScoreResult[]> {
  const results: PersonScoreResult[] = [];
  for (let after: string | undefined; ; ) {
    const page = await client.ask(runResults, { runId, limit: 100, ...(after ? { after } : {}) }, call);
    results.push(...page.results);
    if (page.next === null) return results;
    after = page.next;
  }
}
