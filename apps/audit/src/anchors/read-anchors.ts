import type { KeyObject } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { VerificationProblem } from '../../../../libs/contracts/audit/http.js';
import { type Anchor, anchor, anchorFileName, fileHash, isSignedBy } from './anchor.js';

export interface AnchorsRead {
  readonly anchors: readonly Anchor[];
  readonly altered: readonly VerificationProblem[];
  readonly incomplete: readonly VerificationProblem[];
}

interface KeptAnchor {
  readonly anchor: Anchor;
  readonly hash: string;
  /** Where it lies, for messages. */
  readonly place: string;
}

const isAnchorFile = (name: string): boolean => /^\d{8}\.json$/.test(name);
export const anchorFiles = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter(isAnchorFile).sort() : [];

/** Reads every place anchors are kept in, and holds each file against its signature, its neighbours and its copies. */
export function readAnchors(folders: readonly string[], publicKey: KeyObject): AnchorsRead {
  const problems = new AnchorProblems();
  const places = folders.map((folder) => readFolder(folder, publicKey, problems));
  const known = new Map<number, KeptAnchor>();
  for (const place of places) {
    for (const kept of place) {
      const copy = known.get(kept.anchor.no);
      if (copy && copy.hash !== kept.hash)
        problems.altered('audit.anchor_copies_differ', `${kept.place} and ${copy.place} differ.`);
      else known.set(kept.anchor.no, kept);
    }
  }
  const ordered = [...known.values()].sort((a, b) => a.anchor.no - b.anchor.no);
  checkSeries(ordered, problems);
  checkCopies(folders, places, known, problems);
  return {
    anchors: ordered.map((kept) => kept.anchor),
    altered: problems.found.altered,
    incomplete: problems.found.incomplete,
  };
}

class AnchorProblems {
  readonly found = { altered: [] as VerificationProblem[], incomplete: [] as VerificationProblem[] };
  altered(code: string, detail: string): void {
    this.found.altered.push({ code, seq: null, detail });
  }
  incomplete(code: string, detail: string): void {
    this.found.incomplete.push({ code, seq: null, detail });
  }
}

function readFolder(folder: string, publicKey: KeyObject, problems: AnchorProblems): KeptAnchor[] {
  return anchorFiles(folder).flatMap((name) => {
    const place = join(basename(folder), name);
    const content = readFileSync(join(folder, name), 'utf8');
    const read = parsed(content);
    if (!read) problems.altered('audit.anchor_unreadable', `${place} is not an anchor.`);
    else if (!isSignedBy(read, publicKey))
      problems.altered('audit.anchor_signature', `${place} does not bear the signature of the key checked with.`);
    else if (anchorFileName(read.no) !== name)
      problems.altered('audit.anchor_misplaced', `${place} holds anchor ${read.no}.`);
    else return [{ anchor: read, hash: fileHash(content), place }];
    return [];
  });
}

function parsed(content: string): Anchor | undefined {
  try {
    return anchor.safeParse(JSON.parse(content)).data;
  } catch {
    return undefined;
  }
}

/** Each anchor names the file before it: one taken out, put in or exchanged breaks the series. */
function checkSeries(ordered: readonly KeptAnchor[], problems: AnchorProblems): void {
  let before: KeptAnchor | undefined;
  for (const kept of ordered) {
    const expected = (before?.anchor.no ?? 0) + 1;
    if (kept.anchor.no !== expected) {
      const last = kept.anchor.no - 1;
      problems.incomplete(
        'audit.anchor_missing',
        expected === last ? `Anchor ${expected} is in no place.` : `Anchors ${expected} to ${last} are in no place.`,
      );
    } else if (kept.anchor.previous !== (before?.hash ?? null)) {
      problems.altered('audit.anchor_series', `${kept.place} does not follow the anchor before it.`);
    }
    before = kept;
  }
}

function checkCopies(
  folders: readonly string[],
  places: readonly (readonly KeptAnchor[])[],
  known: ReadonlyMap<number, KeptAnchor>,
  problems: AnchorProblems,
): void {
  for (const [index, place] of places.entries()) {
    const lacking = known.size - place.length;
    if (lacking > 0)
      problems.incomplete(
        'audit.anchor_copy_missing',
        `${lacking} anchor(s) are not in ${basename(folders[index] ?? '')}: copy them from the other place.`,
      );
  }
}
