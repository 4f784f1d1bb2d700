import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { INestApplication } from '@nestjs/common';
import { auditHttp } from '../../../libs/contracts/audit/http.js';
import { entriesOf } from '../../../libs/contracts/audit/messages.js';
import type { Actor } from '../../../libs/contracts/values.js';
import { natsConnectionOptions, receiveFile, ServiceClient } from '../../../libs/platform/messaging/index.js';
import { startService } from '../../../libs/platform/service/index.js';
import { freshBus } from '../../../test/support/servers.js';
import { AuditModule } from './app.module.js';
import { auditConfig } from './config.js';
import { ChainFixture, company } from './testing/chain-fixture.js';

let chain: ChainFixture;
let app: INestApplication;
let client: ServiceClient;

beforeAll(async () => {
  chain = await ChainFixture.open();
  const config = auditConfig.parse({
    ...(await freshBus()),
    KAOHE_SERVICE_DATABASE_URL: chain.serviceUrl,
    KAOHE_HEALTH_PORT: '0',
    KAOHE_LOG_LEVEL: 'fatal',
    KAOHE_DATA: chain.dataFolder,
    KAOHE_ANCHORING: 'external',
  });
  ({ app } = await startService({ name: 'audit', module: AuditModule.with(config), config }));
  client = new ServiceClient(natsConnectionOptions(config, 'spec'));
  await client.connect();
}, 30_000);
afterAll(async () => {
  await client.close();
  await app.close();
  await chain.close();
});

const nothing = { params: {}, query: {}, body: {} };
const callAs = (...grants: Actor['grants']) => ({
  requestId: 'spec',
  companyId: company,
  locale: 'en',
  actor: { accountId: randomUUID(), personId: null, sessionId: randomUUID(), grants, sourceIds: [] },
});

test('an entry is sealed within a second of its commit', async () => {
  await chain.write(10);
  await sleep(1_000);
  const { chain: state } = await client.ask(auditHttp.verificationStatus, nothing, callAs('auditor'));
  expect(state).toMatchObject({ sealed: 10, unsealed: 0, headHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test('another service reads the entries of a subject in order, with their places in the chain', async () => {
  const subjects = [
    { type: 'appraisal', id: 'no-4' },
    { type: 'appraisal', id: 'no-2' },
  ];
  const { entries, next } = await client.ask(entriesOf, { subjects, limit: 200 }, { ...callAs(), actor: null });
  expect(entries.map(({ subjectId, seq }) => [subjectId, seq])).toEqual([
    ['no-2', 2],
    ['no-4', 4],
  ]);
  expect(next).toBeNull();
});

test('a verification is started, runs beside the requests, and tells what it found', async () => {
  await chain.anchor();
  const started = await client.ask(auditHttp.startVerification, nothing, callAs('hr'));
  expect(started.state).toBe('running');
  let status = started;
  for (let look = 0; status.state === 'running' && look < 50; look += 1) {
    await sleep(100);
    status = await client.ask(auditHttp.verificationStatus, nothing, callAs('hr'));
  }
  expect(status).toMatchObject({ state: 'clean', firstBadSeq: null, problems: [], anchors: 1 });
  expect(status.entries).toBeGreaterThanOrEqual(10);
});

test('an auditor exports the chain; others may not', async () => {
  await expect(client.ask(auditHttp.exportEntries, nothing, callAs('hr', 'administrator'))).rejects.toMatchObject({
    status: 403,
  });
  const file = await client.ask(auditHttp.exportEntries, nothing, callAs('auditor'));
  const parts: Buffer[] = [];
  for await (const part of receiveFile(client, 'audit', file, callAs('auditor'))) parts.push(part);
  const lines = gunzipSync(Buffer.concat(parts)).toString().trimEnd().split('\n');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ format: 'kaohe-audit-export-1', companyId: company });
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ end: { links: expect.any(Number) } });
});

test('what was looked at and what was done are told apart, and reading the history is itself a look', async () => {
  const asked = (kind: 'reads' | 'acts') =>
    client.ask(auditHttp.listEntries, { ...nothing, query: { kind, limit: 500 } }, callAs('auditor'));
  const acts = await asked('acts');
  expect(acts.items.length).toBeGreaterThanOrEqual(10);
  expect(acts.items.filter(({ action }) => /[._]read$/.test(action))).toEqual([]);
  const reads = await asked('reads');
  expect(new Set(reads.items.map(({ action }) => action))).toEqual(new Set(['audit.history_read']));
});
