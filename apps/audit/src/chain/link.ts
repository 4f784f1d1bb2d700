import { createHash } from 'node:crypto';

/** An entry with its place in the chain, all values as the text that was hashed. Hashes are lower-case hex. */
export interface Link {
  readonly companyId: string;
  readonly seq: number;
  readonly entryId: string;
  readonly keyId: string;
  readonly commitment: string;
  readonly prevHash: string;
  readonly hash: string;
  /** null: the link stands, its entry is gone. */
  readonly entry: LinkedEntry | null;
}

export interface LinkedEntry {
  readonly at: string;
  readonly xid: string;
  readonly actorAccountId: string | null;
  readonly actorPersonId: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly aboutPersonId: string | null;
  readonly requestId: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
}

const format = 'kaohe.audit.1';

/** A JSON array of strings and nulls in the spelling of PostgreSQL's json_build_array: `, ` between the items. */
const jsonArray = (values: readonly (string | null)[]): string =>
  `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;

export const genesisHash = (companyId: string): string =>
  createHash('sha256')
    .update(jsonArray([format, companyId]))
    .digest('hex');

export const commitmentOf = (key: Buffer, { before, after, reason }: LinkedEntry): string =>
  createHash('sha256')
    .update(key)
    .update(jsonArray([before, after, reason]))
    .digest('hex');

export function hashOf(link: Link, entry: LinkedEntry): string {
  return createHash('sha256')
    .update(link.prevHash, 'hex')
    .update(
      jsonArray([
        format,
        link.companyId,
        String(link.seq),
        link.entryId,
        entry.at,
        entry.xid,
        entry.actorAccountId,
        entry.actorPersonId,
        entry.action,
        entry.subjectType,
        entry.subjectId,
        entry.aboutPersonId,
        entry.requestId,
        link.keyId,
        link.commitment,
      ]),
    )
    .digest('hex');
}
