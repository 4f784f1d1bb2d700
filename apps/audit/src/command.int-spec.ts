import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Actor } from '../../../libs/contracts/values.js';
import type { AuditCall } from './caller.js';
import { runAuditCommand } from './command.js';
import { EntriesService } from './entries/entries.service.js';
import { ErasureService } from './erasure/erasure.service.js';
import { ChainFixture, company, person } from './testing/chain-fixture.js';

let chain: ChainFixture;
let file: string;
beforeAll(async () => {
  chain = await ChainFixture.open();
  file = join(chain.dataFolder, 'chain.jsonl.gz');
  await chain.write(60);
  await chain.sealAll();
});
afterAll(() => chain.close());

async function kaohe(...argv: string[]): Promise<{ exitCode: number; output: string }> {
  const lines: string[] = [];
  const write = (text: string): void => void lines.push(text);
  const offline = argv.includes('--offline');
  const env = {
    KAOHE_DATA: chain.dataFolder,
    // An address that nothing listens at: offline must not need it.
    KAOHE_SERVICE_DATABASE_URL: offline ? 'postgres://nobody@127.0.0.1:1/none' : chain.serviceUrl,
  };
  const exitCode = await runAuditCommand(['audit', ...argv], { env, say: write, complain: write });
  return { exitCode, output: lines.join('\n') };
}

const callOf = (actor: Partial<Actor>): AuditCall => ({
  requestId: 'spec',
  companyId: company,
  locale: 'en',
  actor: {
    accountId: randomUUID(),
    personId: person(50),
    sessionId: randomUUID(),
    grants: [],
    sourceIds: [],
    ...actor,
  },
});

test('without anchors a verification is incomplete and exits with 2', async () => {
  const { exitCode, output } = await kaohe('verify');
  expect(exitCode).toBe(2);
  expect(output).toContain('audit.no_anchors');
});

test('the first anchor of a day is the daily one, the next an hourly one, in both places, with a key only its owner reads', async () => {
  expect((await kaohe('anchor')).output).toMatch(/^Anchor 1 \(daily\) of 1 stream\(s\), root [0-9a-f]{64}\.$/);
  expect((await kaohe('anchor')).output).toMatch(/^Anchor 2 \(hourly\)/);
  for (const folder of chain.places.folders) expect(existsSync(join(folder, '00000002.json'))).toBe(true);
  expect(statSync(join(chain.places.keysFolder, 'anchor-key.pem')).mode & 0o777).toBe(0o600);
  expect(await kaohe('verify')).toMatchObject({
    exitCode: 0,
    output: expect.stringContaining('60 sealed entries and 2 anchors'),
  });
});

test('a key that others may read is not used', async () => {
  const key = join(chain.places.keysFolder, 'anchor-key.pem');
  chmodSync(key, 0o644);
  expect(await kaohe('anchor')).toMatchObject({ exitCode: 3, output: expect.stringContaining('chmod 600') });
  chmodSync(key, 0o600);
});

test('a lost key is asked for, and no other made beside the anchors it signed', async () => {
  const key = join(chain.places.keysFolder, 'anchor-key.pem');
  const content = readFileSync(key);
  rmSync(key);
  expect(await kaohe('anchor')).toMatchObject({ exitCode: 3, output: expect.stringContaining('Restore it') });
  writeFileSync(key, content, { mode: 0o600 });
});

describe('an exported chain', () => {
  const lines = (): string[] => gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  const rewrite = (changed: string[]): void => writeFileSync(file, gzipSync(`${changed.join('\n')}\n`));

  beforeEach(async () => {
    expect(await kaohe('export', file)).toMatchObject({ exitCode: 0 });
    await chain.sealAll();
  });

  test('verifies without a database', async () => {
    await kaohe('anchor');
    await kaohe('export', file);
    expect(await kaohe('verify', '--export', file, '--offline')).toMatchObject({ exitCode: 0 });
  });

  test('verifies with anchors and a public key brought along', async () => {
    await kaohe('anchor');
    await kaohe('export', file);
    const [, copy = ''] = chain.places.folders;
    const brought = ['--anchors', copy, '--public-key', join(copy, 'anchor-public-key.pem')];
    expect(await kaohe('verify', '--export', file, '--offline', ...brought)).toMatchObject({ exitCode: 0 });
  });

  test('that was altered is found, with the first bad seq', async () => {
    rewrite(lines().map((line) => (line.includes('"subjectId":"no-7"') ? line.replace('no-7', 'no-8') : line)));
    expect(await kaohe('verify', '--export', file, '--offline')).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining('First bad seq: 7.'),
    });
  });

  test('whose tail was taken is found by the anchors', async () => {
    rewrite([...lines().slice(0, -30), lines().at(-1) ?? '']);
    expect((await kaohe('verify', '--export', file, '--offline')).exitCode).toBe(1);
  });

  test('that was cut off in the middle of its bytes says so and hangs nowhere', async () => {
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, whole.length - 20));
    const { exitCode, output } = await kaohe('verify', '--export', file, '--offline');
    expect(output).toContain('audit.export_incomplete');
    expect(exitCode).toBeGreaterThan(0);
  });
});

test('--offline without a file is refused as a wrong use, not as an altered chain', async () => {
  expect((await kaohe('verify', '--offline')).exitCode).toBe(3);
  expect((await kaohe('verify', '--no-such-option')).exitCode).toBe(3);
});

describe('erasing a person', () => {
  const input = (key: string) => ({
    params: { personId: person(3) },
    query: {},
    body: { reason: 'asked for by the person' },
    idempotencyKey: key,
  });

  test('is for administrators, and never about themselves', async () => {
    const erasure = new ErasureService(chain.service);
    await expect(erasure.erasePerson(input('key-1'), callOf({ grants: ['auditor', 'hr'] }))).rejects.toMatchObject({
      status: 403,
    });
    await expect(
      erasure.erasePerson(input('key-1'), callOf({ grants: ['administrator'], personId: person(3) })),
    ).rejects.toMatchObject({ status: 403 });
  });

  test('destroys the details about them alone, once per key, and the chain still verifies', async () => {
    const erasure = new ErasureService(chain.service);
    const administrator = callOf({ grants: ['administrator'] });
    expect(await erasure.erasePerson(input('key-2'), administrator)).toEqual({ entriesErased: 10 });
    expect(await erasure.erasePerson(input('key-2'), administrator)).toEqual({ entriesErased: 10 });
    await chain.sealAll();
    await kaohe('anchor');

    const rows: { mine: boolean; details: boolean }[] = await chain.owner.query(
      `select about_person_id is not distinct from $1 as mine, before is not null as details from audit.entry
       where action = 'appraisal.decided' group by 1, 2 order by 1`,
      [person(3)],
    );
    expect(rows).toEqual([
      { mine: false, details: true },
      { mine: true, details: false },
    ]);
    const { exitCode, output } = await kaohe('verify');
    expect(output).toContain('1 recorded erasure(s)');
    expect(exitCode).toBe(0);
    await kaohe('export', file);
    expect((await kaohe('verify', '--export', file, '--offline')).exitCode).toBe(0);
  });
});

describe('the list of entries', () => {
  const query = { limit: 5, action: 'appraisal' };
  const list = (call: AuditCall, more: { cursor?: string; personId?: string } = {}) =>
    new EntriesService(chain.service).list({ params: {}, query: { ...query, ...more }, body: {} }, call);

  test('is for auditors and HR', async () => {
    await expect(list(callOf({ grants: ['administrator', 'data_owner'] }))).rejects.toMatchObject({ status: 403 });
  });

  test('comes newest first by pages without repeating or losing one', async () => {
    const auditor = callOf({ grants: ['auditor'] });
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await list(auditor, cursor === undefined ? {} : { cursor });
      seen.push(...page.items.map((item) => item.subjectId));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => `no-${60 - index}`));
  });

  test('leaves out what is about its reader', async () => {
    const page = await list(callOf({ grants: ['hr'], personId: person(1) }), { personId: person(1) });
    expect(page.items).toEqual([]);
  });

  test('is itself an entry', async () => {
    const auditor = callOf({ grants: ['auditor'], personId: person(77) });
    await list(auditor);
    const rows = await chain.owner.query(`select action from audit.entry where actor_person_id = $1`, [person(77)]);
    expect(rows).toEqual([{ action: 'audit.history_read' }]);
  });
});
