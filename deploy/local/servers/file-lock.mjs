import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStart } from './processes.mjs';

/**
 * Takes the lock file for this process, or answers the pid that holds it. A dead holder's lock is taken over.
 * @param {string} path
 * @returns {{ release: () => void } | { heldBy: number }}
 */
export function tryLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  const own = `${path}.${process.pid}`;
  writeFileSync(own, `${process.pid} ${processStart(process.pid)}\n`);
  try {
    for (;;) {
      try {
        // A link appears with its content, a file written in place would be empty for a moment.
        linkSync(own, path);
        return { release: () => rmSync(path, { force: true }) };
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      }
      const [pid, ...start] = readIfThere(path).trim().split(' ');
      if (pid && processStart(Number(pid)) === start.join(' ')) return { heldBy: Number(pid) };
      rmSync(path, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Takes the lock, waiting for whoever holds it.
 * @param {string} path @param {(holder: number) => void} onWait told now and every fifteen seconds
 */
export async function waitForLock(path, onWait) {
  for (let tries = 0; ; tries += 1) {
    const lock = tryLock(path);
    if ('release' in lock) return lock;
    if (tries % 30 === 0) onWait(lock.heldBy);
    await sleep(500);
  }
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
