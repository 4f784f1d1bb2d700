import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fillCache } from './cache.mjs';
import { buildWithGo } from './go-build.mjs';
import { serverCacheDir, versions } from './paths.mjs';
import { downloadRelease } from './release.mjs';
import { isAccepted, versionIn } from './version.mjs';

/**
 * The folder that holds the server's programs: from PATH when the version is accepted, else this user's cache, filled at the first use
 * from the official release or, where that is not reachable, by building it.
 * @param {string} name @param {string} urlVariable @param {(line: string) => void} log
 * @returns {Promise<string>}
 */
export async function obtain(name, urlVariable, log) {
  const { version, programs } = versions[name];
  const onPath = folderOnPath(name, Object.keys(programs), log);
  if (onPath) return onPath;
  const folder = serverCacheDir(name, version);
  await fillCache({ name, folder, log }, async (scratch) => {
    if (await downloadRelease({ name, folder: scratch, log })) return;
    await buildWithGo({ name, folder: scratch, urlVariable, log });
  });
  return folder;
}

/**
 * The first folder of PATH that holds all programs, if their version is accepted.
 * @param {string} name @param {string[]} programs @param {(line: string) => void} log
 */
export function folderOnPath(name, programs, log) {
  const folder = (process.env.PATH ?? '')
    .split(delimiter)
    .find((part) => part && programs.every((program) => existsSync(join(part, program))));
  if (!folder) return undefined;
  const answer = spawnSync(join(folder, programs[0] ?? ''), ['--version'], { encoding: 'utf8' });
  const version = versionIn(`${answer.stdout}${answer.stderr}`);
  const range = versions[name];
  if (version && isAccepted(version, range)) return folder;
  log(
    `${name}: ${join(folder, programs[0] ?? '')} is ${version ?? 'of an unknown version'}, not used: ${range.minimum} or newer, below ${range.below}, is needed`,
  );
  return undefined;
}
