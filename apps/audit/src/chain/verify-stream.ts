import type { VerificationProblem } from '../../../../libs/contracts/audit/http.js';
import { commitmentOf, genesisHash, hashOf, type Link, type LinkedEntry } from './link.js';

/** What a place outside the database says about a stream. */
export interface AnchoredHash {
  readonly anchorNo: number;
  readonly seq: number;
  readonly hash: string;
}

export interface StreamCheck {
  readonly links: number;
  readonly erasedKeys: number;
  readonly altered: readonly VerificationProblem[];
}

export const erasureAction = 'audit.person_erased';
/** Enough to see the extent of the damage; a chain rewritten as a whole has one at each link. */
const mostKept = 1_000;
const mostReported = 20;

/** Walks one company's chain from its first link and compares it with the anchors. Reads each link once, keeps none. */
export async function verifyStream(
  companyId: string,
  links: AsyncIterable<Link>,
  keys: ReadonlyMap<string, Buffer | null>,
  anchored: readonly AnchoredHash[],
): Promise<StreamCheck> {
  const check = new StreamWalk(companyId, keys, anchored);
  for await (const link of links) check.step(link);
  return check.finish();
}

class StreamWalk {
  private readonly altered: VerificationProblem[] = [];
  private readonly anchoredAt: ReadonlyMap<number, readonly AnchoredHash[]>;
  /** Keys without a secret, with the first link they cover. */
  private readonly destroyed = new Map<string, number>();
  private readonly recordedErasures = new Set<string>();
  private expectedSeq = 1;
  private previousHash: string;
  private links = 0;

  constructor(
    companyId: string,
    private readonly keys: ReadonlyMap<string, Buffer | null>,
    private readonly anchored: readonly AnchoredHash[],
  ) {
    this.previousHash = genesisHash(companyId);
    this.anchoredAt = bySeq(anchored);
  }

  step(link: Link): void {
    this.links += 1;
    if (link.seq !== this.expectedSeq)
      this.report('audit.seq_missing', this.expectedSeq, missing(this.expectedSeq, link));
    else if (link.prevHash !== this.previousHash)
      this.report('audit.link_broken', link.seq, 'The link does not follow the hash of the one before it.');
    if (link.entry) this.checkEntry(link, link.entry);
    else this.report('audit.entry_missing', link.seq, `The entry ${link.entryId} of this link is gone.`);
    for (const anchor of this.anchoredAt.get(link.seq) ?? []) {
      if (anchor.hash !== link.hash)
        this.report('audit.anchor_differs', link.seq, `Anchor ${anchor.anchorNo} holds another hash of this link.`);
    }
    // From the link as it stands: a second alteration further on is found by itself.
    this.previousHash = link.hash;
    this.expectedSeq = link.seq + 1;
  }

  private checkEntry(link: Link, entry: LinkedEntry): void {
    if (hashOf(link, entry) !== link.hash)
      this.report('audit.hash_differs', link.seq, `The entry ${link.entryId} is not the one that was sealed.`);
    this.checkDetails(link, entry);
    if (entry.action === erasureAction) this.recordedErasures.add(erasedKeyOf(entry));
  }

  private checkDetails(link: Link, entry: LinkedEntry): void {
    const key = this.keys.get(link.keyId);
    const erased = entry.before === null && entry.after === null && entry.reason === null;
    if (key === undefined) this.report('audit.key_missing', link.seq, `The key ${link.keyId} of the details is gone.`);
    else if (key !== null) {
      if (commitmentOf(key, entry) !== link.commitment)
        this.report(
          'audit.details_differ',
          link.seq,
          `The details of entry ${link.entryId} are not those that were sealed.`,
        );
    } else if (erased) {
      if (!this.destroyed.has(link.keyId)) this.destroyed.set(link.keyId, link.seq);
    } else
      this.report(
        'audit.details_after_erasure',
        link.seq,
        `Entry ${link.entryId} has details although its key was destroyed.`,
      );
  }

  finish(): StreamCheck {
    for (const [keyId, seq] of this.destroyed) {
      if (!this.recordedErasures.has(keyId))
        this.report('audit.erasure_unrecorded', seq, `The key ${keyId} was destroyed without an entry that says so.`);
    }
    const last = this.expectedSeq - 1;
    const beyond = this.anchored.filter((anchor) => anchor.seq > last);
    if (beyond.length > 0) {
      const furthest = Math.max(...beyond.map((anchor) => anchor.seq));
      this.report('audit.seq_missing', last + 1, `The chain ends at ${last}, an anchor knows it up to ${furthest}.`);
    }
    return {
      links: this.links,
      erasedKeys: this.destroyed.size,
      altered: this.altered.toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0)).slice(0, mostReported),
    };
  }

  private report(code: string, seq: number, detail: string): void {
    if (this.altered.length < mostKept) this.altered.push({ code, seq, detail });
  }
}

const missing = (expected: number, found: Link): string =>
  found.seq > expected
    ? `Links ${expected} to ${found.seq - 1} are gone.`
    : `Link ${found.seq} stands where ${expected} belongs.`;

function bySeq(anchored: readonly AnchoredHash[]): Map<number, AnchoredHash[]> {
  const groups = new Map<number, AnchoredHash[]>();
  for (const anchor of anchored) {
    const group = groups.get(anchor.seq);
    if (group) group.push(anchor);
    else groups.set(anchor.seq, [anchor]);
  }
  return groups;
}

function erasedKeyOf(entry: LinkedEntry): string {
  const after: unknown = entry.after === null ? null : JSON.parse(entry.after);
  return String((after as { keyId?: unknown } | null)?.keyId);
}
