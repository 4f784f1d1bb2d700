import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchor } from './anchor.js';
import { publicKeyFile } from './anchor-key.js';
import { anchorFiles } from './read-anchors.js';

export interface CoveringAnchor {
  readonly seq: number;
  /** Its file as it lies there. */
  readonly content: string;
}

/** The first anchor that knows the company's chain up to `seq`, else the newest that knows any of it. A chain only grows, so anchors are halved instead of read one by one. */
export function coveringAnchor(folders: readonly string[], companyId: string, seq: number): CoveringAnchor | undefined {
  const files = [...new Map(folders.flatMap((folder) => anchorFiles(folder).map((name) => [name, join(folder, name)])))]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([, file]) => file);
  const at = (index: number): CoveringAnchor => {
    const content = readFileSync(files[index] ?? '', 'utf8');
    const stream = anchor.parse(JSON.parse(content)).streams.find((one) => one.companyId === companyId);
    return { seq: stream?.seq ?? 0, content };
  };
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle).seq >= seq) high = middle;
    else low = middle + 1;
  }
  if (files.length === 0) return undefined;
  const found = at(Math.min(low, files.length - 1));
  return found.seq > 0 ? found : undefined;
}

/** As it lies beside the anchors. */
export function publicKeyBeside(folders: readonly string[]): string | null {
  const file = folders.map((folder) => join(folder, publicKeyFile)).find((one) => existsSync(one));
  return file === undefined ? null : readFileSync(file, 'utf8');
}
