import type { KeyObject } from 'node:crypto';
import {
  type PackManifest,
  packPaths,
  type SegmentLine,
  segmentLine,
} from '../../../../libs/contracts/audit/evidence-pack.js';
import type { VerificationProblem } from '../../../../libs/contracts/audit/http.js';
import { anchor, isSignedBy } from '../anchors/anchor.js';
import { commitmentOf, hashOf, type Link, type LinkedEntry } from '../chain/link.js';
import { PackError, parsed } from './pack-file.js';

export interface SegmentCheck {
  /** About the pack's appraisals. */
  readonly entries: number;
  readonly anchors: number;
  readonly erasures: number;
  readonly altered: readonly VerificationProblem[];
  readonly incomplete: readonly VerificationProblem[];
  readonly notes: readonly string[];
}

type Read = (path: string) => Buffer | undefined;

/** The part of the chain in a pack: every link follows the one before it, the details are those that were sealed, the anchor holds its hash. */
export function checkSegment(manifest: PackManifest, read: Read, key: KeyObject | undefined): SegmentCheck {
  const content = read(packPaths.segment);
  if (!content)
    return {
      ...nothing,
      incomplete: [
        { code: 'pack.no_history', seq: null, detail: 'Nothing was sealed about it when the pack was made.' },
      ],
    };
  const walk = new SegmentWalk(manifest);
  for (const [index, line] of content.toString().split('\n').entries())
    if (line !== '') walk.step(parsed(segmentLine, Buffer.from(line), `line ${index + 1} of ${packPaths.segment}`));
  return walk.finish(read(packPaths.anchor), key);
}

const nothing: SegmentCheck = { entries: 0, anchors: 0, erasures: 0, altered: [], incomplete: [], notes: [] };

class SegmentWalk {
  private readonly altered: VerificationProblem[] = [];
  private readonly keys = new Map<string, Buffer | null>();
  private readonly hashes = new Map<number, string>();
  private readonly erased = new Set<string>();
  private header: { readonly companyId: string; readonly from: number; readonly to: number } | undefined;
  private previous: Link | undefined;
  private entries = 0;
  private lastConcerned = 0;
  private unproven = 0;

  constructor(private readonly manifest: PackManifest) {}

  step(line: SegmentLine): void {
    if ('format' in line) this.header = line;
    else if ('key' in line)
      this.keys.set(line.key.keyId, line.key.secret === null ? null : Buffer.from(line.key.secret, 'hex'));
    else this.link({ companyId: this.manifest.companyId, ...line.link });
  }

  private link(link: Link): void {
    const expected = this.previous ? this.previous.seq + 1 : this.header?.from;
    if (link.seq !== expected)
      this.report('audit.seq_missing', link.seq, `Link ${link.seq} stands where ${expected} belongs.`);
    else if (this.previous && link.prevHash !== this.previous.hash)
      this.report('audit.link_broken', link.seq, 'The link does not follow the hash of the one before it.');
    if (!link.entry) this.report('audit.entry_missing', link.seq, `The entry ${link.entryId} of this link is gone.`);
    else if (hashOf(link, link.entry) !== link.hash)
      this.report('audit.hash_differs', link.seq, `The entry ${link.entryId} is not the one that was sealed.`);
    if (link.entry && this.concerns(link.entry)) this.details(link, link.entry);
    this.hashes.set(link.seq, link.hash);
    this.previous = link;
  }

  private concerns({ subjectType, subjectId }: LinkedEntry): boolean {
    return subjectType === 'appraisal' && this.manifest.appraisals.some(({ appraisalId }) => appraisalId === subjectId);
  }

  private details(link: Link, entry: LinkedEntry): void {
    this.entries += 1;
    this.lastConcerned = link.seq;
    const key = this.keys.get(link.keyId);
    if (key === undefined) this.unproven += 1;
    else if (key === null) this.erased.add(link.keyId);
    else if (commitmentOf(key, entry) !== link.commitment)
      this.report(
        'audit.details_differ',
        link.seq,
        `The details of entry ${link.entryId} are not those that were sealed.`,
      );
  }

  finish(anchorFile: Buffer | undefined, key: KeyObject | undefined): SegmentCheck {
    const { header, manifest, previous } = this;
    if (!header) throw new PackError(`${packPaths.segment} does not begin like a part of a chain`);
    if (header.companyId !== manifest.companyId || previous?.seq !== header.to)
      this.report(
        'audit.seq_missing',
        (previous?.seq ?? 0) + 1,
        `The links do not reach from ${header.from} to ${header.to}.`,
      );
    const anchored = this.anchor(anchorFile, key);
    return {
      entries: this.entries,
      anchors: anchored.seq === null ? 0 : 1,
      erasures: this.erased.size,
      altered: this.altered,
      incomplete: anchored.incomplete,
      notes:
        this.unproven === 0
          ? []
          : [`${this.unproven} entries are about nobody: what stands in them is checked with the whole export alone.`],
    };
  }

  private anchor(
    file: Buffer | undefined,
    key: KeyObject | undefined,
  ): { seq: number | null; incomplete: VerificationProblem[] } {
    const lacking = (code: string, detail: string) => ({ seq: null, incomplete: [{ code, seq: null, detail }] });
    if (!file || !key)
      return lacking(
        'audit.no_anchors',
        'No anchor vouched for the history yet when the pack was made: make a new one after the next.',
      );
    const read = parsed(anchor, file, packPaths.anchor);
    const stream = read.streams.find(({ companyId }) => companyId === this.manifest.companyId);
    if (!isSignedBy(read, key))
      this.report('audit.anchor_signature', null, 'The anchor does not bear the signature of the key checked with.');
    else if (!stream || this.hashes.get(stream.seq) !== stream.hash)
      this.report('audit.anchor_differs', stream?.seq ?? null, `Anchor ${read.no} holds another hash of this chain.`);
    if (!stream) return { seq: null, incomplete: [] };
    if (stream.seq >= this.lastConcerned) return { seq: stream.seq, incomplete: [] };
    return {
      seq: stream.seq,
      incomplete: [
        {
          code: 'audit.anchors_stale',
          seq: stream.seq,
          detail: `The anchor knows the chain up to ${stream.seq}, the pack's entries go on to ${this.lastConcerned}: make a new pack after the next anchor.`,
        },
      ],
    };
  }

  private report(code: string, seq: number | null, detail: string): void {
    if (this.altered.length < 20) this.altered.push({ code, seq, detail });
  }
}
