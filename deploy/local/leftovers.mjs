import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartFailure } from './servers/failure.mjs';
import { processStart } from './servers/processes.mjs';

// A killed process may still have to give back gigabytes of memory.
const killGraceMs = 10_000;

/** @param {string} dataDir */
const runFolder = (dataDir) => join(dataDir, 'run');

/**
 * Notes a started process, so that the next start finds it should this one and its guardian both be killed.
 * @param {string} dataDir @param {string} name @param {import('./servers/watch.mjs').Watched} started
 */
export function noteRunning(dataDir, name, started) {
  mkdirSync(runFolder(dataDir), { recursive: true });
  writeFileSync(
    join(runFolder(dataDir), `${name}.json`),
    JSON.stringify({ ...started, start: processStart(started.pid) }),
  );
}

/** @param {string} dataDir @param {string} name */
export function noteEnded(dataDir, name) {
  rmSync(join(runFolder(dataDir), `${name}.json`), { force: true });
}

/**
 * Ends what an earlier start left running: two servers on one folder would destroy it.
 * @param {string} dataDir @param {(line: string) => void} log
 */
export async function endLeftovers(dataDir, log) {
  mkdirSync(runFolder(dataDir), { recursive: true });
  const notes = readdirSync(runFolder(dataDir)).map((file) => ({
    file: join(runFolder(dataDir), file),
    name: file.replace(/\.json$/, ''),
    ...JSON.parse(readFileSync(join(runFolder(dataDir), file), 'utf8') || '{}'),
  }));
  const end = async (/** @type {Note} */ note) => {
    await endLeftover(note, log);
    rmSync(note.file, { force: true });
  };
  await Promise.all(notes.filter(({ last }) => !last).map(end));
  await Promise.all(notes.filter(({ last }) => last).map(end));
}

/** @typedef {import('./servers/watch.mjs').Watched & { start?: string, file: string, name: string }} Note */

/** @param {Note} note @param {(line: string) => void} log */
async function endLeftover({ name, pid, start, signal, graceMs }, log) {
  const runs = () => start !== undefined && processStart(pid) === start;
  if (!runs()) return;
  log(`${name} of an earlier start (pid ${pid}) is still running; ending it`);
  send(pid, signal);
  if (await becomesFalse(runs, graceMs)) return;
  send(pid, 'SIGKILL');
  if (await becomesFalse(runs, killGraceMs)) return;
  throw new StartFailure(
    `${name} of an earlier start (pid ${pid}) does not end, even by SIGKILL`,
    'look what it waits for (often a disk that does not answer), or set KAOHE_DATA to another folder',
  );
}

/** @param {() => boolean} holds @param {number} withinMs */
async function becomesFalse(holds, withinMs) {
  for (const deadline = Date.now() + withinMs; holds(); await sleep(50)) {
    if (Date.now() > deadline) return false;
  }
  return true;
}

/** @param {number} pid @param {NodeJS.Signals} signal */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself meanwhile.
  }
}
