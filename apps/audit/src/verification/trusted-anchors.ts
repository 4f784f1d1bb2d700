import type { VerificationProblem } from '../../../../libs/contracts/audit/http.js';
import type { Anchor } from '../anchors/anchor.js';
import { trustedKey } from '../anchors/anchor-key.js';
import { readAnchors } from '../anchors/read-anchors.js';
import type { AnchoredHash } from '../chain/verify-stream.js';

export interface AnchorSource {
  readonly folders: readonly string[];
  readonly keysFolder?: string | undefined;
  /** A public key the reader brought. */
  readonly publicKeyFile?: string | undefined;
}

export interface TrustedAnchors {
  readonly anchors: readonly Anchor[];
  readonly altered: readonly VerificationProblem[];
  readonly incomplete: readonly VerificationProblem[];
  readonly notes: readonly string[];
}

/** An anchor is due every hour; a day without one means that nobody anchors, or that anchors were taken away. */
const longestGapMs = 25 * 3_600_000;

const problem = (code: string, detail: string): VerificationProblem => ({ code, seq: null, detail });

/** The anchors that vouch for a chain as it stood at `asOf`, and what is wrong with them. */
export function trustAnchors(source: AnchorSource, asOf: string): TrustedAnchors {
  const trusted = trustedKey({
    named: source.publicKeyFile,
    keysFolder: source.keysFolder,
    anchorFolders: source.folders,
  });
  if (!trusted) {
    const detail =
      'There are no anchors, or no public key to check them with: what was altered together with all hashes after it cannot be told. Run `kaohe audit anchor`, or name the anchors with --anchors.';
    return { anchors: [], altered: [], incomplete: [problem('audit.no_anchors', detail)], notes: [] };
  }
  const read = readAnchors(source.folders, trusted.key);
  const usable = read.anchors.filter((anchor) => Date.parse(anchor.at) <= Date.parse(asOf));
  const later = read.anchors.length - usable.length;
  return {
    anchors: usable,
    altered: read.altered,
    incomplete: [...read.incomplete, ...staleness(usable, asOf)],
    notes: [
      ...(trusted.besideAnchors
        ? [`The public key lay beside the anchors (${trusted.file}): compare it with the one you were given.`]
        : []),
      ...(later > 0 ? [`${later} anchor(s) are later than ${asOf} and vouch for nothing in it.`] : []),
    ],
  };
}

function staleness(anchors: readonly Anchor[], asOf: string): VerificationProblem[] {
  const newest = anchors.at(-1);
  if (!newest) return [problem('audit.no_anchors', `No anchor was made up to ${asOf}.`)];
  if (Date.parse(asOf) - Date.parse(newest.at) <= longestGapMs) return [];
  return [
    problem(
      'audit.anchors_stale',
      `The newest anchor is of ${newest.at}: what came later is vouched for by its own hashes alone.`,
    ),
  ];
}

export const anchoredHashes = (anchors: readonly Anchor[], companyId: string): AnchoredHash[] =>
  anchors.flatMap((anchor) =>
    anchor.streams
      .filter((stream) => stream.companyId === companyId)
      .map(({ seq, hash }) => ({ anchorNo: anchor.no, seq, hash })),
  );
