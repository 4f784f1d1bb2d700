import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { waitForLock } from './file-lock.mjs';

/**
 * Makes the cache folder once, whoever else wants it at the same time: `fill` works in a scratch folder that appears under its
 * name in one step.
 * @param {{ name: string, folder: string, log: (line: string) => void }} target
 * @param {(scratch: string) => Promise<void>} fill
 */
export async function fillCache({ name, folder, log }, fill) {
  if (existsSync(folder)) return;
  const lock = await waitForLock(`${folder}.lock`, (holder) =>
    log(`${name}: process ${holder} is obtaining it; waiting`),
  );
  let scratch = '';
  try {
    if (existsSync(folder)) return;
    mkdirSync(dirname(folder), { recursive: true });
    scratch = mkdtempSync(`${folder}.`);
    await fill(scratch);
    renameSync(scratch, folder);
  } catch (error) {
    // Somebody else finished first after all; what they put there is as good.
    if (!existsSync(folder)) throw error;
  } finally {
    if (scratch) rmSync(scratch, { recursive: true, force: true });
    lock.release();
  }
}
