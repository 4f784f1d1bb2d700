// Ends what its parent started when the parent is gone, however it went: the parent's death closes this process's standard input.
// Lines on it: `watch PID SIGNAL GRACE_MS` and `forget PID`.
import { createInterface } from 'node:readline';

/** @type {Map<number, { signal: NodeJS.Signals, graceMs: number }>} */
const watched = new Map();

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, pid, signal, graceMs] = line.split(' ');
  if (verb === 'watch')
    watched.set(Number(pid), { signal: /** @type {NodeJS.Signals} */ (signal), graceMs: Number(graceMs) });
  if (verb === 'forget') watched.delete(Number(pid));
}
await Promise.all([...watched].map(([pid, how]) => end(pid, how)));

/** @param {number} pid @param {{ signal: NodeJS.Signals, graceMs: number }} how */
async function end(pid, { signal, graceMs }) {
  const deadline = Date.now() + graceMs;
  if (!send(pid, signal)) return;
  while (Date.now() < deadline) {
    if (!send(pid, 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  send(pid, 'SIGKILL');
}

/** @param {number} pid @param {NodeJS.Signals | 0} signal */
function send(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
