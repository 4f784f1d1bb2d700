import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When the process began, as the system tells it, or undefined when it is not running. A pid alone may belong to somebody else after
 * a restart of the machine; and one that has ended keeps its pid, and takes signals, until its parent asks how it ended, which
 * the first process of some machines does seconds later or never.
 * @param {number} pid
 */
export const processStart = (pid) => (process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid));

/** @param {number | undefined} pid */
export const isRunning = (pid) => pid !== undefined && processStart(pid) !== undefined;

/** @param {number} pid */
function startOnLinux(pid) {
  const stat = statOf(pid);
  // Fields are counted after the program's name, which may itself hold spaces and brackets.
  const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [threads, start] = [Number(fields[16]), fields[18]];
  // The first thread may be gone while others still hold the files and ports.
  return isGone(state) && threads < 2 ? undefined : start;
}

/** @param {number} pid */
function startByPs(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    // The same text whoever asks, and on both sides of a change of the clocks.
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
  const [, state = '', start] = /^\s*(\S+)\s+(.*\S)/.exec(stdout ?? '') ?? [];
  return isGone(state) ? undefined : start;
}

/** @param {string} state */
const isGone = (state) => /^[ZX]/.test(state);

/** @param {number} pid */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}
