import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStart } from './servers/file-lock.mjs';

/** @param {string} dataDir */
const runFolder = (dataDir) => join(dataDir, 'run');

/**
 * Notes a started process, so that the next start finds it should this one and its guardian both be killed.
 * @param {string} dataDir @param {string} name @param {{ pid: number, signal: NodeJS.Signals, graceMs: number }} started
 */
export function noteRunning(dataDir, name, { pid, signal, graceMs }) {
  mkdirSync(runFolder(dataDir), { recursive: true });
  writeFileSync(
    join(runFolder(dataDir), `${name}.json`),
    JSON.stringify({ pid, start: processStart(pid), signal, graceMs }),
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
  await Promise.all(
    readdirSync(runFolder(dataDir)).map(async (file) => {
      await endLeftover(readFileSync(join(runFolder(dataDir), file), 'utf8'), file.replace(/\.json$/, ''), log);
      rmSync(join(runFolder(dataDir), file), { force: true });
    }),
  );
}

/** @param {string} note @param {string} name @param {(line: string) => void} log */
async function endLeftover(note, name, log) {
  const { pid, start, signal, graceMs } = JSON.parse(note || '{}');
  const runs = () => start !== undefined && processStart(pid) === start;
  if (!runs()) return;
  log(`${name} of an earlier start (pid ${pid}) is still running; ending it`);
  send(pid, signal);
  for (const deadline = Date.now() + graceMs; runs(); await sleep(50)) {
    if (Date.now() > deadline) send(pid, 'SIGKILL');
  }
}

/** @param {number} pid @param {NodeJS.Signals} signal */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself meanwhile.
  }
}
