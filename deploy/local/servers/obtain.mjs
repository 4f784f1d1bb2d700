import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock } from './file-lock.mjs';
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
  if (!existsSync(folder)) await fillCache({ name, folder, urlVariable, log });
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

/** @param {{ name: string, folder: string, urlVariable: string, log: (line: string) => void }} target */
async function fillCache({ name, folder, urlVariable, log }) {
  const lock = await waitForLock(`${folder}.lock`, name, log);
  try {
    if (existsSync(folder)) return;
    mkdirSync(dirname(folder), { recursive: true });
    const scratch = mkdtempSync(`${folder}.`);
    try {
      if (!(await downloadRelease({ name, folder: scratch, log })))
        await buildWithGo({ name, folder: scratch, urlVariable, log });
      // One step: whoever looks sees all programs or none.
      renameSync(scratch, folder);
    } catch (error) {
      // Somebody else finished first after all; what they put there is as good.
      if (!existsSync(folder)) throw error;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  } finally {
    lock.release();
  }
}

/** @param {string} path @param {string} name @param {(line: string) => void} log */
async function waitForLock(path, name, log) {
  for (let waited = 0; ; waited += 1) {
    const lock = tryLock(path);
    if ('release' in lock) return lock;
    if (waited % 30 === 0) log(`${name}: process ${lock.heldBy} is obtaining it; waiting`);
    await sleep(500);
  }
}
