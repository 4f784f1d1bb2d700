import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Anchor, anchor } from './anchor.js';
import { anchorFiles } from './read-anchors.js';

/** The newest anchor in any place, with its file's content; undefined when there is none. */
export function newestAnchor(folders: readonly string[]): (Anchor & { readonly content: string }) | undefined {
  const [newest] = folders
    .flatMap((folder) =>
      anchorFiles(folder)
        .slice(-1)
        .map((name) => ({ name, file: join(folder, name) })),
    )
    .sort((a, b) => b.name.localeCompare(a.name));
  if (!newest) return undefined;
  const content = readFileSync(newest.file, 'utf8');
  return { ...anchor.parse(JSON.parse(content)), content };
}
