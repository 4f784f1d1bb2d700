import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @typedef {{ pid: number, signal: NodeJS.Signals, graceMs: number, last?: boolean }} Watched `last`: ended after the others */

const guardianFile = fileURLToPath(new URL('./guardian.mjs', import.meta.url));
/** @type {Map<number, Watched>} */
const watched = new Map();
/** @type {import('node:child_process').ChildProcess | undefined} */
let guardian;

/** From now on the process is ended when this one dies, even by kill -9. @param {Watched} child */
export function watch(child) {
  watched.set(child.pid, child);
  if (guardian) tell(watchLine(child));
  else startGuardian();
}

/** @param {number} pid */
export function forget(pid) {
  watched.delete(pid);
  tell(`forget ${pid}`);
}

/** The process that ends the others should this one be killed. */
export const guardianPid = () => guardian?.pid;

function startGuardian() {
  // A session of its own: Ctrl-C and a signal to the whole group must not take the guardian along.
  guardian = spawn(process.execPath, [guardianFile], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guardian.stdin?.on('error', () => undefined);
  guardian.once('exit', () => {
    guardian = undefined;
    if (watched.size > 0) startGuardian();
  });
  guardian.unref();
  /** @type {import('node:net').Socket} */ (guardian.stdin).unref();
  for (const child of watched.values()) tell(watchLine(child));
}

/** @param {Watched} child */
const watchLine = ({ pid, signal, graceMs, last }) => `watch ${pid} ${signal} ${graceMs}${last ? ' last' : ''}`;

/** @param {string} line */
function tell(line) {
  guardian?.stdin?.write(`${line}\n`);
}
