import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PackManifest, packPaths } from '../../../../libs/contracts/audit/evidence-pack.js';
import { projectRoot } from '../../../../libs/platform/config/index.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { writeZip, type ZipEntry } from '../../../../libs/platform/zip/index.js';
import { runAuditCommand } from '../command.js';
import { auditConfig } from '../config.js';
import { SegmentService } from '../segment/segment.service.js';
import { ChainFixture, company, person } from '../testing/chain-fixture.js';
import { checkPack } from './check-pack.js';

const appraisalId = '0198c0de-0000-7000-8000-0000000000a1';
const call = { requestId: 'test', companyId: company, actor: null, locale: 'en' };
type Files = Record<string, Buffer>;

let chain: ChainFixture;
let segments: SegmentService;
let files: Files;

beforeAll(async () => {
  chain = await ChainFixture.open();
  segments = new SegmentService(
    chain.service,
    auditConfig.parse({
      KAOHE_DATA: chain.dataFolder,
      KAOHE_SERVICE_DATABASE_URL: chain.serviceUrl,
      NATS_URL: 'nats://127.0.0.1:1',
      KAOHE_HEALTH_PORT: '1',
    }),
  );
  await chain.write(5);
  await about(appraisalId, person(1), 'manager_review');
  await chain.write(5, 6);
  await about(appraisalId, person(1), 'released');
  await about(appraisalId, null, 'copied');
  await chain.write(3, 11);
  await chain.sealAll();
  await chain.anchor();
  files = await packed();
}, 120_000);
afterAll(() => chain.close());

const about = (subject: string, whose: string | null, stage: string) =>
  inTransaction(chain.service, { companyId: company }, (transaction) =>
    transaction.query(
      `select audit.append($1, null, $2, 'appraisal.moved', 'appraisal', $3, $4, null, $5::jsonb, 'why', 'r')`,
      [company, person(9), subject, whose, JSON.stringify({ stage, total: '91.48' })],
    ),
  );

/** A pack as cycles makes it: the published example as its score, the segment as this service gives it. */
async function packed(): Promise<Files> {
  const request = { appraisalIds: [appraisalId] };
  const { segment } = await segments.segment({ ...request, personIds: [person(1)] }, call);
  if (!segment) throw new Error('nothing is sealed');
  const { links } = await segments.links({ ...request, from: segment.from, to: segment.to, limit: 200 }, call);
  const { from, to, keys, anchor, publicKey } = segment;
  const lines = [
    { format: 'kaohe-audit-segment-1', companyId: company, from, to },
    ...keys.map((key) => ({ key })),
    ...links.map((link) => ({ link })),
  ];
  const example = (name: string) => readFileSync(join(projectRoot, 'docs/formats/examples', name));
  return {
    'README.txt': Buffer.from('read me'),
    [packPaths.standard]: example('standard.json'),
    [packPaths.inputs]: example('inputs.json'),
    [packPaths.run]: example('run.json'),
    [packPaths.segment]: Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
    ...(anchor ? { [packPaths.anchor]: Buffer.from(anchor) } : {}),
    ...(publicKey ? { [packPaths.publicKey]: Buffer.from(publicKey) } : {}),
  };
}

const manifestOf = (content: Files): PackManifest => ({
  format: 'kaohe-evidence-pack-1',
  companyId: company,
  madeAt: '2026-11-06T02:00:00.000Z',
  locale: 'en',
  appraisals: [
    {
      folder: '',
      appraisalId,
      personId: person(1),
      cycleId: person(50),
      kind: 'month',
      period: { from: '2026-10-01', to: '2026-11-01' },
      runNo: 1,
      recomputable: true,
    },
  ],
  files: Object.entries(content).map(([path, bytes]) => ({
    path,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })),
});

async function write(content: Files, manifest = manifestOf(content)): Promise<string> {
  const entries = async function* (): AsyncGenerator<ZipEntry> {
    for (const [path, bytes] of Object.entries(content)) yield { path, content: [bytes] };
    yield { path: packPaths.manifest, content: [Buffer.from(JSON.stringify(manifest))] };
  };
  const parts: Buffer[] = [];
  for await (const part of writeZip(entries(), new Date('2026-11-06T02:00:00Z'))) parts.push(part);
  const file = join(chain.dataFolder, 'pack.zip');
  writeFileSync(file, Buffer.concat(parts));
  return file;
}

const check = async (content: Files, manifest?: PackManifest) =>
  checkPack(await write(content, manifest), { keysFolder: chain.places.keysFolder });
const codes = async (content: Files, manifest?: PackManifest) =>
  (await check(content, manifest)).altered.map(({ code }) => code);

/** The same pack with a line of its history changed, and a manifest that agrees with it. */
const withLine = (change: (text: string) => string): Files => ({
  ...files,
  [packPaths.segment]: Buffer.from(change(files[packPaths.segment]!.toString())),
});

test('a pack as it was made is clean: its entries, its anchor, its score', async () => {
  const result = await check(files);
  expect(result).toMatchObject({ outcome: 'clean', entries: 3, anchors: 1, altered: [], incomplete: [] });
  expect(result.notes.join(' ')).toContain('1 of 1 score(s) computed again');
});

test('details stand with what it is about alone, and no key over anybody else’s is in it', () => {
  const lines = files[packPaths.segment]!.toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const links = lines.flatMap((line) => (line.link ? [line.link] : []));
  const told = links.filter(({ entry }) => entry.after !== null);
  expect(told.map(({ entry }) => entry.subjectId)).toEqual([appraisalId, appraisalId, appraisalId]);
  expect(links.length).toBeGreaterThan(told.length);
  const [key] = lines.flatMap((line) => (line.key ? [line.key.keyId] : []));
  expect(links.filter(({ keyId }) => keyId === key).every(({ entry }) => entry.aboutPersonId === person(1))).toBe(true);
});

test.each<[string, () => Files, string]>([
  [
    'a figure',
    () => ({ ...files, [packPaths.inputs]: changed(packPaths.inputs, '310000.50', '910000.50') }),
    'pack.score_differs',
  ],
  [
    'a score',
    () => ({ ...files, [packPaths.run]: changed(packPaths.run, '"grade": "A"', '"grade": "S"') }),
    'pack.score_differs',
  ],
  ['details of an entry', () => withLine((text) => text.replace('91.48', '99.99')), 'audit.details_differ'],
  ['who acted', () => withLine((text) => text.replace(person(9), person(8))), 'audit.hash_differs'],
  ['a link taken out', () => withLine((text) => text.split('\n').toSpliced(4, 1).join('\n')), 'audit.seq_missing'],
  [
    'the end cut off',
    () => withLine((text) => text.trimEnd().split('\n').slice(0, -1).join('\n')),
    'audit.seq_missing',
  ],
  [
    'the anchor',
    () => ({ ...files, [packPaths.anchor]: changed(packPaths.anchor, '"no": 1', '"no": 2') }),
    'audit.anchor_signature',
  ],
])('%s changed together with the manifest is found all the same', async (_, tampered, code) => {
  expect(await codes(tampered())).toContain(code);
});

function changed(path: string, from: string, to: string): Buffer {
  const text = files[path]!.toString();
  expect(text).toContain(from);
  return Buffer.from(text.replace(from, to));
}

test('a file changed, added or taken out without the manifest is named', async () => {
  const manifest = manifestOf(files);
  expect(await codes({ ...files, 'README.txt': Buffer.from('read ne') }, manifest)).toEqual(['pack.file_differs']);
  expect(await codes({ ...files, 'more.txt': Buffer.from('x') }, manifest)).toEqual(['pack.file_unlisted']);
  const { [packPaths.anchor]: _, ...without } = files;
  expect(await codes(without, manifest)).toEqual(['pack.file_missing']);
});

test('a pack whose anchor is gone is incomplete, a file that is no pack altered', async () => {
  const { [packPaths.anchor]: _, ...without } = files;
  expect(await check(without)).toMatchObject({ outcome: 'incomplete', incomplete: [{ code: 'audit.no_anchors' }] });
  const file = join(chain.dataFolder, 'pack.zip');
  writeFileSync(file, 'nothing');
  expect(checkPack(file, {})).toMatchObject({ outcome: 'altered', altered: [{ code: 'pack.unreadable' }] });
});

test('the command prints it and ends with its exit code', async () => {
  const said: string[] = [];
  const terminal = {
    env: { KAOHE_DATA: chain.dataFolder },
    say: (text: string) => said.push(text),
    complain: (text: string) => said.push(text),
  };
  expect(await runAuditCommand(['audit', 'check-pack', await write(files)], terminal)).toBe(0);
  expect(said.join('\n')).toContain('Clean: nothing was altered.');
  const other = { ...files, [packPaths.run]: Buffer.from('{}') };
  expect(await runAuditCommand(['audit', 'check-pack', await write(other)], terminal)).toBe(1);
  expect(await runAuditCommand(['audit', 'check-pack', join(chain.dataFolder, 'absent.zip')], terminal)).toBe(3);
});

test('entries after the newest anchor make it incomplete, a later pack is whole', async () => {
  await about(appraisalId, person(1), 'acknowledged');
  await chain.sealAll();
  expect(await check(await packed())).toMatchObject({
    outcome: 'incomplete',
    incomplete: [{ code: 'audit.anchors_stale' }],
  });
  await chain.anchor();
  await chain.write(2, 20);
  await chain.sealAll();
  await chain.anchor();
  const whole = await packed();
  expect(await check(whole)).toMatchObject({ outcome: 'clean', entries: 4 });
  // Not further than the first anchor that covers it.
  expect(JSON.parse(whole[packPaths.anchor]!.toString()).no).toBe(2);
});

test('nothing is given where nothing is sealed, and no key of the company for the asking', async () => {
  const other = '0198c0de-0000-7000-8000-0000000000b2';
  expect(await segments.segment({ appraisalIds: [other], personIds: [] }, call)).toEqual({ segment: null });
  const { segment } = await segments.segment({ appraisalIds: [appraisalId], personIds: [company] }, call);
  expect(segment?.keys).toEqual([]);
});
