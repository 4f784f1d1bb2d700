import { setTimeout as sleep } from 'node:timers/promises';
import { inTransaction, openDatabase } from '../../../../libs/platform/database/index.js';
import { ChainFixture, company } from '../testing/chain-fixture.js';

const append = `select audit.append('${company}', null, null, 'thing.happened', 'thing', $1, null, null, '{"a":1}', null, null)`;

let chain: ChainFixture;
beforeAll(async () => {
  chain = await ChainFixture.open();
});
afterAll(() => chain.close());

const subjects = async (): Promise<string[]> => {
  const rows: { subject_id: string }[] = await chain.owner.query(
    `select e.subject_id from audit.seal s join audit.entry e using (company_id, entry_id) order by s.seq`,
  );
  return rows.map((row) => row.subject_id);
};

test('an entry waits while a transaction older than its own runs, and is then sealed after what that one wrote', async () => {
  const older = chain.service.createQueryRunner();
  await older.startTransaction();
  await older.query(`select set_config('kaohe.company_id', $1, true)`, [company]);
  await older.query(append, ['late committer']);
  await inTransaction(chain.service, { companyId: company }, (transaction) =>
    transaction.query(append, ['early committer']),
  );
  expect(await chain.sealAll()).toBe(0);
  await older.commitTransaction();
  await older.release();
  expect(await chain.sealAll()).toBe(2);
  expect(await subjects()).toEqual(['late committer', 'early committer']);
});

test('twenty connections that write, wait and roll back while the sealer runs leave a gapless chain of all that was committed', async () => {
  const writers = await openDatabase(chain.serviceUrl, { applicationName: 'writers', poolSize: 20 });
  let writing = true;
  const sealing = (async () => {
    while (writing) {
      await chain.service.query('select audit.seal_entries(100)');
      await sleep(3);
    }
  })();
  let committed = 2;
  const write = async (writer: number): Promise<void> => {
    for (let round = 0; round < 25; round += 1) {
      const rollBack = (writer + round) % 7 === 0;
      const entries = 1 + ((writer * round) % 4);
      await inTransaction(writers, { companyId: company }, async (transaction) => {
        for (let entry = 0; entry < entries; entry += 1) {
          await transaction.query(append, [`${writer}/${round}/${entry}`]);
          if ((writer + entry) % 5 === 0) await sleep(10);
        }
        if (rollBack) throw new Error('rolled back');
      }).catch((error: Error) => {
        if (error.message !== 'rolled back') throw error;
      });
      if (!rollBack) committed += entries;
    }
  };
  await Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)));
  writing = false;
  await sealing;
  await chain.sealAll();
  await writers.destroy();

  const [counts] = await chain.owner.query(
    `select count(*)::int as links, max(seq)::int as last, (select count(*)::int from audit.entry) as entries from audit.seal`,
  );
  expect(counts).toEqual({ links: committed, last: committed, entries: committed });
  await chain.anchor();
  expect(await chain.verify()).toMatchObject({ outcome: 'clean', entries: committed, altered: [], incomplete: [] });
}, 60_000);

test('of two sealers at once one works and the other is told so', async () => {
  const first = chain.service.createQueryRunner();
  await first.startTransaction();
  await first.query('select audit.seal_entries(10)');
  const [row] = await chain.service.query('select audit.seal_entries(10) as sealed');
  await first.rollbackTransaction();
  await first.release();
  expect(row.sealed).toBeNull();
});

test('after a restore under a server with lower transaction numbers nothing is passed over or sealed twice', async () => {
  await chain.write(20);
  await chain.sealAll();
  await chain.write(5, 100);
  // As a restored dump looks to its new server: everything in it was written by transactions of the future.
  await chain.tamper(
    `update audit.entry set xid = (xid::text::bigint + 1000000000)::text::xid8 where not exists (
       select from audit.seal s where s.entry_id = entry.entry_id)`,
    `update audit.sealer set last_xid = (last_xid::text::bigint + 1000000000)::text::xid8`,
  );
  const before = (await subjects()).length;
  await chain.write(7, 200);
  expect(await chain.sealAll()).toBe(12);
  await chain.write(3, 300);
  expect(await chain.sealAll()).toBe(3);
  expect(new Set((await subjects()).slice(before))).toEqual(
    new Set([100, 101, 102, 103, 104, 200, 201, 202, 203, 204, 205, 206, 300, 301, 302].map((no) => `no-${no}`)),
  );
  expect(await chain.verify()).toMatchObject({ outcome: 'clean' });
});

describe('the audit service’s own login', () => {
  test.each([
    ['change an entry', `update audit.entry set reason = 'x'`],
    ['remove an entry', 'delete from audit.entry'],
    ['empty the entries', 'truncate audit.entry'],
    ['write a link', `insert into audit.seal select * from audit.seal limit 1`],
    ['change a link', 'update audit.seal set seq = seq + 1'],
    ['exchange a key', `update audit.person_key set key = sha256('x')`],
    ['move the sealer', `update audit.sealer set last_xid = '0'`],
    [
      'date an entry',
      `insert into audit.entry (company_id, at, action, subject_type, subject_id) values ('${company}', now(), 'a.b', 'x', 'y')`,
    ],
  ])('may not %s', async (_, statement) => {
    await expect(
      inTransaction(chain.service, { companyId: company }, (transaction) => transaction.query(statement)),
    ).rejects.toThrow(/permission denied/);
  });

  test('writes and reads in its transaction’s company only', async () => {
    const other = '0198c0de-0000-7000-8000-00000000beef';
    await expect(
      inTransaction(chain.service, { companyId: other }, (transaction) => transaction.query(append, ['foreign'])),
    ).rejects.toThrow(/row-level security/);
    const rows = await inTransaction(chain.service, { companyId: other }, (transaction) =>
      transaction.query(
        'select from audit.entry union all select from audit.seal union all select from audit.person_key',
      ),
    );
    expect(rows).toEqual([]);
  });
});

test.each([
  ['change an entry', `update audit.entry set reason = 'x'`],
  ['remove an entry', 'delete from audit.entry'],
  ['empty the entries', 'truncate audit.entry'],
  ['change a link', `update audit.seal set hash = sha256('x')`],
  ['remove a link', 'delete from audit.seal'],
  ['exchange a key', `update audit.person_key set key = sha256('x')`],
  ['remove a key', 'delete from audit.person_key'],
])('even the owner is refused to %s', async (_, statement) => {
  await expect(chain.owner.query(statement)).rejects.toThrow(/not changed|neither changed nor removed|not exchanged/);
});
