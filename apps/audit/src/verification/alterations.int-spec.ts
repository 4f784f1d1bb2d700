import { generateKeyPairSync, randomInt } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Anchor, anchorFileName, anchorFileText, fileHash, signAnchor } from '../anchors/anchor.js';
import { ChainFixture, company, person } from '../testing/chain-fixture.js';
import { Intruder, randomHash } from '../testing/intruder.js';

/** Each kind is tried this often, at places drawn anew. */
const rounds = [1, 2, 3, 4, 5, 6, 7, 8];
const length = 120;
const anchoredAt = [50, 100, length];

let chain: ChainFixture;
let intruder: Intruder;
let honestAnchors: string;

beforeAll(async () => {
  chain = await ChainFixture.open();
  intruder = new Intruder(chain);
  let written = 0;
  for (const upTo of anchoredAt) {
    await chain.write(upTo - written, written + 1);
    written = upTo;
    await chain.sealAll();
    await chain.anchor();
    await intruder.backUp(`at_${upTo}`);
  }
  honestAnchors = join(chain.dataFolder, 'honest');
  for (const folder of chain.places.folders) cpSync(folder, join(honestAnchors, folder), { recursive: true });
}, 60_000);
afterAll(() => chain.close());

/** Undoes what the intruder did; the honest chain must then be clean again, or the next finding proves nothing. */
afterEach(async () => {
  await intruder.restore(`at_${length}`);
  for (const folder of chain.places.folders) {
    rmSync(folder, { recursive: true, force: true });
    cpSync(join(honestAnchors, folder), folder, { recursive: true });
  }
  expect(await chain.verify()).toMatchObject({ outcome: 'clean', entries: length, anchors: 3 });
});

const aPlace = (): number => randomInt(2, length);
const theEntry = (seq: number): string => `entry_id = (select entry_id from audit.seal where seq = ${seq})`;
/** The first anchor that has seen a link tells when everything after it was hashed anew. */
const firstAnchorFrom = (seq: number): number => anchoredAt.find((anchored) => anchored >= seq) ?? 0;

test('the honest chain is clean', async () => {
  expect(await chain.verify()).toMatchObject({ outcome: 'clean', firstBadSeq: null, altered: [], incomplete: [] });
});

describe('1 an edited column is found, and its place named', () => {
  const columns = {
    at: `at + interval '1 microsecond'`,
    xid: `(xid::text::bigint + 1)::text::xid8`,
    actor_account_id: `'${person(7)}'`,
    actor_person_id: 'null',
    action: `'appraisal.undone'`,
    subject_type: `'task'`,
    subject_id: `subject_id || ' '`,
    about_person_id: `'${person(8)}'`,
    before: `before || '{"n": 1.5}'`,
    after: `after - 'no'`,
    reason: `coalesce(reason || '.', '')`,
    request_id: `''`,
  };
  test.each(Object.entries(columns))('%s of an entry', async (column, value) => {
    const seq = randomInt(1, length + 1);
    await chain.tamper(`update audit.entry set ${column} = ${value} where ${theEntry(seq)}`);
    expect(await chain.verify()).toMatchObject({ outcome: 'altered', firstBadSeq: seq });
  });
  test.each([
    ['commitment', `sha256('x')`],
    ['prev_hash', `sha256('x')`],
    ['hash', `sha256('x')`],
    ['key_id', `(select key_id from audit.person_key k where k.key_id <> seal.key_id limit 1)`],
  ])('%s of a link', async (column, value) => {
    const seq = randomInt(1, length + 1);
    await chain.tamper(`update audit.seal set ${column} = ${value} where seq = ${seq}`);
    expect(await chain.verify()).toMatchObject({ outcome: 'altered', firstBadSeq: seq });
  });
  test('a key of the details', async () => {
    await chain.tamper(`update audit.person_key set key = sha256('x') where owner_id = '${person(1)}'`);
    expect(await chain.verify()).toMatchObject({ outcome: 'altered', firstBadSeq: 1 });
  });
  test('details taken away with their key, as if the person had been erased', async () => {
    await chain.tamper(
      `update audit.person_key set key = null, destroyed_at = now() where owner_id = '${person(2)}'`,
      `update audit.entry set before = null, after = null, reason = null where about_person_id = '${person(2)}'`,
    );
    expect(await chain.verify()).toMatchObject({
      outcome: 'altered',
      firstBadSeq: 2,
      altered: [expect.objectContaining({ code: 'audit.erasure_unrecorded' })],
    });
  });
});

describe('2 what is deleted from the middle is found', () => {
  test.each(rounds)('the entry and its link, round %i', async () => {
    const seq = aPlace();
    await chain.tamper(`delete from audit.entry where ${theEntry(seq)}`, `delete from audit.seal where seq = ${seq}`);
    expect(await chain.verify()).toMatchObject({ outcome: 'altered', firstBadSeq: seq });
  });
  test.each(rounds)('the entry alone, round %i', async () => {
    const seq = aPlace();
    await chain.tamper(`delete from audit.entry where ${theEntry(seq)}`);
    expect(await chain.verify()).toMatchObject({ outcome: 'altered', firstBadSeq: seq });
  });
  test.each(rounds)('the link alone, round %i', async () => {
    const seq = aPlace();
    await chain.tamper(`delete from audit.seal where seq = ${seq}`);
    expect(await chain.verify()).toMatchObject({ outcome: 'altered', firstBadSeq: seq });
  });
});

test.each(rounds)('3 a tail cut off is found, round %i', async () => {
  const seq = aPlace();
  await chain.tamper(
    `delete from audit.entry where entry_id in (select entry_id from audit.seal where seq > ${seq})`,
    `delete from audit.seal where seq > ${seq}`,
    `update audit.sealer set (last_xid, last_entry_id) =
       (select xid, entry_id from audit.entry order by xid desc, entry_id desc limit 1)`,
  );
  expect(await chain.verify()).toMatchObject({ outcome: 'altered', firstBadSeq: seq + 1 });
});

test('3 a chain cut off as a whole is found', async () => {
  await chain.tamper('delete from audit.entry', 'delete from audit.seal', 'delete from audit.person_key');
  expect(await chain.verify()).toMatchObject({ outcome: 'altered', firstBadSeq: 1 });
});

describe('4 swapped entries are found', () => {
  const swap = (a: number, b: number, columns: string): string =>
    `update audit.seal one set (${columns}) = (select ${columns} from audit.seal other where other.seq = ${a + b} - one.seq)
     where seq in (${a}, ${b})`;
  test.each(rounds)('the entries two links stand for, round %i', async () => {
    const place = aPlace();
    const [a, b] = [place - 1, randomInt(place, length + 1)];
    // One after the other around the unique keys, which a swap in one statement trips over.
    await chain.tamper('alter table audit.seal drop constraint seal_company_id_entry_id_key', swap(a, b, 'entry_id'));
    expect(await chain.verify()).toMatchObject({ outcome: 'altered', firstBadSeq: a });
    await intruder.restore(`at_${length}`);
    await chain.owner.query('alter table audit.seal add unique (company_id, entry_id)');
  });
  test.each(rounds)('their contents, round %i', async () => {
    const place = aPlace();
    const [a, b] = [place - 1, randomInt(place, length + 1)];
    const columns = 'subject_id, before, after, reason';
    await chain.tamper(
      `update audit.entry one set (${columns}) = (
         select ${columns} from audit.entry other join audit.seal theirs using (company_id, entry_id)
         where theirs.seq = ${a + b} - mine.seq)
       from audit.seal mine where mine.entry_id = one.entry_id and mine.seq in (${a}, ${b})`,
    );
    expect(await chain.verify()).toMatchObject({ outcome: 'altered', firstBadSeq: a });
  });
});

describe('5 an inserted entry is found', () => {
  const copyOf = (seq: number, entryId: string): string =>
    `insert into audit.entry select company_id, ${entryId}, at, xid, actor_account_id, actor_person_id, action, subject_type,
       'forged', about_person_id, before, after, reason, request_id from audit.entry where ${theEntry(seq)}`;
  test.each(rounds)('among those that are sealed, without a link, round %i', async () => {
    const seq = aPlace();
    await chain.tamper(copyOf(seq, `(left(entry_id::text, 24) || '${randomHash().slice(0, 12)}')::uuid`));
    expect(await chain.verify()).toMatchObject({ outcome: 'altered' });
  });
  test.each(rounds)('with a link, the later ones moved up, round %i', async () => {
    const seq = aPlace();
    const hash = randomHash();
    await chain.tamper(
      copyOf(seq, `'${person(4711)}'`),
      `update audit.seal set seq = seq + 100000 where seq >= ${seq}`,
      `update audit.seal set seq = seq - 99999 where seq >= 100000`,
      `update audit.seal set prev_hash = decode('${hash}', 'hex') where seq = ${seq + 1}`,
      `insert into audit.seal select company_id, ${seq}, '${person(4711)}', key_id, commitment, hash, decode('${hash}', 'hex')
       from audit.seal where seq = ${seq - 1}`,
    );
    expect(await chain.verify()).toMatchObject({ outcome: 'altered', firstBadSeq: seq });
  });
});

test.each(rounds)('6 an edit with all later links hashed anew is found, round %i', async () => {
  const seq = aPlace();
  await chain.tamper(`update audit.entry set after = '{"state":"forged"}' where ${theEntry(seq)}`);
  await intruder.rehashFrom(seq);
  expect(await chain.verify()).toMatchObject({
    outcome: 'altered',
    firstBadSeq: firstAnchorFrom(seq),
    altered: expect.arrayContaining([expect.objectContaining({ code: 'audit.anchor_differs' })]),
  });
});

test('7 a chain rewritten as a whole is found', async () => {
  await chain.tamper(`update audit.entry set subject_id = 'forged'`, `update audit.person_key set key = sha256(key)`);
  await intruder.rehashFrom(1);
  expect(await chain.verify()).toMatchObject({ outcome: 'altered', firstBadSeq: 50 });
});

describe('8 a restored old backup is found', () => {
  test.each([50, 100])('of %i entries', async (upTo) => {
    await intruder.restore(`at_${upTo}`);
    expect(await chain.verify()).toMatchObject({ outcome: 'altered', firstBadSeq: upTo + 1 });
  });
  test.each([50, 100])('of %i entries that was then written on', async (upTo) => {
    await intruder.restore(`at_${upTo}`);
    await chain.write(100, 5_000);
    await chain.sealAll();
    expect(await chain.verify()).toMatchObject({ outcome: 'altered', firstBadSeq: firstAnchorFrom(upTo + 1) });
  });
});

describe('9 exchanged anchors are found', () => {
  const inEveryPlace = (work: (folder: string) => void): void => chain.places.folders.forEach(work);
  const file = (folder: string, no: number): string => join(folder, anchorFileName(no));
  const read = (folder: string, no: number): Anchor => JSON.parse(readFileSync(file(folder, no), 'utf8'));

  test('two with each other', async () => {
    inEveryPlace((folder) => {
      const [one, two] = [readFileSync(file(folder, 1)), readFileSync(file(folder, 2))];
      writeFileSync(file(folder, 1), two);
      writeFileSync(file(folder, 2), one);
    });
    expect(await chain.verify()).toMatchObject({ outcome: 'altered' });
  });
  test('one for a copy of another under its number', async () => {
    inEveryPlace((folder) => writeFileSync(file(folder, 3), anchorFileText({ ...read(folder, 2), no: 3 })));
    expect(await chain.verify()).toMatchObject({ outcome: 'altered' });
  });
  test.each([
    ['a hash', (it: Anchor) => ({ ...it, streams: it.streams.map((stream) => ({ ...stream, hash: randomHash() })) })],
    ['a seq', (it: Anchor) => ({ ...it, streams: it.streams.map((stream) => ({ ...stream, seq: stream.seq - 1 })) })],
    ['the time', (it: Anchor) => ({ ...it, at: '2020-01-01T00:00:00.000Z' })],
    ['a stream, left out', (it: Anchor) => ({ ...it, streams: [] })],
  ])('%s of one', async (_, change) => {
    inEveryPlace((folder) => writeFileSync(file(folder, 2), anchorFileText(change(read(folder, 2)))));
    expect(await chain.verify()).toMatchObject({ outcome: 'altered' });
  });
  test('all, for those of a key of the intruder’s own', async () => {
    await chain.tamper(`update audit.entry set subject_id = 'forged'`);
    await intruder.rehashFrom(1);
    const [{ hash }] = await chain.owner.query(
      `select encode(hash, 'hex') as hash from audit.seal where seq = ${length}`,
    );
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    let previous: string | null = null;
    const forged = [1, 2, 3].map((no) => {
      const streams = [{ companyId: company, seq: length, hash }];
      const { kind, at } = read(chain.places.folders[0] ?? '', no);
      const text = anchorFileText(signAnchor({ no, kind, at, previous, streams }, privateKey));
      previous = fileHash(text);
      return text;
    });
    inEveryPlace((folder) => {
      for (const [index, text] of forged.entries()) writeFileSync(file(folder, index + 1), text);
      writeFileSync(join(folder, 'anchor-public-key.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
    });
    expect(await chain.verify()).toMatchObject({
      outcome: 'altered',
      altered: expect.arrayContaining([expect.objectContaining({ code: 'audit.anchor_signature' })]),
    });
  });
  test('in one place only', async () => {
    const [place = ''] = chain.places.folders;
    writeFileSync(file(place, 3), readFileSync(file(place, 2)));
    expect(await chain.verify()).toMatchObject({ outcome: 'altered' });
  });
  test('one taken away in every place leaves the series incomplete', async () => {
    inEveryPlace((folder) => rmSync(file(folder, 2)));
    expect(await chain.verify()).toMatchObject({ outcome: 'incomplete' });
  });
  test('one taken away in one place is missed there', async () => {
    rmSync(file(chain.places.folders[1] ?? '', 2));
    expect(await chain.verify()).toMatchObject({
      outcome: 'incomplete',
      incomplete: [expect.objectContaining({ code: 'audit.anchor_copy_missing' })],
    });
  });
});
