// Ends what its parent started when the parent is gone, however it went: the parent's death closes this process's standard input.
// Lines on it: `watch PID SIGNAL GRACE_MS [last]` and `forget PID`.
import { createInterface } from 'node:readline';
import { processStart } from './processes.mjs';

/** @typedef {{ start: string | undefined, signal: NodeJS.Signals, graceMs: number, last: boolean }} Watched */
/** @type {Map<number, Watched>} */
const watched = new Map();

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, pid, signal, graceMs, last] = line.split(' ');
  if (verb === 'watch')
    watched.set(Number(pid), {
      start: processStart(Number(pid)),
      signal: /** @type {NodeJS.Signals} */ (signal),
      graceMs: Number(graceMs),
      last: last === 'last',
    });
  if (verb === 'forget') watched.delete(Number(pid));
}
await endThose((how) => !how.last);
await endThose((how) => how.last);

/** @param {(how: Watched) => boolean} which */
async function endThose(which) {
  await Promise.all([...watched].map(([pid, how]) => which(how) && end(pid, how)));
}

/** @param {number} pid @param {Watched} how */
async function end(pid, { start, signal, graceMs }) {
  const runs = () => start !== undefined && processStart(pid) === start;
  const deadline = Date.now() + graceMs;
  if (runs()) send(pid, signal);
  while (runs()) {
    if (Date.now() > deadline) return send(pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 50));
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
