import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StreamHead } from '../chain/read-only.js';
import type { AnchorSettings } from '../config.js';
import { type Anchor, anchorFileName, anchorFileText, fileHash, signAnchor } from './anchor.js';
import { publicKeyFile, publicKeyOf, signingKey } from './anchor-key.js';
import { newestAnchor } from './newest-anchor.js';

/** Writes the next anchor into every place; the first of a day (UTC) is the daily one. */
export function writeAnchor(places: AnchorSettings, at: string, heads: readonly StreamHead[]): Anchor {
  const last = newestAnchor(places.folders);
  const secret = signingKey(places.keysFolder, last !== undefined);
  const daily = last === undefined || last.at.slice(0, 10) < at.slice(0, 10);
  const next = signAnchor(
    {
      no: (last?.no ?? 0) + 1,
      kind: daily ? 'daily' : 'hourly',
      at,
      previous: last ? fileHash(last.content) : null,
      streams: heads.map(({ companyId, seq, hash }) => ({ companyId, seq, hash })),
    },
    secret,
  );
  for (const folder of places.folders) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, publicKeyFile), publicKeyOf(secret));
    writeDurably(join(folder, anchorFileName(next.no)), anchorFileText(next));
  }
  return next;
}

/** Whole or not at all; an anchor is never written over: of two commands at once the second fails here. */
function writeDurably(file: string, content: string): void {
  const half = `${file}.${process.pid}`;
  const descriptor = openSync(half, 'w', 0o644);
  try {
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  try {
    linkSync(half, file);
  } finally {
    unlinkSync(half);
  }
}
