import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { endLeftovers } from './leftovers.mjs';
import { StartFailure } from './servers/failure.mjs';
import { tryLock } from './servers/file-lock.mjs';

/**
 * Empties a data folder that belongs to one command (a demo, a measurement), unless that command is running.
 * @param {string} dataDir @param {(line: string) => void} log
 */
export async function emptyFolder(dataDir, log) {
  const lock = tryLock(join(dataDir, 'instance.lock'));
  if ('heldBy' in lock) {
    throw new StartFailure(
      `process ${lock.heldBy} is using ${dataDir}`,
      'wait for its end, or set KAOHE_DATA to another folder',
    );
  }
  await endLeftovers(dataDir, log);
  rmSync(dataDir, { recursive: true, force: true });
}
