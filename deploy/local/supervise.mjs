import { spawn } from 'node:child_process';
import { closeSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { noteEnded, noteRunning } from './leftovers.mjs';
import { collectLines, openLog, tail } from './log-file.mjs';
import { StartFailure } from './servers/failure.mjs';
import { forget, watch } from './servers/watch.mjs';

/**
 * @typedef {object} Program
 * @property {string} name the process's name in messages and of its log file
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env the whole environment of the process
 * @property {string} dataDir its log goes below it
 * @property {(line: string) => void} log one line for the person at the terminal
 * @property {() => Promise<unknown>} [ready] rejects until the process is well
 * @property {string} [healthUrl] ready when it answers 200
 * @property {string} [readyLine] ready when it printed a line with this text
 * @property {number} [readyTimeoutMs]
 * @property {'json' | 'raw'} [output] `raw`: the process writes to its log file itself, in its own format
 * @property {string} [cwd]
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {NodeJS.Signals} [stopSignal]
 * @property {number} [stopGraceMs]
 * @property {boolean} [endsLast] when this process is gone: the others write their last words to it
 * @property {number} [giveUpAfterMs] how long a process that was well may crash again and again
 * @property {(cause: Error) => void} [onGivenUp] the process cannot be kept running
 */

// A crash is answered at once, a process that goes on crashing (its database may be away) more and more slowly.
const restartAfterMs = [100, 500, 1_000, 2_000, 5_000];
// A process that lived this long is not one that crashes at every start.
const settledAfterMs = 2_000;
const readyPollMs = 200;
const lastWordsMs = 500;

/** One process, started, watched, restarted when it crashes, and stopped gracefully. It never outlives this process. */
export class Supervised {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  /** @type {Promise<unknown>} */
  #lineSeen = Promise.resolve();
  /** Counts starts and stops: what belongs to an earlier one must not act any more. */
  #generation = 0;

  /** @param {Program} program */
  constructor(program) {
    this.program = program;
  }

  get pid() {
    return this.#child?.pid;
  }

  /** Resolves when the process is well; rejects with the end of its log when it dies first. */
  async start() {
    this.#generation += 1;
    const generation = this.#generation;
    const { died } = this.#spawn();
    try {
      await Promise.race([this.#becomesReady(died), died]);
    } catch (error) {
      this.kill();
      throw error;
    }
    died.catch((error) => this.#restart(error, generation));
  }

  /** Ends it: the graceful signal, then after the grace time SIGKILL. */
  async stop() {
    this.#generation += 1;
    const child = this.#child;
    if (!child || hasEnded(child)) return;
    const { stopSignal = 'SIGTERM', stopGraceMs = 10_000, name, log } = this.program;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(stopSignal);
    const timer = setTimeout(() => {
      log(`${name} did not end within ${stopGraceMs / 1_000} s of ${stopSignal}; killed`);
      child.kill('SIGKILL');
    }, stopGraceMs);
    await ended;
    clearTimeout(timer);
  }

  /** A crash on purpose; the process is started again by itself. @param {NodeJS.Signals} [signal] */
  kill(signal = 'SIGKILL') {
    this.#child?.kill(signal);
  }

  /** Starts the program once; `died` rejects with the reason when it ends. */
  #spawn() {
    const { name, command, args, env, cwd, uid, gid, dataDir, output = 'json' } = this.program;
    const { stopSignal = 'SIGTERM', stopGraceMs = 10_000, endsLast = false } = this.program;
    const { path, fd } = openLog(dataDir, name);
    const logFrom = statSync(path).size;
    const child = spawn(command, args, {
      env,
      cwd,
      uid,
      gid,
      // A group of its own: Ctrl-C reaches this process alone, which stops the others in their order.
      detached: true,
      stdio: output === 'raw' ? ['ignore', fd, fd] : ['ignore', 'pipe', 'pipe'],
    });
    closeSync(fd);
    this.#child = child;
    if (child.pid) {
      const running = { pid: child.pid, signal: stopSignal, graceMs: stopGraceMs, last: endsLast };
      watch(running);
      noteRunning(dataDir, name, running);
    }
    this.#collect(child, path);
    /** @type {Promise<never>} */
    const died = new Promise((_, reject) => {
      child.once('error', (error) =>
        reject(new StartFailure(`${name} could not be started: ${error.message}`, `check that ${command} can be run`)),
      );
      child.once('exit', async (code, signal) => {
        if (child.pid) forget(child.pid);
        noteEnded(dataDir, name);
        await lastWords(child);
        const how = `${name} ended with ${signal ?? `code ${code}`}`;
        reject(new StartFailure(`${how}. The end of its log:\n${tail(path, logFrom)}`, `its whole log is ${path}`));
      });
    });
    died.catch(() => undefined);
    return { died };
  }

  /** @param {import('node:child_process').ChildProcess} child @param {string} path */
  #collect(child, path) {
    const { name, readyLine } = this.program;
    this.#lineSeen = new Promise((resolve) => {
      const onLine = (/** @type {string} */ line) => {
        if (readyLine && line.includes(readyLine)) resolve(undefined);
      };
      for (const stream of [child.stdout, child.stderr]) if (stream) collectLines(stream, path, name, onLine);
    });
  }

  /** Resolves when the child is well, rejects when it is not in time or died. @param {Promise<never>} died */
  async #becomesReady(died) {
    const { name, ready, readyLine, healthUrl, readyTimeoutMs = 60_000 } = this.program;
    const child = this.#child;
    const deadline = Date.now() + readyTimeoutMs;
    let reason = readyLine ? `it did not print "${readyLine}"` : 'no answer';
    if (readyLine) {
      const late = sleep(readyTimeoutMs, 'late', { ref: false });
      if ((await Promise.race([this.#lineSeen, late])) !== 'late') return;
    }
    const check = ready ?? (healthUrl ? () => answersOk(healthUrl) : undefined);
    if (!check && !readyLine) return;
    while (check && Date.now() < deadline && child && !hasEnded(child)) {
      try {
        await check();
        return;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
      await sleep(readyPollMs);
    }
    if (child && hasEnded(child)) return died;
    throw new StartFailure(
      `${name} was not well within ${readyTimeoutMs / 1_000} s: ${reason}`,
      `see logs/${name}.log in the data folder`,
    );
  }

  /** Starts it again until it stays. @param {Error} death @param {number} generation */
  async #restart(death, generation) {
    const { name, log, giveUpAfterMs = 600_000, onGivenUp } = this.program;
    const firstDeath = Date.now();
    for (let cause = death, crashes = 0; generation === this.#generation; crashes += 1) {
      if (Date.now() - firstDeath > giveUpAfterMs) {
        onGivenUp?.(cause);
        return;
      }
      log(`${firstLine(cause)}; starting it again`);
      await sleep(restartAfterMs[crashes] ?? restartAfterMs.at(-1));
      if (generation !== this.#generation) return;
      const { died } = this.#spawn();
      const spawnedAt = Date.now();
      // One that runs without being well yet (another part is away) is left to recover by itself.
      this.#becomesReady(died).then(
        () => log(`${name} is well again (pid ${this.pid})`),
        () => undefined,
      );
      cause = await died.catch((error) => error);
      if (Date.now() - spawnedAt > settledAfterMs) return void this.#restart(cause, generation);
    }
  }
}

/** @param {Error} error */
const firstLine = (error) => error.message.split(/[.\n]/)[0];

/** @param {import('node:child_process').ChildProcess} child */
const hasEnded = (child) => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

/**
 * What it said just before it ended may still be on its way; a child of its own that keeps the pipe open is not waited for.
 * @param {import('node:child_process').ChildProcess} child
 */
async function lastWords(child) {
  const streams = [child.stdout, child.stderr].filter((stream) => stream && !stream.closed);
  const said = streams.map((stream) => new Promise((resolve) => stream?.once('close', resolve)));
  await Promise.race([Promise.all(said), sleep(lastWordsMs, undefined, { ref: false })]);
}

/** @param {string} url */
async function answersOk(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
}
