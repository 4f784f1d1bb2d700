import { createHash, randomBytes } from 'node:crypto';
import { commitmentOf, genesisHash, hashOf, type Link } from '../chain/link.js';
import { readKeys, readLinks } from '../chain/read-links.js';
import { inSnapshot } from '../chain/read-only.js';
import { type ChainFixture, company } from './chain-fixture.js';

const tables = ['audit.entry', 'audit.seal', 'audit.person_key', 'audit.sealer'] as const;

/** Somebody with every right in the database and the knowledge of this code; without the anchors' key. */
export class Intruder {
  constructor(private readonly chain: ChainFixture) {}

  /** Keeps the tables as they are under a name, to bring them back later. */
  async backUp(name: string): Promise<void> {
    for (const table of tables) await this.chain.owner.query(`create table ${backup(name, table)} as table ${table}`);
  }

  async restore(name: string): Promise<void> {
    await this.chain.tamper(
      ...tables.flatMap((table) => [
        `delete from ${table}`,
        `insert into ${table} select * from ${backup(name, table)}`,
      ]),
    );
  }

  /** Gives every link from `seq` on the hash it should have, as if it had always been so. */
  async rehashFrom(seq: number): Promise<void> {
    const { links, keys } = await this.read();
    let previous = seq === 1 ? genesisHash(company) : (links[seq - 2]?.hash ?? '');
    const rehashed = links.slice(seq - 1).map((old, index) => {
      const link = withHash({ ...old, seq: seq + index, prevHash: previous }, keys);
      previous = link.hash;
      return link;
    });
    await this.chain.tamper(`delete from audit.seal where seq >= ${seq}`);
    await this.chain.owner.query(
      `insert into audit.seal (company_id, seq, entry_id, key_id, commitment, prev_hash, hash)
       select $1, l.seq, l.entry_id, l.key_id, decode(l.commitment, 'hex'), decode(l.prev_hash, 'hex'), decode(l.hash, 'hex')
       from jsonb_to_recordset($2::jsonb)
         as l(seq bigint, entry_id uuid, key_id uuid, commitment text, prev_hash text, hash text)`,
      [
        company,
        JSON.stringify(
          rehashed.map((link) => ({
            seq: link.seq,
            entry_id: link.entryId,
            key_id: link.keyId,
            commitment: link.commitment,
            prev_hash: link.prevHash,
            hash: link.hash,
          })),
        ),
      ],
    );
  }

  private async read(): Promise<{ links: Link[]; keys: Map<string, Buffer | null> }> {
    return inSnapshot(this.chain.service, company, async (runner) => {
      const links: Link[] = [];
      for await (const link of readLinks(runner, company)) links.push(link);
      return { links, keys: await readKeys(runner, company) };
    });
  }
}

function withHash(link: Link, keys: ReadonlyMap<string, Buffer | null>): Link {
  if (!link.entry) throw new Error(`link ${link.seq} has no entry`);
  const key = keys.get(link.keyId);
  const committed = { ...link, commitment: key ? commitmentOf(key, link.entry) : link.commitment };
  return { ...committed, hash: hashOf(committed, link.entry) };
}

const backup = (name: string, table: string): string => `public.${name}_${table.replace('.', '_')}`;
export const randomHash = (): string => createHash('sha256').update(randomBytes(16)).digest('hex');
